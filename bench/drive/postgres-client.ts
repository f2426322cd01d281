import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** Rows as they came over the wire; `rows()` decodes them, outside of any measurement. */
export class PostgresAnswer {
  constructor(private readonly messages: readonly Buffer[]) {}

  get bytes(): number {
    return this.messages.reduce((sum, message) => sum + message.length, 0);
  }

  get count(): number {
    return this.messages.length;
  }

  rows(): (string | null)[][] {
    return this.messages.map((message) => {
      const cells: (string | null)[] = [];
      let at = 2;
      for (let left = message.readUInt16BE(0); left > 0; left--) {
        const length = message.readInt32BE(at);
        at += 4;
        cells.push(length < 0 ? null : message.toString("utf8", at, at + length));
        if (length > 0) at += length;
      }
      return cells;
    });
  }
}

/** PostgreSQL's protocol, version 3, as far as a benchmark needs it: prepared statements and COPY. */
export class PostgresConnection {
  private buffered: Buffer = Buffer.alloc(0);
  private rows: Buffer[] = [];
  private error: Error | null = null;
  private waiting: { resolve: (answer: PostgresAnswer) => void; reject: (error: Error) => void } | null =
    null;
  private copyReady: (() => void) | null = null;
  private readonly prepared = new Map<string, string>();

  private constructor(private readonly socket: Socket) {
    socket.on("data", (bytes: Buffer) => this.take(bytes));
    socket.on("error", (error) => this.waiting?.reject(error));
    socket.on("close", () => this.waiting?.reject(new Error("PostgreSQL closed the connection.")));
  }

  static async open(socketPath: string, user: string, database: string): Promise<PostgresConnection> {
    const socket = connect(socketPath);
    await once(socket, "connect");
    const connection = new PostgresConnection(socket);
    const settings = Buffer.from(`user\0${user}\0database\0${database}\0client_encoding\0UTF8\0\0`);
    const startup = Buffer.alloc(8);
    startup.writeInt32BE(8 + settings.length, 0);
    startup.writeInt32BE(196_608, 4);
    await connection.until(() => socket.write(Buffer.concat([startup, settings])));
    return connection;
  }

  /** Several statements at once, without parameters. */
  run(sql: string): Promise<PostgresAnswer> {
    return this.until(() => this.socket.write(message("Q", `${sql}\0`)));
  }

  /** Prepared at first use, like a client library does. `onRow` takes the rows instead of the answer. */
  ask(sql: string, values: readonly string[] = []): Promise<PostgresAnswer> {
    let name = this.prepared.get(sql);
    const parts: Buffer[] = [];
    if (name === undefined) {
      name = `s${this.prepared.size}`;
      this.prepared.set(sql, name);
      parts.push(message("P", Buffer.from(`${name}\0${sql}\0\0\0`)));
    }
    const bind: Buffer[] = [Buffer.from(`\0${name}\0\0\0`), int16(values.length)];
    for (const value of values) {
      const bytes = Buffer.from(value);
      bind.push(int32(bytes.length), bytes);
    }
    bind.push(Buffer.from("\0\0"));
    parts.push(message("B", Buffer.concat(bind)), EXECUTE, SYNC);
    return this.until(() => this.socket.write(Buffer.concat(parts)));
  }

  /** Feeds `COPY … FROM STDIN`. */
  async copyIn(sql: string, chunks: AsyncIterable<Buffer>): Promise<void> {
    const ready = new Promise<void>((resolve) => {
      this.copyReady = resolve;
    });
    const done = this.until(() => this.socket.write(message("Q", `${sql}\0`)));
    await Promise.race([ready, done]);
    for await (const chunk of chunks) {
      if (!this.socket.write(message("d", chunk))) await Promise.race([once(this.socket, "drain"), done]);
    }
    this.socket.write(message("c", ""));
    await done;
  }

  /** Sends the rows of `COPY … TO STDOUT` to `onRow`. */
  async copyOut(sql: string, onRow: (bytes: Buffer) => void): Promise<void> {
    this.onCopyRow = onRow;
    await this.run(sql);
    this.onCopyRow = null;
  }

  private onCopyRow: ((bytes: Buffer) => void) | null = null;

  close(): void {
    this.socket.removeAllListeners("close");
    this.socket.end(message("X", ""));
  }

  private until(send: () => void): Promise<PostgresAnswer> {
    return new Promise((resolve, reject) => {
      if (this.socket.destroyed) {
        reject(new Error("PostgreSQL has closed the connection."));
        return;
      }
      this.waiting = { resolve, reject };
      this.rows = [];
      this.error = null;
      send();
    });
  }

  private take(bytes: Buffer): void {
    let buffer = this.buffered.length === 0 ? bytes : Buffer.concat([this.buffered, bytes]);
    while (buffer.length >= 5) {
      const size = buffer.readInt32BE(1) + 1;
      if (buffer.length < size) break;
      this.handle(buffer[0]!, buffer.subarray(5, size));
      buffer = buffer.subarray(size);
    }
    this.buffered = buffer;
  }

  private handle(type: number, body: Buffer): void {
    switch (String.fromCharCode(type)) {
      case "D":
        this.rows.push(body);
        return;
      case "d":
        this.onCopyRow?.(body);
        return;
      case "G":
        this.copyReady?.();
        return;
      case "E":
        this.error = new Error(`PostgreSQL: ${errorText(body)}`);
        return;
      case "Z": {
        const { waiting, error, rows } = this;
        this.waiting = null;
        if (error) waiting?.reject(error);
        else waiting?.resolve(new PostgresAnswer(rows));
      }
    }
  }
}

function message(type: string, body: Buffer | string): Buffer {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const head = Buffer.alloc(5);
  head.write(type, 0, "latin1");
  head.writeInt32BE(bytes.length + 4, 1);
  return Buffer.concat([head, bytes]);
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

const EXECUTE = message("E", Buffer.from("\0\0\0\0\0"));
const SYNC = message("S", "");

/** The message field of an error or notice. */
function errorText(body: Buffer): string {
  const fields = body.toString("utf8").split("\0");
  return fields.find((field) => field.startsWith("M"))?.slice(1) ?? fields.join(" ");
}
