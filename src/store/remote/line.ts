import type { Socket } from "node:net";
import { deserialize, serialize } from "node:v8";

/** What two processes say to each other: values, in order, until one of them has gone. */
export interface Line<Said, Heard> {
  send(said: Said): void;
  onMessage(listen: (heard: Heard) => void): void;
  onEnd(listen: () => void): void;
  end(): void;
}

/** Bytes that say how long a message is. */
const LENGTH = 4;

/** A line over a socket: each message as V8 writes values, behind its length. */
export function lineOver<Said, Heard>(socket: Socket): Line<Said, Heard> {
  let listener: (heard: Heard) => void = () => {};
  const read = reader((message) => listener(deserialize(message) as Heard));
  socket.on("data", read);
  // Whoever listens for the end is told of it by `close`.
  socket.on("error", () => {});
  return {
    send(said) {
      const message = serialize(said);
      const length = Buffer.allocUnsafe(LENGTH);
      length.writeUInt32LE(message.length);
      socket.cork();
      socket.write(length);
      socket.write(message);
      socket.uncork();
    },
    onMessage: (listen) => {
      listener = listen;
    },
    onEnd: (listen) => void socket.on("close", listen),
    end: () => void socket.destroy(),
  };
}

/** Takes pieces as they come and hands on whole messages. */
function reader(take: (message: Buffer) => void): (piece: Buffer) => void {
  let pieces: Buffer[] = [];
  let held = 0;
  let wanted: number | null = null;
  const cut = (length: number): Buffer => {
    const all = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    pieces = all.length > length ? [all.subarray(length)] : [];
    held -= length;
    return all.subarray(0, length);
  };
  return (piece) => {
    pieces.push(piece);
    held += piece.length;
    for (;;) {
      if (wanted === null) {
        if (held < LENGTH) return;
        wanted = cut(LENGTH).readUInt32LE();
      }
      if (held < wanted) return;
      const message = cut(wanted);
      wanted = null;
      take(message);
    }
  };
}
