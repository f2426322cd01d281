import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
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

const dist = join(import.meta.dirname, "dist");
const bundle = join(dist, "bundle");
/** Beside it, so that both are as far from the modules. */
const writing = join(dist, `bundle-${process.pid}`);

const bundled = (name) => name.replaceAll("/", "-");

/** A module finds its neighbours, `new URL("engine.js", import.meta.url)`, where `tsc` put them. */
const placesAsWritten = {
  name: "places-as-written",
  transform: {
    filter: { id: /\.ts$/, code: "import.meta.url" },
    handler(code, id) {
      const place = relative(join(import.meta.dirname, "src", "bundle"), id).replace(/\.ts$/, ".js");
      return code.replaceAll("import.meta.url", `new URL(${JSON.stringify(place)}, import.meta.url).href`);
    },
  },
};

/** Each file takes its place at once, a beginning after what it reads: a command may start while another build ends. */
const takePlaces = {
  name: "take-places",
  writeBundle() {
    mkdirSync(bundle, { recursive: true });
    const entries = new Set(BEGINNINGS.map((name) => `${bundled(name)}.js`));
    const files = readdirSync(writing).sort((a, b) => Number(entries.has(a)) - Number(entries.has(b)));
    for (const file of files) renameSync(join(writing, file), join(bundle, file));
    rmSync(writing, { recursive: true });
    for (const name of BEGINNINGS) leadFrom(join(dist, `${name}.js`), `${bundled(name)}.js`);
    chmodSync(join(dist, "cli/main.js"), 0o755);
    for (const file of readdirSync(bundle))
      if (!files.includes(file)) rmSync(join(bundle, file), { force: true });
  },
};

/** The file that `tsc` wrote for a beginning goes on in the bundle. */
function leadFrom(file, entry) {
  const there = relative(dirname(file), join(bundle, entry)).replaceAll("\\", "/");
  const text = `#!/usr/bin/env node\nimport ${JSON.stringify(there)};\n`;
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  writeFileSync(file, text);
}

export default {
  input: Object.fromEntries(
    BEGINNINGS.map((name) => [bundled(name), join(import.meta.dirname, "src", `${name}.ts`)]),
  ),
  platform: "node",
  transform: { target: "esnext" },
  external: /^(?![./]|[A-Za-z]:)/,
  plugins: [placesAsWritten, takePlaces],
  output: { dir: writing, format: "esm", comments: false, strictExecutionOrder: true },
};
