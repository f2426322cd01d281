/**
 * What was asked and could not be honoured, said in a header, because the bodies of the originals have no place for it. None
 * where there is nothing to say.
 */
export function warningHeader(sentences: readonly string[]): Readonly<Record<string, string>> {
  if (sentences.length === 0) return {};
  const said = sentences
    .join(" ")
    .replace(/[^\x20-\x7e]/g, "?")
    .slice(0, LONGEST);
  return { "x-artunit-warning": said };
}

const LONGEST = 500;
