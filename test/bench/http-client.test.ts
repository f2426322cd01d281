import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { HttpConnection } from "../../bench/drive/http-client.js";

let server: Server | null = null;
afterEach(() => server?.close());

const counted = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\nhello world";
const chunked =
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Rows\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\nX-Rows: 2\r\n\r\n";
const chunkedWithoutTrailer =
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nhello world\r\n0\r\n\r\n";
const empty = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

test.each([
  ["a counted body", counted, 200, "hello world"],
  ["a chunked body with trailers", chunked, 200, "hello world"],
  ["a chunked body without trailers", chunkedWithoutTrailer, 200, "hello world"],
  ["no body", empty, 404, ""],
])("reads %s, however the bytes are cut, and then the next answer", async (_, answer, status, body) => {
  for (const piece of [1, 2, 3, 7, 1000]) {
    const port = await serve(answer, piece);
    const connection = await HttpConnection.open("127.0.0.1", port);
    for (let i = 0; i < 2; i++) {
      const heard = await connection.send({ method: "GET", path: "/" });
      expect([heard.status, heard.body.toString()]).toEqual([status, body]);
    }
    connection.close();
    server?.close();
  }
});

test("fails when the connection closes in the middle of an answer", async () => {
  const port = await serve(counted.slice(0, -4), 1000, true);
  const connection = await HttpConnection.open("127.0.0.1", port);
  await expect(connection.send({ method: "GET", path: "/" })).rejects.toThrow("closed the connection");
  // Asking again on the closed connection fails at once instead of waiting for ever.
  await expect(connection.send({ method: "GET", path: "/" })).rejects.toThrow("closed the connection");
});

/** Answers every request with these bytes, some at a time. */
async function serve(answer: string, piece: number, closes = false): Promise<number> {
  server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on("error", () => {});
    socket.on("data", async () => {
      for (let at = 0; at < answer.length; at += piece) {
        socket.write(answer.slice(at, at + piece));
        await new Promise(setImmediate);
      }
      if (closes) socket.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
