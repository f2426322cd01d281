import { connect, type Socket } from "node:net";

export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** A form body, already encoded. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  /** Milliseconds from sending to the first byte of the body. */
  readonly firstByte: number;
}

/**
 * One kept-alive connection, one request at a time. Written on a bare socket because the load generator shares
 * the machine's cores with the server it measures: it must cost next to nothing.
 */
export class HttpConnection {
  private pending: Exchange | null = null;
  private isClosed = false;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true);
    socket.on("data", (bytes: Buffer) => {
      if (this.pending?.take(bytes)) this.pending = null;
    });
    const fail = (error?: Error) => {
      this.pending?.fail(
        error ?? new Error("The server closed the connection before its answer was complete."),
      );
      this.pending = null;
    };
    socket.on("error", fail);
    socket.on("close", () => {
      this.isClosed = true;
      fail();
    });
    // A server that stays silent must not hold up the whole run.
    socket.setTimeout(120_000, () => {
      if (this.pending) socket.destroy(new Error("The server has said nothing for two minutes."));
    });
  }

  static open(host: string, port: number): Promise<HttpConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port }, () => {
        socket.off("error", reject);
        resolve(new HttpConnection(socket, `${host}:${port}`));
      });
      socket.once("error", reject);
    });
  }

  /** `onBody` sees the body as it comes; the answer's own body is then empty. */
  send(request: HttpRequest, onBody?: (bytes: Buffer) => void): Promise<HttpAnswer> {
    const lines = [`${request.method} ${request.path} HTTP/1.1`, `Host: ${this.host}`];
    // One Accept only: two would read as one list, of which the server may take either.
    const headers = { Accept: "application/json", ...request.headers };
    for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
    if (request.body !== undefined) {
      lines.push("Content-Type: application/x-www-form-urlencoded");
      lines.push(`Content-Length: ${Buffer.byteLength(request.body)}`);
    }
    return new Promise((resolve, reject) => {
      if (this.isClosed) {
        reject(new Error("The server has closed the connection."));
        return;
      }
      this.pending = new Exchange(resolve, reject, onBody ?? null);
      this.socket.write(`${lines.join("\r\n")}\r\n\r\n${request.body ?? ""}`);
    });
  }

  close(): void {
    this.socket.removeAllListeners("close");
    this.socket.destroy();
  }
}

/** Reads one answer, however the bytes are cut. */
class Exchange {
  private readonly began = performance.now();
  private buffered: Buffer = Buffer.alloc(0);
  private status = 0;
  private headers: ReadonlyMap<string, string> | null = null;
  private firstByte = 0;
  private readonly body: Buffer[] = [];
  /** Bytes of body (or of the present chunk) still to come; -1 until a chunk's size is read. */
  private left = 0;
  private chunked = false;

  constructor(
    private readonly resolve: (answer: HttpAnswer) => void,
    readonly fail: (error: Error) => void,
    private readonly onBody: ((bytes: Buffer) => void) | null,
  ) {}

  /** True when the answer is complete. */
  take(bytes: Buffer): boolean {
    this.buffered = this.buffered.length === 0 ? bytes : Buffer.concat([this.buffered, bytes]);
    if (this.headers === null && !this.readHead()) return false;
    return this.chunked ? this.readChunks() : this.readCounted();
  }

  private readHead(): boolean {
    const end = this.buffered.indexOf("\r\n\r\n");
    if (end < 0) return false;
    const [statusLine, ...fields] = this.buffered.toString("latin1", 0, end).split("\r\n");
    this.status = Number(statusLine!.split(" ")[1]);
    this.headers = new Map(
      fields.map((field) => {
        const colon = field.indexOf(":");
        return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
      }),
    );
    this.chunked = this.headers.get("transfer-encoding") === "chunked";
    this.left = this.chunked ? -1 : Number(this.headers.get("content-length") ?? 0);
    this.firstByte = performance.now() - this.began;
    this.buffered = this.buffered.subarray(end + 4);
    return true;
  }

  private readCounted(): boolean {
    const part = this.buffered.subarray(0, this.left);
    this.keep(part);
    this.left -= part.length;
    this.buffered = this.buffered.subarray(part.length);
    return this.left === 0 && this.finish();
  }

  private readChunks(): boolean {
    for (;;) {
      if (this.left === -1) {
        const end = this.buffered.indexOf("\r\n");
        if (end < 0) return false;
        const size = Number.parseInt(this.buffered.toString("latin1", 0, end), 16);
        if (size === 0) {
          // Trailers, if any, then an empty line.
          const close = this.buffered.indexOf("\r\n\r\n", end);
          if (close < 0) return false;
          return this.finish();
        }
        this.buffered = this.buffered.subarray(end + 2);
        this.left = size + 2;
      }
      const part = this.buffered.subarray(0, this.left);
      const data = Math.max(0, Math.min(part.length, this.left - 2));
      if (data > 0) this.keep(part.subarray(0, data));
      this.left -= part.length;
      this.buffered = this.buffered.subarray(part.length);
      if (this.left > 0) return false;
      this.left = -1;
    }
  }

  private keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    // What went wrong is said in the body, which then belongs to the answer.
    if (this.onBody && this.status === 200) this.onBody(bytes);
    else this.body.push(bytes);
  }

  private finish(): boolean {
    this.resolve({
      status: this.status,
      headers: this.headers!,
      body: this.body.length === 1 ? this.body[0]! : Buffer.concat(this.body),
      firstByte: this.firstByte,
    });
    return true;
  }
}
