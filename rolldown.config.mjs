import { chmodSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * What a process or thread begins with, each in one file: reading the eight hundred modules that `tsc` writes takes a second
 * of each start. The library (`dist/index.js`) stays as `tsc` writes it.
 */
const BEGINNINGS = [
  "cli/main",
  "cli/engine",
  "cli/front",
  "families/office-actions/texts/extractWorker",
  "families/office-actions/texts/readingWorker",
  "store/engines/fulltext/buildWorker",
  "store/engines/fulltext/searchWorker",
  "store/sandbox/sqlWorker",
];
const BUNDLE = "bundle";

const root = import.meta.dirname;

/** A module finds its neighbours, `new URL("engine.js", import.meta.url)`, where `tsc` put them. */
const placesAsWritten = {
  name: "places-as-written",
  transform: {
    filter: { id: /\.ts$/, code: "import.meta.url" },
    handler(code, id) {
      const place = relative(join(root, "src", BUNDLE), id).replace(/\.ts$/, ".js");
      return code.replaceAll("import.meta.url", `new URL(${JSON.stringify(place)}, import.meta.url).href`);
    },
  },
};

/** The file that `tsc` wrote for a beginning goes on in the bundle. */
const beginningsLeadThere = {
  name: "beginnings-lead-there",
  writeBundle() {
    for (const name of BEGINNINGS) {
      const file = join(root, "dist", `${name}.js`);
      const there = relative(dirname(file), join(root, "dist", BUNDLE, `${name.replaceAll("/", "-")}.js`));
      writeFileSync(
        file,
        `#!/usr/bin/env node\nimport ${JSON.stringify(there.startsWith(".") ? there : `./${there}`)};\n`,
      );
    }
    chmodSync(join(root, "dist/cli/main.js"), 0o755);
  },
};

export default {
  input: Object.fromEntries(
    BEGINNINGS.map((name) => [name.replaceAll("/", "-"), join(root, "src", `${name}.ts`)]),
  ),
  platform: "node",
  transform: { target: "esnext" },
  external: /^(?![./]|[A-Za-z]:)/,
  plugins: [placesAsWritten, beginningsLeadThere],
  output: {
    dir: join(root, "dist", BUNDLE),
    format: "esm",
    cleanDir: true,
    comments: false,
    strictExecutionOrder: true,
  },
};
