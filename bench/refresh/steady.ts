import type { ArtunitServer } from "../drive/artunit.js";
import { HttpConnection } from "../drive/http-client.js";
import { type Timing, timing } from "../drive/measure.js";

/** What came of the look-ups that went on beside something else. */
export interface Steady {
  readonly asked: number;
  /** What was answered otherwise than with 200, or not at all. */
  readonly failed: readonly string[];
  readonly latency: Timing;
}

const CONNECTIONS = 8;

/** Looks applications up, so many a second, until it is stopped; a look-up that is late is not left out but sent at once. */
export async function lookUpSteadily(
  { port }: ArtunitServer,
  applications: readonly string[],
  perSecond: number,
): Promise<() => Promise<Steady>> {
  const times: number[] = [];
  const failed: string[] = [];
  let isOver = false;
  let sent = 0;
  const began = performance.now();
  const work = Array.from({ length: CONNECTIONS }, async () => {
    let connection = await HttpConnection.open("127.0.0.1", port);
    while (!isOver) {
      const due = began + (sent++ * 1000) / perSecond;
      const wait = due - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      if (isOver) break;
      const number = applications[(sent * 7919) % applications.length]!;
      const asked = performance.now();
      try {
        const { status, body } = await connection.send({ method: "GET", path: `/v1/applications/${number}` });
        times.push(performance.now() - asked);
        if (status !== 200) failed.push(`${number}: ${status} ${body.toString().slice(0, 200)}`);
      } catch (error) {
        failed.push(`${number}: ${(error as Error).message}`);
        connection = await HttpConnection.open("127.0.0.1", port);
      }
    }
    connection.close();
  });
  return async () => {
    isOver = true;
    await Promise.all(work);
    return { asked: times.length, failed, latency: timing(times) };
  };
}

/** Asks until a document is answered; returns how long that took, in seconds. */
export async function servedAfter({ port }: ArtunitServer, document: string, most = 60): Promise<number> {
  const began = performance.now();
  const connection = await HttpConnection.open("127.0.0.1", port);
  try {
    for (;;) {
      const { status } = await connection.send({ method: "GET", path: `/v1/office-actions/${document}` });
      const seconds = (performance.now() - began) / 1000;
      if (status === 200) return seconds;
      if (seconds > most) throw new Error(`${document} is not served ${most} s after it was loaded.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    connection.close();
  }
}
