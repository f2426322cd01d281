/**
 * The members of a JSON object as text, so that a number keeps its spelling (`1.0`, 2^63). The text must be
 * valid JSON, as our own `verbatim` column is. A repeated name appears twice.
 */
export function members(object: string): readonly (readonly [key: string, text: string])[] {
  const found: [string, string][] = [];
  let at = skipBlank(object, object.indexOf("{") + 1);
  while (at < object.length && object[at] !== "}") {
    const keyEnd = endOfString(object, at);
    const key = JSON.parse(object.slice(at, keyEnd)) as string;
    const start = skipBlank(object, skipBlank(object, keyEnd) + 1);
    const end = endOfValue(object, start);
    found.push([key, object.slice(start, end)]);
    at = skipBlank(object, end);
    if (object[at] === ",") at = skipBlank(object, at + 1);
  }
  return found;
}

export function isObject(text: string): boolean {
  return text.startsWith("{");
}

/** A JSON object without its null members, as a merge patch leaves it (RFC 7396). */
export function withoutNulls(object: string): string {
  const kept = new Map<string, string>();
  for (const [key, text] of members(object)) {
    if (text === "null") kept.delete(key);
    else kept.set(key, isObject(text) ? withoutNulls(text) : text);
  }
  return `{${[...kept].map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(",")}}`;
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n".includes(text[at]!)) at++;
  return at;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function endOfValue(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const char = text[at]!;
    if (char === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (char === "{" || char === "[") depth++;
    else if (char === "}" || char === "]") {
      if (depth === 0) return at;
      depth--;
    } else if (char === "," && depth === 0) return at;
    at++;
  }
  return at;
}
