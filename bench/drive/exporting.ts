import type { Condition, Table } from "../release/truth.js";
import { type Engine, NotOffered } from "./engine.js";
import { residentBytes } from "./memory.js";

export type ExportOutcome =
  | {
      readonly kind: "exported";
      /** Milliseconds to the first byte. */
      readonly firstByte: number;
      readonly megabytesPerSecond: number;
      readonly rows: number;
      readonly bytes: number;
      /** Resident memory of the server before, and the most while the export ran; null where unknown. */
      readonly residentBefore: number | null;
      readonly residentMost: number | null;
    }
  | { readonly kind: "wrong"; readonly fault: string }
  | { readonly kind: "not-offered"; readonly reason: string };

/** Exports all rows that match as JSON lines and counts them. */
export async function timeExport(
  engine: Engine,
  table: Table,
  where: readonly Condition[],
  expectedRows: number,
  serverPid: number | null,
): Promise<ExportOutcome> {
  const session = await engine.open();
  const resident = () => (serverPid === null ? null : residentBytes(serverPid));
  const residentBefore = resident();
  let residentMost = residentBefore;
  const watch = setInterval(() => {
    residentMost = Math.max(residentMost ?? 0, resident() ?? 0) || null;
  }, 20);
  try {
    let bytes = 0;
    let lines = 0;
    let firstByte = Number.NaN;
    let lastLine = "";
    const began = performance.now();
    await session.export(table, where, (chunk) => {
      if (bytes === 0) firstByte = performance.now() - began;
      bytes += chunk.length;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
      lastLine = (lastLine + chunk.toString("utf8", Math.max(0, chunk.length - 400))).slice(-400);
    });
    const seconds = (performance.now() - began) / 1000;
    // Our own exports end with a line that says how many rows came before.
    const closing = /\{"artunit":\{"rows":(\d+)[^\n]*\n$/.exec(lastLine);
    const rows = closing ? lines - 1 : lines;
    if (rows !== expectedRows)
      return { kind: "wrong", fault: `The export has ${rows} rows and should have ${expectedRows}.` };
    if (closing && Number(closing[1]) !== expectedRows) {
      return {
        kind: "wrong",
        fault: `The export says it has ${closing[1]} rows and should have ${expectedRows}.`,
      };
    }
    return {
      kind: "exported",
      firstByte,
      megabytesPerSecond: bytes / 1e6 / seconds,
      rows,
      bytes,
      residentBefore,
      residentMost,
    };
  } catch (error) {
    if (error instanceof NotOffered) return { kind: "not-offered", reason: error.message };
    return { kind: "wrong", fault: (error as Error).message };
  } finally {
    clearInterval(watch);
    session.close();
  }
}
