import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttp } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { crc32 } from "node:zlib";
import { killLoads } from "../../scripts/kill-loads.js";
import { readCell } from "../../src/ingest/cells.js";
import { INSTALLATION, TABLES } from "../../src/installation.js";
import { load } from "../../src/load/load.js";
import { makeKeys, signMirror } from "../../src/load/sync/signature.js";
import { sync, USUAL_SYNC } from "../../src/load/sync/sync.js";
import { ODP_RECORDS } from "../../src/protocols/odp/feed.js";
import { PRODUCT_FILES } from "../../src/protocols/products/feed.js";
import { embargoed } from "../../src/server/index.js";
import { sharedFiles } from "../../src/store/snapshots/checked.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { currentId, readManifest, snapshotIds } from "../../src/store/snapshots/folder.js";
import { sha256Of } from "../../src/store/snapshots/hash.js";
import { scrub } from "../../src/store/snapshots/scrub.js";
import { verifySnapshot } from "../../src/store/snapshots/verify.js";
import { zipOf } from "../../test/ingest/zips.js";
import { buildFailingWrites } from "./failingWrites.js";
import {
  artunit,
  type Campaign,
  type Fault,
  loadInto,
  recordFile,
  rounds,
  SAMPLE,
  SAMPLE_FILES,
  serving,
  started,
  type Tally,
} from "./fault.js";
import { flipBits, turn } from "./flips.js";

const CSV = join(SAMPLE, "research-2017/citations.csv");
const ANSWERS = join(SAMPLE, "oa_rejections");

const hashOf = (data: string) => readManifest(data, currentId(data)!).contentHash;

/** A file in a fault's own folder. */
function written(at: Campaign, name: string, content: string | Uint8Array): string {
  const path = join(at.scratch, name);
  writeFileSync(path, content);
  return path;
}

const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[Math.floor(at / 8)]! ^= 1 << (at % 8);
  return copy;
};

/** Every record of a file is loaded or set aside, or the file is refused; what was served before is served still. */
async function accountedFor(data: string, path: string): Promise<string | null> {
  const before = currentId(data);
  const report = await loadInto(data, [path]);
  rmSync(places.quarantine(data), { recursive: true, force: true });
  if (report.refused.length > 0 && report.files.length === 0)
    return currentId(data) === before ? null : "a file was refused, and another snapshot is served";
  const wrong = report.files.find((file) => file.read !== file.loaded + file.rejected);
  return wrong ? `${wrong.read} read, ${wrong.loaded} loaded, ${wrong.rejected} set aside` : null;
}

/** A folder with the first records, to load upon. */
async function begun(at: Campaign, name = "data"): Promise<string> {
  const data = join(at.scratch, name);
  await loadInto(data, [join(ANSWERS, readdirSync(ANSWERS)[0]!)]);
  return data;
}

/** Lets a program of Node's say at its end how much memory it took at most; what a parent had does not count. */
const TELLS_MEMORY = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    'import fs from "node:fs";process.on("exit",()=>console.error(/VmHWM.*/.exec(fs.readFileSync("/proc/self/status","utf8"))[0]))',
  )}`,
};

export const LOADING: readonly Fault[] = [
  {
    number: 1,
    name: "kill -9 during a load",
    share: 20,
    passesIf:
      "the old snapshot or the new one is served, whole; the load repeated gives the same content hash",
    async run(at, tally) {
      const rows = at.seconds < 60 ? 20_000 : 200_000;
      const report = await killLoads({ count: 300, seed: at.random(2 ** 31), rows, seconds: at.seconds });
      tally.trials += report.killed;
      tally.broken.push(...report.broken);
      tally.figure(`${report.killed} killed while loading ${rows} records, ${report.finished} ended before`);
    },
  },
  {
    number: 2,
    name: "kill -9 around the swap",
    share: 2,
    passesIf:
      "the pointer is valid at every point; at most one orphan after the next start, none after the next load",
    async run(at, tally) {
      const [first, second] = readdirSync(ANSWERS).map((name) => join(ANSWERS, name)) as [string, string];
      const base = join(at.scratch, "base");
      await loadInto(base, [first]);
      const hook = pathToFileURL(fileURLToPath(new URL("dieAt.js", import.meta.url))).href;
      const node = { NODE_OPTIONS: `--import=${hook}` };
      const run = (data: string, more: Record<string, string>) =>
        artunit(["load", second, "--data", data, "--no-extract"], { ...node, ...more });
      const counted = join(at.scratch, "counted");
      cpSync(base, counted, { recursive: true });
      const whole = run(counted, {});
      const steps = Number(/steps: (\d+)/.exec(whole.output)?.[1] ?? 0);
      tally.check(steps > 5, () => `the program took ${steps} steps: ${whole.output.slice(0, 300)}`);
      const hash = hashOf(counted);
      // From the swap backwards: what is nearest to it is tried first.
      for (const round of rounds(at, 2 * steps)) {
        const data = join(at.scratch, "killed");
        rmSync(data, { recursive: true, force: true });
        cpSync(base, data, { recursive: true });
        const point = 2 * steps - 1 - round;
        const name = `step ${1 + (point >> 1)} of ${steps}, ${point % 2 ? "after" : "before"}`;
        run(data, { NEMESIS_DIE_AT: String(1 + (point >> 1)), NEMESIS_DIE_AFTER: String(point % 2) });
        const served = currentId(data);
        tally.check(
          served !== null && [hashOf(base), hash].includes(hashOf(data)),
          () => `${name}: ${served} is served, neither old nor new`,
        );
        const { damage } = await verifySnapshot(data, served!);
        tally.check(damage.length === 0, () => `${name}: ${damage[0]}`);
        const kept = readdirSync(places.snapshots(data)).length;
        tally.check(kept - snapshotIds(data).length <= 1 && kept <= 3, () => `${name}: ${kept} folders`);
        run(data, { NEMESIS_DIE_AT: "1000000" });
        tally.check(hashOf(data) === hash, () => `${name}: loaded again, it has another hash`);
      }
      tally.figure(`${steps} steps that last`);
    },
  },
  {
    number: 3,
    name: "the same file twice",
    passesIf: "the second load changes nothing",
    async run(at, tally) {
      const data = join(at.scratch, "data");
      await loadInto(data, SAMPLE_FILES);
      const before = currentId(data);
      const again = await loadInto(data, SAMPLE_FILES);
      tally.check(again.manifest === null && currentId(data) === before, () => "a second snapshot was made");
      tally.check(again.skipped.length > 0, () => "nothing was said to be loaded already");
    },
  },
  {
    number: 4,
    name: "order, and two loaders at once",
    passesIf: "equal hash in every order; the second loader is refused",
    async run(at, tally) {
      const all = readdirSync(ANSWERS)
        .map((name) => join(ANSWERS, name))
        .slice(0, 3);
      const hashes = new Set<string>();
      const orders = [
        [0, 1, 2],
        [2, 1, 0],
        [1, 0, 2],
        [1, 2, 0],
        [0, 2, 1],
        [2, 0, 1],
      ];
      for (const round of rounds(at, orders.length)) {
        const data = join(at.scratch, `order-${round}`);
        for (const each of orders[round]!) await loadInto(data, [all[each]!]);
        hashes.add(hashOf(data));
        tally.check(hashes.size === 1, () => `order ${orders[round]} has another hash`);
      }
      const data = join(at.scratch, "both");
      const both = await Promise.allSettled([loadInto(data, [all[0]!]), loadInto(data, [all[1]!])]);
      const refused = both.filter(
        (each) => each.status === "rejected" && (each.reason as { code?: string }).code === "loader-busy",
      );
      tally.check(refused.length === 1, () => `${refused.length} of two loaders were refused`);
    },
  },
  {
    number: 5,
    name: "truncated or corrupt zip",
    passesIf: "refused with a reason, or set aside; the old snapshot is served; what loads is what was there",
    async run(at, tally) {
      const content = readFileSync(CSV);
      const whole = zipOf([{ name: "citations.csv", content }]);
      const right = await begun(at, "right");
      await loadInto(right, [written(at, "whole.zip", whole)]);
      const hash = hashOf(right);
      const cuts = [0.01, 0.5, 0.99].map((share) => whole.subarray(0, Math.floor(whole.length * share)));
      const wrongCrc = zipOf([{ name: "citations.csv", content, crc: (crc32(content) ^ 1) >>> 0 }]);
      const wrongSize = zipOf([{ name: "citations.csv", content, size: content.length - 7 }]);
      const given = [...cuts, wrongCrc, wrongSize];
      const data = await begun(at);
      const base = currentId(data)!;
      for (const round of rounds(at, 200)) {
        const bytes = given[round] ?? flipped(whole, at.random(whole.length * 8));
        const path = written(at, `broken-${round}.zip`, bytes);
        const report = await loadInto(data, [path]);
        const isAsBefore = currentId(data) === base;
        const isWhole = !isAsBefore && hashOf(data) === hash;
        // A bit of a time stamp or an attribute changes nothing that is loaded.
        tally.check(
          isAsBefore ? report.refused.length > 0 || report.rejected > 0 : isWhole && round >= given.length,
          () => `round ${round}: ${isAsBefore ? "nothing was said" : "something else was loaded"}`,
        );
        if (!isAsBefore) {
          rmSync(data, { recursive: true });
          await begun(at);
          if (currentId(data) !== base) break;
        }
      }
    },
  },
  {
    number: 6,
    name: "zip bomb",
    passesIf: "stopped by a cap, within 5 s and 256 MB",
    async run(at, tally) {
      const blanks = Buffer.alloc(300 * 1024 * 1024, 48);
      const bombs: readonly (readonly [string, Buffer])[] = [
        ["of zeros", zipOf([{ name: "citations.csv", content: blanks }])],
        [
          "of many entries",
          zipOf(Array.from({ length: 60_000 }, (_, n) => ({ name: `${n}.csv`, content: "" }))),
        ],
        [
          "with a false size",
          zipOf([{ name: "citations.csv", content: blanks.subarray(0, 2 ** 27), size: 10 }]),
        ],
        [
          "in a zip",
          zipOf([{ name: "a.zip", content: zipOf([{ name: "citations.csv", content: blanks }]) }]),
        ],
      ];
      for (const [name, bytes] of bombs) {
        const path = written(at, "bomb.zip", bytes);
        const began = performance.now();
        const { code, output } = artunit(["load", path, "--data", join(at.scratch, "data")], TELLS_MEMORY);
        const seconds = (performance.now() - began) / 1000;
        const megabytes = Number(/VmHWM:\s*(\d+) kB/.exec(output)?.[1]) / 1024;
        tally.check(
          code !== 0 && !/fault of ours|at .*\.js:/.test(output) && seconds <= 5 && megabytes <= 256,
          () => `a bomb ${name}, ${seconds.toFixed(1)} s and ${megabytes.toFixed(0)} MB: ${output}`,
        );
        tally.figure(`${name} ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`);
      }
    },
  },
  {
    number: 7,
    name: "hostile entry names",
    passesIf: "nothing is written outside; each is refused by name",
    async run(at, tally) {
      const names = [
        "../../out.csv",
        "/tmp/out.csv",
        "a/../../out.csv",
        "C:\\out.csv",
        "a\0.csv",
        "..\\out.csv",
      ];
      const content = readFileSync(CSV);
      for (const name of names) {
        const path = written(at, "hostile.zip", zipOf([{ name, content }]));
        const data = join(at.scratch, "data");
        const { refused, files } = await loadInto(data, [path]);
        tally.check(refused.length === 1 && files.length === 0, () => `${JSON.stringify(name)} was loaded`);
        tally.check(!existsSync(join(at.scratch, "out.csv")), () => `${name} was written`);
      }
      const link = zipOf([{ name: "a.csv", content: "/etc/passwd", mode: 0o120777 }]);
      const { refused } = await loadInto(join(at.scratch, "data"), [written(at, "link.zip", link)]);
      tally.check(refused.length === 1, () => "a symbolic link was loaded");
    },
  },
  {
    number: 8,
    name: "broken JSON",
    passesIf: "read = loaded + set aside, exactly; no crash",
    async run(at, tally) {
      const text = readFileSync(join(ANSWERS, readdirSync(ANSWERS)[0]!), "utf8");
      const records = (JSON.parse(text) as { response: { docs: object[] } }).response.docs.map((each) =>
        JSON.stringify(each),
      );
      const breaks: readonly ((line: string) => string | Buffer)[] = [
        (line) => line.slice(0, at.random(line.length)),
        (line) => line.replace('"', '"\0'),
        (line) =>
          Buffer.concat([
            Buffer.from(line.slice(0, 20)),
            Buffer.from([0xff, 0xfe]),
            Buffer.from(line.slice(20)),
          ]),
        (line) => line.replace('":"', '":"\\ud800'),
        (line) => `\ufeff${line}`,
        (line) => line.replace("{", `{"a":${"[".repeat(10_000)}${"]".repeat(10_000)},`),
        (line) => line.replace("{", '{"id":"x","id":"y",'),
        (line) => line.replace("{", '{"n":1e400,"m":9223372036854775808,'),
        (line) => line.replace("{", `{"long":"${"x".repeat(1_000_000)}",`),
        (line) => {
          const bytes = Buffer.from(line);
          return flipped(bytes, at.random(bytes.length * 8));
        },
      ];
      for (const round of rounds(at, 300)) {
        const data = join(at.scratch, "data");
        rmSync(data, { recursive: true, force: true });
        const lines = records.map((line) =>
          at.random(3) === 0 ? breaks[at.random(breaks.length)]!(line) : line,
        );
        const bytes = Buffer.concat(
          lines.flatMap((line) => [Buffer.from(line as string), Buffer.from("\n")]),
        );
        const fault = await accountedFor(data, written(at, `broken-${round}.jsonl`, bytes)).catch(
          (error: Error) => `it failed: ${error.stack}`,
        );
        tally.check(fault === null, () => `round ${round}: ${fault}`);
      }
    },
  },
  {
    number: 9,
    name: "broken CSV",
    passesIf: "read = loaded + set aside; a header that differs by more than case refuses the file",
    async run(at, tally) {
      const text = readFileSync(CSV, "latin1");
      const lines = text.split("\n");
      const breaks: readonly ((line: string) => string)[] = [
        (line) => line.replace(",", ',"a\nb",'),
        (line) => `"${line}`,
        (line) => `${line}\r`,
        (line) => line.split(",").slice(0, -1).join(","),
        (line) => `${line},more`,
        (line) => line.replace(",", ",\xe9\xff"),
        (line) => line.slice(0, at.random(line.length + 1)),
      ];
      for (const round of rounds(at, 300)) {
        const data = join(at.scratch, "data");
        rmSync(data, { recursive: true, force: true });
        const broken = lines.map((line, n) =>
          n > 0 && at.random(4) === 0 ? breaks[at.random(breaks.length)]!(line) : line,
        );
        const path = written(at, `broken-${round}.csv`, Buffer.from(broken.join("\n"), "latin1"));
        const fault = await accountedFor(data, path).catch((error: Error) => `it failed: ${error.stack}`);
        tally.check(fault === null, () => `round ${round}: ${fault}`);
      }
      const renamed = written(at, "renamed.csv", text.replace("app_id", "application"));
      const { refused } = await loadInto(join(at.scratch, "renamed"), [renamed]);
      tally.check(refused.length === 1, () => "a renamed column was loaded");
    },
  },
  {
    number: 10,
    name: "schema drift",
    passesIf:
      "a new member is kept raw and told; a change of type follows the rule; the shape of answers stays",
    async run(at, tally) {
      const text = readFileSync(join(ANSWERS, readdirSync(ANSWERS)[0]!), "utf8");
      const changes: readonly ((record: Record<string, unknown>) => void)[] = [
        (record) => Object.assign(record, { brandNew: "x" }),
        (record) => delete record.groupArtUnitNumber,
        (record) => Object.assign(record, { claimNumberArrayDocument: "1,2" }),
        (record) => Object.assign(record, { groupArtUnitNumber: 2431 }),
        (record) => Object.assign(record, { hasRej103: "true" }),
        (record) => Object.assign(record, { legalSectionCode: ["103"] }),
        (record) => Object.assign(record, { legacyDocumentCodeIdentifier: { code: "CTNF" } }),
      ];
      for (const [n, change] of changes.entries()) {
        const answer = JSON.parse(text) as { response: { docs: Record<string, unknown>[] } };
        answer.response.docs.forEach(change);
        const path = written(at, `drift-${n}.json`, JSON.stringify(answer));
        const data = join(at.scratch, `data-${n}`);
        const fault = await accountedFor(data, path).catch((error: Error) => `it failed: ${error.stack}`);
        tally.check(fault === null, () => `change ${n}: ${fault}`);
        if (n === 0)
          tally.check(
            readManifest(data, currentId(data)!).files.some((file) =>
              file.unknownColumns.includes("brandNew"),
            ),
            () => "a new member is not told",
          );
      }
    },
  },
  {
    number: 11,
    name: "sentinels and bad values",
    passesIf:
      "normalised, or null with the text kept; never a date that is none; an embargo keeps back what is dated in it, and nothing else",
    async run(at, tally) {
      await hideUndated(at, tally);
      const columns = TABLES.flatMap((table) => table.columns).filter(({ isList }) => !isList);
      const kinds = new Map(columns.map((column) => [column.type, column]));
      const parts = [
        "0000",
        "0001",
        "9999",
        "2019",
        "02",
        "30",
        "13",
        "-",
        "/",
        "T",
        ":",
        " ",
        "1-5,7,",
        "1 to 3",
        "US",
        "B2",
        ",",
        "1e400",
        "NaN",
        "",
        "\u0000",
        "０",
        "true",
        "null",
      ];
      const end = performance.now() + at.seconds * 1000;
      let cases = 0;
      const wrong = new Set<string>();
      while (cases < 1_000_000 && (cases === 0 || performance.now() < end)) {
        for (let n = 0; n < 1000; n++, cases++) {
          let text = "";
          for (let left = 1 + at.random(6); left > 0; left--) text += parts[at.random(parts.length)]!;
          for (const [type, column] of kinds) {
            try {
              const { value } = readCell(column, text) as { value?: unknown };
              if (type === "date" && value != null && !isDay(String(value)))
                wrong.add(`${type} ${text}: ${value}`);
              if (
                (type === "integer" || type === "number") &&
                value != null &&
                !Number.isFinite(Number(value))
              )
                wrong.add(`${type} ${text}: ${value}`);
            } catch (error) {
              wrong.add(`${type} ${JSON.stringify(text)}: ${(error as Error).message}`);
            }
          }
        }
      }
      tally.trials += cases;
      tally.broken.push(...wrong);
      tally.figure(`${cases} texts as ${kinds.size} types`);
    },
  },
  {
    number: 12,
    name: "disk full, I/O error, short write",
    share: 4,
    passesIf:
      "the load stops cleanly or goes on rightly; what was served is whole; space is returned; a question that spills into a full folder is told so",
    async run(at, tally) {
      const library = buildFailingWrites(at.scratch);
      const second = join(ANSWERS, readdirSync(ANSWERS)[1]!);
      const base = await begun(at, "base");
      const counter = join(at.scratch, "writes");
      const run = (data: string, more: Record<string, string>) =>
        artunit(["load", second, "--data", data, "--no-extract"], {
          LD_PRELOAD: library,
          NEMESIS_BELOW: data,
          ...more,
        });
      const counted = join(at.scratch, "counted");
      cpSync(base, counted, { recursive: true });
      run(counted, { NEMESIS_FAIL_AT: "0", NEMESIS_COUNT: counter });
      const writes = Number(readFileSync(counter, "utf8"));
      const hashes = [hashOf(base), hashOf(counted)];
      const points = Array.from({ length: writes }, (_, n) => n + 1).sort(() => at.random(3) - 1);
      const hows = ["full", "error", "short"];
      let stopped = 0;
      for (const round of rounds(at, writes * hows.length)) {
        const [point, how] = [points[Math.floor(round / 3)]!, hows[round % 3]!];
        const data = join(at.scratch, "failing");
        rmSync(data, { recursive: true, force: true });
        cpSync(base, data, { recursive: true });
        const { code, signal, output } = run(data, { NEMESIS_FAIL_AT: String(point), NEMESIS_HOW: how });
        const name = `write ${point} of ${writes}, ${how}`;
        if (code !== 0) stopped++;
        tally.check(signal === null && !/\n\s+at .*\.js:/.test(output), () => `${name}: ${signal} ${output}`);
        tally.check(hashes.includes(hashOf(data)), () => `${name}: something else is served`);
        const { damage } = await verifySnapshot(data, currentId(data)!);
        tally.check(damage.length === 0, () => `${name}: ${damage[0]}`);
        tally.check(!existsSync(places.staging(data)), () => `${name}: staging is left`);
      }
      tally.figure(`${writes} writes in a load; ${stopped} loads stopped`);
      await spillIntoFullFolder(at, library, tally);
    },
  },
  {
    number: 13,
    name: "bit rot",
    share: 12,
    passesIf:
      "no wrong answer; every flip that a question meets is refused by name; the scrub finds all in text shards",
    async run(at, tally) {
      const [half, flips] = [
        { ...at, seconds: at.seconds / 2 },
        { wrong: 0, refused: 0 },
      ];
      const end = performance.now() + half.seconds * 1000;
      const isMeant = (path: string) => !path.startsWith("texts/");
      const { scratch, random, sample } = at;
      for await (const flip of flipBits({ data: sample, scratch, trials: 1000, random, isMeant })) {
        tally.check(flip.wrong.length === 0, () => `${flip.file}, bit ${flip.bit}: ${flip.wrong[0]}`);
        tally.check(flip.faults.length === 0, () => `${flip.file}, bit ${flip.bit}: ${flip.faults[0]}`);
        if (flip.refused.length > 0) flips.refused++;
        if (performance.now() > end) break;
      }
      const shards = sharedFiles(sample).filter(({ path }) => path.startsWith("texts/"));
      let found = 0;
      let turned = 0;
      for (const _ of rounds(half, 100)) {
        const data = join(scratch, "scrubbed");
        rmSync(data, { recursive: true, force: true });
        cpSync(sample, data, { recursive: true });
        const shard = shards[random(shards.length)]!;
        turn(join(data, "snapshots", shard.names[0]!), random(shard.bytes * 8));
        turned++;
        if (await isFoundByScrub(data, shard.path)) found++;
      }
      tally.check(found === turned, () => `the scrub found ${found} of ${turned} in text shards`);
      tally.figure(
        `${flips.refused} refused by name, the rest met by no question; scrub ${found} of ${turned}`,
      );
    },
  },
  {
    number: 14,
    name: "tampered or rolled-back mirror",
    passesIf: "the sync refuses and names the file",
    async run(at, tally) {
      const whole = join(at.scratch, "whole");
      const published = artunit(["publish", "archives", "--out", whole, "--data", at.sample]);
      tally.check(published.code === 0, () => published.output);
      const trust = makeKeys(join(at.scratch, "key.pem"));
      signMirror(whole, "manifest.json", join(at.scratch, "key.pem"), new Date());
      const files = readdirSync(whole);
      for (const _ of rounds(at, 200)) {
        const folder = join(at.scratch, "mirror");
        rmSync(folder, { recursive: true, force: true });
        cpSync(whole, folder, { recursive: true });
        const name = files[at.random(files.length)]!;
        const bytes = readFileSync(join(folder, name));
        writeFileSync(join(folder, name), flipped(bytes, at.random(bytes.length * 8)));
        const said = await synced(folder, join(at.scratch, "data"), trust);
        const isSame = name === "manifest.sig" && said === null;
        // Some bits of base64url and of blanks mean nothing.
        tally.check(
          isSame || said?.code === "mirror-refused",
          () => `${name}: ${said?.message ?? "it was loaded"}`,
        );
      }
    },
  },
  {
    number: 15,
    name: "bad upstream",
    passesIf:
      "resumes where it broke off; waits as told; gives up after bounded attempts; pages for files are refused",
    async run(at, tally) {
      const archives = join(at.scratch, "archives");
      artunit(["publish", "archives", "--out", archives, "--data", at.sample]);
      const name = readdirSync(archives).find((each) => each.endsWith(".zip"))!;
      const bytes = readFileSync(join(archives, name));
      const sha256 = await sha256Of(join(archives, name));
      for (const round of rounds(at, 100)) {
        const kind = ["drop", "busy", "page", "loop", "loopback"][round % 5]!;
        let asked = 0;
        const server = createHttp((request, response) => {
          const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
          if (request.url!.startsWith("/api")) {
            const file = { fileName: name, fileDownloadURI: `${base}/files/${name}`, fileSize: bytes.length };
            const list = { bulkDataProductBag: [{ productFileBag: { fileDataBag: [file] } }] };
            return response.end(JSON.stringify(list));
          }
          asked++;
          const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
          if (kind === "busy" && asked === 1) return response.writeHead(429, { "retry-after": "1" }).end();
          if (kind === "page")
            return response.writeHead(200, { "content-type": "text/html" }).end("<html>no");
          if (kind === "loop") return response.writeHead(302, { location: request.url! }).end();
          if (kind === "loopback") return response.writeHead(302, { location: "file:///etc/passwd" }).end();
          response.writeHead(from > 0 ? 206 : 200, {
            etag: `"${sha256}"`,
            "content-length": bytes.length - from,
            ...(from > 0 ? { "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
          });
          if (kind !== "drop" || asked > 3) return response.end(bytes.subarray(from));
          const until = from + 1 + at.random(Math.max(1, bytes.length - from - 1));
          response.write(bytes.subarray(from, until), () => setTimeout(() => response.destroy(), 5));
        });
        await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
        const data = join(at.scratch, `synced-${round}`);
        const said = await synced(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, data, null);
        server.closeAllConnections();
        server.close();
        if (kind === "drop" || kind === "busy")
          tally.check(said === null && currentId(data) !== null, () => `${kind}: ${said?.message}`);
        else
          tally.check(said?.code === "upstream-failed", () => `${kind}: ${said?.message ?? "it was loaded"}`);
        tally.check(asked <= 12, () => `${kind}: asked ${asked} times`);
      }
    },
  },
];

/** Rows with every kind of date under an embargo: the young are nowhere, the old and those that bear none everywhere. */
async function hideUndated(at: Campaign, tally: Tally): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const dates = [`${today}T00:00:00`, "2016-05-05T00:00:00", null, "", "0000-00-00", "2016-02-30T00:00:00"];
  const data = join(at.scratch, "undated");
  const paths = dates.map((submissionDate, n) => recordFile(at, 15_000_500 + n, { submissionDate }));
  await load({
    data,
    installation: INSTALLATION,
    paths,
    accepted: ["submissionDate"],
    artunitVersion: "nemesis",
    extracts: false,
  });
  const server = await serving(data, {}, (snapshots) => embargoed(snapshots, 30));
  try {
    const right = dates.length - 1;
    const json = async <Answer>(url: string) => JSON.parse((await server.ask(url)).body) as Answer;
    const lines = async (url: string) => (await server.ask(url)).body.trim().split("\n").length;
    const records = "/v1/datasets/oa_rejections/v2/records";
    const { groups } = await json<{ groups: readonly { readonly size: number }[] }>(
      "/v1/datasets/oa_rejections/v2/groups?by=groupArtUnitNumber",
    );
    const hub = await json<{ response: { numFound: number } }>("/ds-api/oa_rejections/v2/records?rows=0");
    const counts = {
      records: (await json<{ total: number }>(records)).total,
      groups: groups.reduce((sum, { size }) => sum + size, 0),
      csv: (await lines(`${records}.csv`)) - 1,
      ndjson: (await lines(`${records}.ndjson`)) - 1,
      hub: hub.response.numFound,
    };
    for (const [where, count] of Object.entries(counts))
      tally.check(count === right, () => `under an embargo ${where} has ${count} rows of ${right}`);
    for (const [n, date] of dates.entries()) {
      const { total } = await json<{ total: number }>(
        `${records}?criteria=patentApplicationNumber:${15_000_500 + n}`,
      );
      tally.check(total === (n === 0 ? 0 : 1), () => `dated ${date} and under an embargo: ${total} rows`);
    }
  } finally {
    await server.close();
  }
}

/** Groups of everything on a machine whose temporary folder has no room: that question fails, with its reason, and no other. */
async function spillIntoFullFolder(at: Campaign, library: string, tally: Tally): Promise<void> {
  const { data, rows } = at.many();
  const temporary = join(at.scratch, "temporary");
  mkdirSync(temporary);
  const server = await started(data, {
    LD_PRELOAD: library,
    TMPDIR: temporary,
    NEMESIS_BELOW: temporary,
    NEMESIS_FAIL_AT: "1",
    NEMESIS_AND_BEHIND: "1",
    NEMESIS_HOW: "full",
  });
  const base = `http://127.0.0.1:${server.port}/v1/datasets/citations/2017`;
  try {
    const answer = await fetch(`${base}/groups?by=app_id,parsed&limit=5`);
    const said = `${answer.status} ${(await answer.text()).slice(0, 300)}`;
    const isTold = answer.status === 503 && /temporary folder/.test(said);
    tally.check(isTold || answer.status === 200, () => `a question that spills: ${said}`);
    const after = await fetch(`${base}/records?limit=1`);
    tally.check(after.status === 200, () => `after it: ${after.status}`);
    tally.figure(`groups of ${rows} rows: ${isTold ? "told of the full folder" : "no spill"}`);
  } finally {
    await server.end();
  }
  tally.check(readdirSync(temporary).length === 0, () => `${readdirSync(temporary)} is left`);
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text && text >= "0001-01-01";
}

async function synced(
  from: string,
  data: string,
  trust: string | null,
): Promise<{ readonly code?: string; readonly message: string } | null> {
  mkdirSync(data, { recursive: true });
  try {
    await sync({
      ...USUAL_SYNC,
      from,
      feed: { files: PRODUCT_FILES, records: [ODP_RECORDS] },
      trust,
      wait: async () => {},
      load: { data, installation: INSTALLATION, artunitVersion: "nemesis", extracts: false },
    });
    return null;
  } catch (error) {
    return error as { code?: string; message: string };
  }
}

async function isFoundByScrub(data: string, path: string): Promise<boolean> {
  const ending = new AbortController();
  const stop = setTimeout(() => ending.abort(), 30_000);
  let isFound = false;
  await scrub({
    data,
    days: 1 / 86_400,
    now: () => Date.now() + 86_400_000,
    signal: ending.signal,
    onDamage: (file) => {
      isFound = file.path === path;
      ending.abort();
    },
    onProblem: () => ending.abort(),
  });
  clearTimeout(stop);
  return isFound;
}
