import type { Served } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { makeCurrent, snapshotIds } from "./folder.js";
import { takeLock } from "./lock.js";
import { verifyQuickly } from "./verify.js";

/**
 * Points at an earlier snapshot that can be opened. Throws `snapshot-unknown`, while a load is running `loader-busy`, and
 * `snapshot-damaged` where its files are not what its manifest says or the engine does not open them.
 */
export async function rollBack(data: string, id: string, served: Served): Promise<void> {
  const lock = takeLock(data);
  try {
    const { damage } = await verifyQuickly(data, id, served);
    if (damage.length > 0) throw cannotBeServed(data, id, damage);
    lock.check();
    await makeCurrent(data, id);
  } finally {
    lock.release();
  }
}

function cannotBeServed(data: string, id: string, damage: readonly string[]): ArtunitError {
  const others = snapshotIds(data).filter((each) => each !== id);
  const also = others.length === 0 ? "There is no other." : `There are also: ${others.join(", ")}.`;
  return new ArtunitError(
    "snapshot-damaged",
    `Snapshot ${id} is damaged: ${damage.join(" ")} Nothing has changed. \`artunit repair\` restores it, from another data folder with ` +
      `--from. ${also}`,
  );
}
