import { INSTALLATION } from "../installation.js";
import { openSnapshotStore } from "../store/index.js";
import { serveEngine } from "../store/remote/serveEngine.js";
import { FoundDamage } from "../store/snapshots/checked.js";

/** The process that `serve` starts for questions that need an engine; the data folder is its argument. It ends when `serve` does. */
const damage = new FoundDamage(process.argv[2]!);
// The process in front decides when it ends, also where a terminal sends the signal to all.
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => {});
// What is open was closed before, or the front is gone: an engine that does not listen would hold up an orderly end.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
serveEngine(
  {
    onMessage: (listen) => process.on("message", listen),
    send: (answered) => process.send!(answered),
  },
  INSTALLATION,
  (folder) => openSnapshotStore(folder, INSTALLATION, damage),
);
