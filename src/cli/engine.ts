import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { INSTALLATION } from "../installation.js";
import { openSnapshotStore } from "../store/index.js";
import type { EngineCalls, KeeperCalls } from "../store/remote/engineKeeper.js";
import { lineOver } from "../store/remote/line.js";
import type { Answered, Asked } from "../store/remote/messages.js";
import { processUse } from "../store/remote/processUse.js";
import { serveEngine } from "../store/remote/serveEngine.js";
import { FoundDamage } from "../store/snapshots/checked.js";
import { callsOver, lineToParent } from "../threads/calls.js";

/**
 * The process that the supervisor of `serve` starts for questions that need an engine: the data folder and where it listens are
 * its arguments. It ends when the supervisor does.
 */
const [, , data, address] = process.argv as [string, string, string, string];
const damage = new FoundDamage(data);
// The supervisor decides when it ends, also where a terminal sends the signal to all.
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => {});
// What is open was closed before, or the supervisor is gone: an engine that does not listen would hold up an orderly end.
const endWithSupervisor = () => {
  if (process.platform !== "win32") rmSync(dirname(address), { recursive: true, force: true });
  process.kill(process.pid, "SIGKILL");
};
process.on("disconnect", endWithSupervisor);
// It may have gone while this program was read.
if (!process.connected) endWithSupervisor();
const answer = serveEngine(INSTALLATION, (folder) => openSnapshotStore(folder, INSTALLATION, damage));
const { theirs: keeper } = callsOver<KeeperCalls, EngineCalls>(lineToParent(), {
  use: async () => processUse("engine"),
});
createServer((socket) => answer(lineOver<Answered, Asked>(socket))).listen(
  address,
  () => void keeper.listening(),
);
