import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";

export interface Download {
  readonly path: string;
  readonly bytes: number;
  /** Hex digest; it is the entity tag, so that a resumed download never joins two versions. */
  readonly sha256: string;
  readonly type: string;
  readonly fileName: string;
}

/** Sends a file, or the part of it that is asked for (RFC 9110, 14): one range, `If-Range`, `If-None-Match`, HEAD. */
export function sendFile(request: FastifyRequest, reply: FastifyReply, file: Download): FastifyReply {
  const etag = `"${file.sha256}"`;
  reply
    .header("content-type", file.type)
    .header("accept-ranges", "bytes")
    .header("etag", etag)
    .header("x-artunit-sha256", file.sha256)
    .header("content-disposition", `attachment; filename="${file.fileName}"`);
  const known = request.headers["if-none-match"];
  if (known?.trim() === "*" || known?.includes(etag)) return reply.code(304).send();

  const condition = request.headers["if-range"];
  const asked = condition === undefined || condition === etag ? request.headers.range : undefined;
  const range = asked === undefined ? null : readRange(asked, file.bytes);
  if (range === "unsatisfiable") {
    return reply
      .code(416)
      .header("content-range", `bytes */${file.bytes}`)
      .removeHeader("content-type")
      .send();
  }
  const { start, end } = range ?? { start: 0, end: file.bytes - 1 };
  if (range) reply.code(206).header("content-range", `bytes ${start}-${end}/${file.bytes}`);
  reply.header("content-length", String(end - start + 1));
  // A stream, because the length of nothing would be sent in place of the file's.
  if (request.method === "HEAD") return reply.send(Readable.from([]));
  return reply.send(createReadStream(file.path, { start, end }));
}

/** One range of bytes; null where the header asks for something else, which may be ignored. */
function readRange(
  header: string,
  bytes: number,
): { readonly start: number; readonly end: number } | "unsatisfiable" | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim());
  if (!found || (found[1] === "" && found[2] === "")) return null;
  const [, from = "", to = ""] = found;
  if (from === "") {
    const last = Number(to);
    return last === 0 ? "unsatisfiable" : { start: Math.max(0, bytes - last), end: bytes - 1 };
  }
  const start = Number(from);
  const end = to === "" ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (to !== "" && Number(to) < start) return null;
  return start >= bytes ? "unsatisfiable" : { start, end };
}
