import { makeCurrent, readManifest } from "./folder.js";
import { takeLock } from "./lock.js";

/** Points at an earlier snapshot. Throws `snapshot-unknown` and, while a load is running, `loader-busy`. */
export async function rollBack(data: string, id: string): Promise<void> {
  const lock = takeLock(data);
  try {
    readManifest(data, id);
    lock.check();
    await makeCurrent(data, id);
  } finally {
    lock.release();
  }
}
