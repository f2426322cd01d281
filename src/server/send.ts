import { pipeline, Readable, type Transform } from "node:stream";
import { brotliCompressSync, constants, createBrotliCompress, createGzip, gzipSync } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";

/** Bodies smaller than this go out as they are: the header would cost what compression saves. */
const SMALLEST_COMPRESSED = 1024;

type Coding = "br" | "gzip";
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
/** The fast end: answers are made anew each time, and JSON shrinks to a tenth already here. */
const GZIP = { level: 3 };

/** Answers with a body that is whole, compressed when the client offers to read that. */
export function sendText(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  whole: string | Buffer,
): FastifyReply {
  reply.header("content-type", type);
  const body = typeof whole === "string" ? Buffer.from(whole) : whole;
  const coding = body.length < SMALLEST_COMPRESSED ? null : codingOf(request.headers["accept-encoding"]);
  if (coding === null) return reply.send(body);
  reply.header("content-encoding", coding);
  return reply.send(coding === "br" ? brotliCompressSync(body, BROTLI) : gzipSync(body, GZIP));
}

/**
 * Answers with a body that is made while it is sent, no faster than the client reads. When `parts` throws, the
 * connection is destroyed, so that nobody takes the beginning for the whole, and `onFault` is told why.
 */
export function sendParts(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  parts: AsyncIterable<string | Uint8Array>,
  onFault: (error: unknown) => void,
): FastifyReply {
  reply.header("content-type", type);
  const source = Readable.from(asBuffers(parts, onFault), { objectMode: false, highWaterMark: 256 * 1024 });
  const coding = codingOf(request.headers["accept-encoding"]);
  if (coding === null) return reply.send(source);
  reply.header("content-encoding", coding);
  const compressed: Transform = coding === "br" ? createBrotliCompress(BROTLI) : createGzip(GZIP);
  return reply.send(pipeline(source, compressed, () => {}));
}

async function* asBuffers(
  parts: AsyncIterable<string | Uint8Array>,
  onFault: (error: unknown) => void,
): AsyncIterable<Uint8Array> {
  try {
    for await (const part of parts) yield typeof part === "string" ? Buffer.from(part) : part;
  } catch (error) {
    onFault(error);
    throw error;
  }
}

/** Header values seen, and what they mean; clients send few different ones. */
const codings = new Map<string, Coding | null>();
const MOST_CODINGS = 100;

/** The best coding the client offers (RFC 9110, 12.5.3); null for none. */
function codingOf(offered: string | string[] | undefined): Coding | null {
  if (!offered) return null;
  const header = String(offered);
  const known = codings.get(header);
  if (known !== undefined) return known;
  const coding = bestCoding(header);
  if (codings.size < MOST_CODINGS) codings.set(header, coding);
  return coding;
}

function bestCoding(header: string): Coding | null {
  const quality = new Map(
    header
      .toLowerCase()
      .split(",")
      .map((each): [string, number] => {
        const [name = "", ...rest] = each.split(";").map((part) => part.trim());
        const q = rest.find((part) => part.startsWith("q="));
        return [name, q ? Number(q.slice(2)) : 1];
      }),
  );
  const rank = (name: Coding) => quality.get(name) ?? quality.get("*") ?? 0;
  const [br, gzip] = [rank("br"), rank("gzip")];
  if (!(br > 0) && !(gzip > 0)) return null;
  return br >= gzip ? "br" : "gzip";
}
