import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { INSTALLATION } from "../installation.js";
import { load } from "../load/load.js";
import { VERSION } from "../version.js";
import { interruptible } from "./interrupt.js";
import { sampleDataFolder } from "./options.js";
import { Progress } from "./progress.js";
import { DEFAULT_PORT, readPort } from "./serve.js";
import { serveAlone } from "./serving.js";

const SAMPLE = fileURLToPath(new URL("../../sample", import.meta.url));

/** `artunit start`, which is `npm start`: something true to look at, a minute after installing. */
export function addStart(program: Command): void {
  program
    .command("start")
    .description("Load the bundled sample of real records into a folder of its own, and serve it.")
    .option("--port <number>", "port; 0 takes a free one", readPort, DEFAULT_PORT)
    .option("--host <name>", "address to listen on", "localhost")
    .action(async (address: { readonly port: number; readonly host: string }) => {
      const folder = sampleDataFolder();
      await loadSample(folder);
      process.stdout.write(
        [
          `sample loaded into ${folder}`,
          "your own data goes elsewhere, with artunit load",
          `to ask the sample on the command line, add: --data "${folder}"`,
          "",
        ].join("\n"),
      );
      await serveAlone({ folder, address, settings: {}, embargoDays: 0 }, 7);
    });
}

/** Loads the sample; what is loaded already is skipped, so that a second start is quick. */
async function loadSample(data: string): Promise<void> {
  const paths = readdirSync(SAMPLE, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map((each) => join(SAMPLE, each.name));
  const { refused } = await interruptible(data, new Progress(), () =>
    load({ data, installation: INSTALLATION, paths, artunitVersion: VERSION, extracts: true }),
  );
  const [first] = refused;
  if (first) throw first.error;
}
