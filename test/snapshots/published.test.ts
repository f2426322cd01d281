import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";
import { makeKeys, signMirror } from "../../src/load/sync/signature.js";
import { publishSnapshot } from "../../src/load/sync/snapshotMirror.js";
import { sync, USUAL_SYNC } from "../../src/load/sync/sync.js";
import { ODP_RECORDS } from "../../src/protocols/odp/feed.js";
import { PRODUCT_FILES } from "../../src/protocols/products/feed.js";
import type { Manifest } from "../../src/store/index.js";
import { openSnapshotStore } from "../../src/store/index.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { currentId, readManifest, snapshotIds } from "../../src/store/snapshots/folder.js";

const root = mkdtempSync(join(tmpdir(), "artunit-published-"));
const [key, otherKey] = [join(root, "key.pem"), join(root, "other.pem")];
const data = join(root, "data");
/** The mirror as it was first published, and as it is with what was loaded since. */
const [first, second] = [join(root, "first"), join(root, "second")];
let trusted: string;
let manifests: readonly [Manifest, Manifest];
let written: { readonly files: number; readonly bytes: number };
afterAll(() => rmSync(root, { recursive: true, force: true }));

const loaded = (paths: readonly string[]) =>
  load({ data, installation: INSTALLATION, paths, artunitVersion: "0", extracts: false, overlayShare: 1000 });

beforeAll(async () => {
  trusted = makeKeys(key);
  makeKeys(otherKey);
  const before = await loaded([
    "sample/oa_rejections/dh-2023-records-match-all-rows100.json",
    "sample/oa_citations",
  ]);
  await publishSnapshot(data, before.manifest!.id, first);
  signMirror(first, "manifest.json", key, new Date("2026-02-01T00:00:00Z"));
  cpSync(first, second, { recursive: true });
  const since = await loaded(["sample/oa_rejections/v1-partial-record-app-14509643.json"]);
  ({ written } = await publishSnapshot(data, since.manifest!.id, second));
  signMirror(second, "manifest.json", key, new Date("2026-02-02T00:00:00Z"));
  manifests = [before.manifest!, since.manifest!];
});

let made = 0;
const fresh = () => join(root, `synced-${made++}`);

function synced(from: string, trust: string | null, into = fresh()) {
  return sync({
    ...USUAL_SYNC,
    feed: { files: PRODUCT_FILES, records: [ODP_RECORDS] },
    from,
    trust,
    wait: async () => {},
    load: { data: into, installation: INSTALLATION, artunitVersion: "0", extracts: false },
  }).then(({ manifest }) => ({ manifest, data: into }));
}

function changed(change: (folder: string) => void, of = second): string {
  const folder = join(root, `mirror-${made++}`);
  cpSync(of, folder, { recursive: true });
  change(folder);
  return folder;
}

/** A folder as any web server has it, which notes what was asked of it and how much it sent. */
async function served(folder: string, most = Number.POSITIVE_INFINITY) {
  const asked: { readonly path: string; readonly range: string | undefined }[] = [];
  const sent = { bytes: 0, most };
  const server: Server = createServer((request, reply) => {
    const path = join(folder, new URL(request.url!, "http://x").pathname);
    asked.push({ path: request.url!, range: request.headers.range });
    if (!existsSync(path) || !statSync(path).isFile()) {
      reply.writeHead(404, { "content-type": "text/plain" }).end("not here");
      return;
    }
    const whole = readFileSync(path);
    const from = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
    const part = whole.subarray(from);
    reply.writeHead(from > 0 ? 206 : 200, {
      "content-type": "application/octet-stream",
      etag: `"${createHash("sha256").update(whole).digest("hex")}"`,
      "content-length": part.length,
    });
    if (sent.bytes + part.length <= sent.most) {
      sent.bytes += part.length;
      reply.end(part);
      return;
    }
    // As much as it may, and then nothing for ever: whoever waits has to be ended.
    const rest = part.subarray(0, Math.max(0, sent.most - sent.bytes));
    sent.bytes += rest.length;
    reply.write(rest);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { address, asked, sent, close };
}

async function rowsIn(folder: string): Promise<number> {
  const store = await openSnapshotStore(places.snapshot(folder, currentId(folder)!), INSTALLATION);
  try {
    const dataset = INSTALLATION.datasets.find(
      ({ key: name, version }) => `${name}/${version}` === "oa_rejections/v2",
    )!;
    return await store.count({ dataset, predicate: { kind: "everything" } });
  } finally {
    await store.close();
  }
}

describe("a published snapshot", () => {
  test("is served here as it is there, from a folder, signed or not", async () => {
    for (const trust of [null, trusted]) {
      const { data: into } = await synced(second, trust);
      expect(readManifest(into, currentId(into)!)).toEqual(manifests[1]);
      expect(await rowsIn(into)).toBe(await rowsIn(data));
    }
  });

  test("is brought once: of a later one come its new files alone", async () => {
    expect(manifests[1].overlay).toBeDefined();
    const at = await served(first);
    try {
      const { data: into } = await synced(at.address, trusted);
      const whole = at.sent.bytes;
      at.close();
      const later = await served(second);
      try {
        expect((await synced(later.address, trusted, into)).manifest?.id).toBe(manifests[1].id);
        const fetched = later.asked.filter(({ path }) => path.startsWith("/files/"));
        expect(fetched).toHaveLength(written.files);
        expect(whole).toBeGreaterThan(0);
        const before = new Set(manifests[0].stored.map(({ sha256 }) => `/files/${sha256}`));
        expect(fetched.filter(({ path }) => before.has(path))).toEqual([]);
        expect(await rowsIn(into)).toBe(await rowsIn(data));
        expect(snapshotIds(into)).toEqual([manifests[0].id, manifests[1].id]);
        // And nothing at all where nothing is new.
        expect((await synced(later.address, trusted, into)).manifest).toBeNull();
        expect(later.asked.filter(({ path }) => path.startsWith("/files/"))).toHaveLength(written.files);
      } finally {
        later.close();
      }
    } finally {
      at.close();
    }
  });

  test("goes on where it was killed", async () => {
    const into = fresh();
    const at = await served(second, 400_000);
    try {
      const child = spawn(
        process.execPath,
        ["dist/cli/main.js", "sync", at.address, "--trust", trusted, "--data", into],
        {
          stdio: "ignore",
        },
      );
      const ended = new Promise((done) => child.once("exit", done));
      const incoming = join(into, "incoming", "snapshot");
      const half = () =>
        existsSync(incoming) ? readdirSync(incoming).find((name) => name.endsWith(".part")) : undefined;
      while (at.sent.bytes < at.sent.most || half() === undefined)
        await new Promise((done) => setTimeout(done, 50));
      child.kill("SIGKILL");
      await ended;
      expect(currentId(into)).toBeNull();
      const file = half()!.replace(/\.part$/, "");
      const before = statSync(join(incoming, `${file}.part`)).size;
      at.sent.most = Number.POSITIVE_INFINITY;
      at.asked.length = 0;
      await synced(at.address, trusted, into);
      expect(at.asked.find(({ path }) => path.endsWith(file))?.range).toBe(`bytes=${before}-`);
      expect(await rowsIn(into)).toBe(await rowsIn(data));
      expect(existsSync(incoming)).toBe(false);
    } finally {
      at.close();
    }
  });

  test("from an address is taken only where it is signed by whom one trusts", async () => {
    const at = await served(changed((folder) => rmSync(join(folder, "manifest.sig"))));
    try {
      await expect(synced(at.address, trusted)).rejects.toThrow(/manifest\.sig|404/);
    } finally {
      at.close();
    }
  });
});

const fileOf = (folder: string) => join(folder, "files", manifests[1].stored[0]!.sha256);
const rewritten = (folder: string, change: (manifest: Manifest) => unknown) => {
  const path = join(folder, "manifest.json");
  const told = JSON.parse(readFileSync(path, "utf8")) as { manifest: Manifest };
  writeFileSync(path, JSON.stringify({ ...told, manifest: change(told.manifest) }));
  signMirror(folder, "manifest.json", key, new Date("2026-02-03T00:00:00Z"));
};

describe("nothing is taken of a published snapshot", () => {
  test.each<[string, (folder: string) => void, RegExp]>([
    [
      "of which a file is altered",
      (folder) => {
        const bytes = readFileSync(fileOf(folder));
        bytes[bytes.length >> 1]! ^= 1;
        rmSync(fileOf(folder));
        writeFileSync(fileOf(folder), bytes);
      },
      /does not have the checksum/,
    ],
    ["of which a file is missing", (folder) => rmSync(fileOf(folder)), /is not there/],
    ["that is not signed", (folder) => rmSync(join(folder, "manifest.sig")), /is not signed/],
    [
      "that another key signed",
      (folder) => signMirror(folder, "manifest.json", otherKey, new Date()),
      /by another key/,
    ],
    [
      "whose manifest was altered",
      (folder) =>
        writeFileSync(
          join(folder, "manifest.json"),
          `${readFileSync(join(folder, "manifest.json"), "utf8")} `,
        ),
      /is not what was signed/,
    ],
    [
      "that leads out of its folder",
      (folder) =>
        rewritten(folder, (manifest) => ({
          ...manifest,
          stored: [{ ...manifest.stored[0]!, path: "../../outside" }],
        })),
      /is not what `artunit publish snapshot` writes/,
    ],
    [
      "that calls itself otherwise",
      (folder) => rewritten(folder, (manifest) => ({ ...manifest, id: "../../x" })),
      /is not what `artunit publish snapshot` writes/,
    ],
  ])("%s", async (_, change, says) => {
    const into = fresh();
    await expect(synced(changed(change), trusted, into)).rejects.toThrow(says);
    expect(existsSync(into) ? currentId(into) : null).toBeNull();
  });

  test("that is older than what was seen, or than what is served here", async () => {
    const { data: into } = await synced(second, trusted);
    await expect(synced(first, trusted, into)).rejects.toThrow(/older than what was seen before/);
    await expect(synced(first, null, into)).rejects.toThrow(/is older than .*, which is served here/);
    expect(currentId(into)).toBe(manifests[1].id);
  });
});

test("a damaged snapshot is published to nobody", async () => {
  const copy = join(root, "damaged");
  cpSync(data, copy, { recursive: true });
  const { id, stored } = manifests[1];
  const store = join(places.snapshot(copy, id), stored.find(({ path }) => path === "store.duckdb")!.path);
  const bytes = readFileSync(store);
  bytes[bytes.length >> 1]! ^= 1;
  rmSync(store);
  writeFileSync(store, bytes);
  const out = join(root, "never");
  await expect(publishSnapshot(copy, id, out)).rejects.toThrow(
    /store\.duckdb of snapshot .* (?:is damaged|published to nobody)/,
  );
  expect(existsSync(join(out, "manifest.json"))).toBe(false);
});
