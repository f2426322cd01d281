import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";
import { createServer, type Installation, type Server, type Settings } from "../../src/server/index.js";
import { openLiveStore } from "../../src/store/index.js";

export const RECORDED = fileURLToPath(new URL("../data/recorded/", import.meta.url));

/** Folders of recorded answers whose records can be loaded. */
export const RECORDED_DATASETS = [
  "oa_rejections-v2",
  "oa_citations-v2",
  "enriched_cited_reference_metadata-v3",
  "oa_actions-v1",
] as const;

/** The recorded answers of `records` in a folder, by file name. */
export function recordedPages(folder: string): readonly string[] {
  return readdirSync(join(RECORDED, folder)).filter(
    (name) => /record|sample/.test(name) && !/exchanges/.test(name),
  );
}

/** A server over files that were loaded, as an operator's is: the real loader, the real engine. */
export async function loadedServer(
  paths: readonly string[],
  settings: Partial<Settings> | ((data: string) => Partial<Settings>) = {},
  installation: Installation = INSTALLATION,
): Promise<Server & { readonly logged: readonly string[]; readonly close: () => Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), "artunit-api-"));
  const { refused } = await load({
    data,
    installation: INSTALLATION,
    paths,
    artunitVersion: "test",
    extracts: false,
  });
  if (refused[0]) throw refused[0].error;
  const live = await openLiveStore(data, INSTALLATION);
  const logged: string[] = [];
  const server = createServer({
    installation,
    snapshots: live,
    settings: {
      filesFolder: join(data, "files"),
      setAsideFolder: join(data, "quarantine"),
      ...(typeof settings === "function" ? settings(data) : settings),
    },
    log: (message) => logged.push(message),
  });
  return {
    ...server,
    logged,
    close: async () => {
      await server.app.close();
      await live.close();
      rmSync(data, { recursive: true, maxRetries: 5 });
    },
  };
}
