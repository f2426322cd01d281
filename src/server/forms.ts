import { ArtunitError } from "../errors.js";

/** One parameter as it was sent, decoded. */
export interface Pair {
  readonly name: string;
  readonly value: string;
}

/**
 * Reads `name=value&name=value`, also from clients that paste values in without encoding them: a `%` that
 * does not begin an escape is a `%`, and in a value with raw blanks a `+` is a `+`, since whoever leaves
 * blanks alone has not written any as `+`. An `&` that no `name=` follows belongs to the value before it, so that
 * a raw `a && b` survives; `flags` are the names that may stand without a value.
 *
 * @throws ArtunitError `bad-parameter` where the escapes are not UTF-8.
 */
export function parseForm(text: string, flags: ReadonlySet<string>): readonly Pair[] {
  const raw: { name: string; value: string }[] = [];
  for (const segment of segments(text, flags)) {
    const equals = segment.indexOf("=");
    if (equals < 0) raw.push({ name: segment, value: "" });
    else raw.push({ name: segment.slice(0, equals), value: segment.slice(equals + 1) });
  }
  return raw.map(({ name, value }) => {
    const readableName = decode(name, name);
    return { name: readableName, value: decode(value, readableName) };
  });
}

/** The text cut at each `&`, with those put back that are part of an un-encoded value. */
function segments(text: string, flags: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  let held = "";
  for (const part of text.split("&")) {
    const begins = /^[^=\s:"()[\]{}]+=/.test(part) || flags.has(part) || found.length === 0;
    if (part === "") held += "&";
    else if (begins) {
      found.push(part);
      held = "";
    } else {
      found.push(`${found.pop() ?? ""}${held}&${part}`);
      held = "";
    }
  }
  return found.filter((each) => each !== "");
}

function decode(text: string, name: string): string {
  const blanks = text.includes(" ") ? text : text.replaceAll("+", " ");
  if (!blanks.includes("%")) return blanks;
  try {
    return decodeURIComponent(blanks.replace(/%(?![0-9a-fA-F]{2})/g, "%25"));
  } catch {
    throw new ArtunitError(
      "bad-parameter",
      `The escapes in the parameter "${name.slice(0, 40)}" are not UTF-8.`,
      {
        field: name.slice(0, 40),
      },
    );
  }
}
