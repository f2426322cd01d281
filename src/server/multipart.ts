import { ArtunitError } from "../errors.js";
import { repeated, shown } from "./parameters.js";
import type { Received, Upload } from "./route.js";

/** What a form with files says (RFC 7578): a field as text, a file as its name and bytes; a file nobody chose is left out. */
export function readMultipart(bytes: Uint8Array, contentType: string): Received {
  const boundary = /boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(contentType);
  if (!boundary) throw notAForm();
  const border = `--${boundary[1] ?? boundary[2]}`;
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Without a prototype: a field may be called __proto__.
  const received: Record<string, string | Upload> = Object.create(null);
  let at = body.indexOf(border);
  if (at < 0) throw notAForm();
  for (;;) {
    const start = at + border.length;
    if (body.toString("latin1", start, start + 2) === "--") return received;
    const head = body.indexOf("\r\n\r\n", start);
    const next = head < 0 ? -1 : body.indexOf(`\r\n${border}`, head + 2);
    if (next < 0) throw notAForm();
    const { name, fileName } = readHead(body.toString("utf8", start, head));
    if (Object.hasOwn(received, name)) throw repeated(shown(name));
    const content = body.subarray(head + 4, next);
    if (fileName === null) received[name] = content.toString("utf8");
    else if (fileName !== "" || content.length > 0) received[name] = { name: fileName, bytes: content };
    at = next + 2;
  }
}

function readHead(head: string): { readonly name: string; readonly fileName: string | null } {
  const name = /[;\s]name="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) throw notAForm();
  return { name, fileName: /[;\s]filename="([^"]*)"/i.exec(head)?.[1] ?? null };
}

function notAForm(): ArtunitError {
  return new ArtunitError(
    "bad-parameter",
    "The body is not a whole form with files (multipart/form-data). Send it again.",
  );
}
