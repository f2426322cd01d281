import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { afterAll, describe, expect, test, vi } from "vitest";
import { INSTALLATION } from "../../src/installation.js";
import { KEY_ROUTES } from "../../src/protocols/native/keys.js";
import { IssuedKeys, keysOfBoth, protocolsMeant, type Settings } from "../../src/server/index.js";
import { KeyUsage } from "../../src/server/keys/keyUsage.js";
import { FORM, rejection, serverOf, storeOf } from "./servers.js";

const folders: string[] = [];
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true });
});

function keysIn(now?: () => Date): { readonly keys: IssuedKeys; readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), "artunit-keys-"));
  folders.push(folder);
  return { keys: new IssuedKeys(join(folder, "keys"), now), folder: join(folder, "keys") };
}

/** A server with keys, its operator's key, and a way to ask it. */
function serving(settings: Partial<Settings> = {}, isAskedFor = false) {
  const { keys, folder } = keysIn();
  const operator = keys.init();
  const server = serverOf(storeOf({ rejections: [rejection(1)] }), {
    issuedKeys: keys,
    ...(isAskedFor ? { keys: keysOfBoth(keys, null) } : {}),
    ...settings,
  });
  const ask = (method: "GET" | "POST", url: string, key: string | null = null, payload?: object) =>
    server.app.inject({
      method,
      url,
      headers: key === null ? {} : { "x-api-key": key },
      ...(payload ? { payload } : {}),
    });
  return { keys, folder, operator, ask, server };
}

describe("what is stored", () => {
  test("no file holds a key, or a hash that could be made without the secret, and all are private", () => {
    const { keys, folder } = keysIn();
    const all = [keys.init(), keys.create("Ada", null).key];
    expect(readdirSync(folder).sort()).toEqual(["keys.json", "secret"]);
    for (const name of readdirSync(folder)) {
      const text = readFileSync(join(folder, name), "utf8");
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
      for (const key of all) for (const part of [key, key.slice(10, 58)]) expect(text).not.toContain(part);
    }
    const without = new IssuedKeys(folder);
    expect(without.holderOf(all[1]!)?.role).toBe("key");
    rmSync(join(folder, "secret"));
    expect(new IssuedKeys(folder).holderOf(all[1]!)).toBe(null);
  });

  test("a key is known by its beginning, and a mistyped one by its checksum", () => {
    const { keys } = keysIn();
    expect(keys.init()).toMatch(/^artunit_o_[0-9a-f]{56}$/);
    const { key } = keys.create("Ada", null);
    expect(key).toMatch(/^artunit_k_[0-9a-f]{56}$/);
    const mistyped = key.slice(0, 20) + (key[20] === "0" ? "1" : "0") + key.slice(21);
    expect(() => keysOfBoth(keys, null).check(mistyped)).toThrow("mistyped");
    expect(() => keysOfBoth(keys, null).check("another")).toThrow("not one of this server's");
  });

  test("usage outlasts the server", () => {
    const { keys, folder } = keysIn(() => new Date("2026-01-02T03:04:05Z"));
    keys.init();
    const { key, issued } = keys.create("Ada", 10);
    keys.take(keys.holderOf(key)!);
    keys.take(keys.holderOf(key)!);
    keys.flush();
    expect(new IssuedKeys(folder).list()).toEqual([
      {
        ...issued,
        name: "Ada",
        limit: 10,
        requests: 2,
        lastUsed: "2026-01-02T03:04:05.000Z",
      },
    ]);
  });

  test("what one process makes or revokes, another notices within two seconds", () => {
    let time = 0;
    const { keys, folder } = keysIn(() => new Date(time));
    keys.init();
    expect(keys.isSet()).toBe(true);
    const { key, issued } = new IssuedKeys(folder).create("Ada", null);
    time += 2001;
    expect(keys.holderOf(key)?.id).toBe(issued.id);
    new IssuedKeys(folder).revoke(issued.id);
    time += 2001;
    expect(keys.holderOf(key)).toBe(null);
  });

  test("what several processes make at the same time is all kept", async () => {
    const { keys, folder } = keysIn();
    keys.init();
    const built = fileURLToPath(new URL("../../dist/server/keys/issuedKeys.js", import.meta.url));
    const program = `import { IssuedKeys } from ${JSON.stringify(built)};
      const keys = new IssuedKeys(${JSON.stringify(folder)});
      process.stdin.once("data", () => {
        for (let made = 0; made < 20; made++) keys.create(String(process.pid), null);
        process.exit(0);
      });
      console.log("ready");`;
    const makers = [1, 2, 3].map(() => spawn(process.execPath, ["--input-type=module", "-e", program]));
    await Promise.all(makers.map(({ stdout }) => once(stdout, "data")));
    const ended = Promise.all(makers.map((maker) => once(maker, "exit")));
    for (const { stdin } of makers) stdin.write("go");
    expect((await ended).map(([code]) => code as number)).toEqual([0, 0, 0]);
    const { keys: kept } = JSON.parse(readFileSync(join(folder, "keys.json"), "utf8")) as { keys: unknown[] };
    expect(kept).toHaveLength(60);
    expect(readdirSync(folder)).not.toContain("changing");
  });

  test("a change that a process left half made holds up nobody for long", () => {
    const { keys, folder } = keysIn();
    keys.init();
    const left = join(folder, "changing");
    writeFileSync(left, "");
    utimesSync(left, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
    keys.create("Ada", null);
    expect(readdirSync(folder)).not.toContain("changing");
  });

  test("use that cannot be written down is told, and counted on", () => {
    vi.useFakeTimers();
    try {
      const folder = mkdtempSync(join(tmpdir(), "artunit-usage-"));
      folders.push(folder);
      const path = join(folder, "usage.json");
      const told: unknown[] = [];
      const usage = new KeyUsage(
        path,
        () => new Date(0),
        (problem) => told.push(problem),
      );
      mkdirSync(path);
      usage.count("a");
      vi.advanceTimersByTime(60_000);
      expect(String(told[0])).toContain(path);
      rmdirSync(path);
      usage.count("a");
      vi.advanceTimersByTime(60_000);
      expect(told).toHaveLength(1);
      expect(new KeyUsage(path, () => new Date(0)).of("a").requests).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  test("another key of the operator's takes the place of the first, and other keys stay", () => {
    const { keys } = keysIn();
    const first = keys.init();
    const { key } = keys.create("Ada", null);
    const second = keys.init();
    expect([first, second, key].map((each) => keys.holderOf(each)?.role ?? null)).toEqual([
      null,
      "operator",
      "key",
    ]);
  });
});

describe("over HTTP", () => {
  test("the operator makes a key, sees its use, and revokes it", async () => {
    const { ask, operator } = serving({}, true);
    expect((await ask("GET", "/v1/datasets")).statusCode).toBe(401);
    const made = await ask("POST", "/v1/keys/new", operator, { name: "Ada", limit: 2 });
    expect(made.headers["cache-control"]).toBe("no-store");
    const { key, id } = made.json<{ key: string; id: string }>();
    const statuses = [];
    for (let at = 0; at < 3; at++) statuses.push((await ask("GET", "/v1/datasets", key)).statusCode);
    expect(statuses).toEqual([200, 200, 429]);
    const limited = await ask("GET", "/v1/datasets", key);
    expect(Number(limited.headers["retry-after"])).toBeGreaterThan(0);
    const listed = await ask("GET", "/v1/keys", operator);
    expect(listed.json().keys).toMatchObject([{ id, name: "Ada", limit: 2, requests: 2, revokedAt: null }]);
    expect(listed.body).not.toContain(key);
    expect((await ask("POST", `/v1/keys/${id}/revoke`, operator)).json().revokedAt).toMatch(/^20/);
    expect((await ask("GET", "/v1/datasets", key)).statusCode).toBe(403);
  });

  test.each([
    ["GET", "/v1/keys"],
    ["POST", "/v1/keys/new?name=Eve"],
    ["POST", "/v1/keys/x/revoke"],
  ] as const)(
    "%s %s is refused without the operator's own key, also where no keys are asked for",
    async (method, url) => {
      for (const isAskedFor of [false, true]) {
        const { ask, keys } = serving({}, isAskedFor);
        const { key } = keys.create("Ada", null);
        expect((await ask(method, url)).statusCode).toBe(401);
        expect((await ask(method, url, key)).statusCode).toBe(403);
        expect(keys.list()).toHaveLength(1);
      }
    },
  );

  test("a key is never asked for unless the operator says so, and a wrong one does no harm", async () => {
    const { ask, keys } = serving();
    const { key } = keys.create("Ada", 1);
    for (const sent of [null, "wrong", key])
      expect((await ask("GET", "/v1/datasets", sent)).statusCode).toBe(200);
    // Its own limit holds all the same.
    expect((await ask("GET", "/v1/datasets", key)).statusCode).toBe(429);
  });

  test("keys are asked for on some surfaces alone", async () => {
    const { ask } = serving({ keysFor: protocolsMeant(["v1"], INSTALLATION) }, true);
    expect((await ask("GET", "/v1/datasets")).statusCode).toBe(401);
    expect((await ask("GET", "/ds-api/")).statusCode).toBe(200);
  });

  test("self-service lets anybody make a key of a limit, and do no more", async () => {
    const { ask } = serving({ selfServiceLimit: 5 }, true);
    const made = await ask("POST", "/v1/keys/new", null, { name: "Eve" });
    expect([made.statusCode, made.json().limit]).toEqual([200, 5]);
    expect((await ask("POST", "/v1/keys/new", null, { name: "Eve", limit: 6 })).statusCode).toBe(400);
    expect((await ask("GET", "/v1/datasets", made.json().key)).statusCode).toBe(200);
    expect((await ask("GET", "/v1/keys", made.json().key)).statusCode).toBe(403);
    expect((await ask("GET", "/v1/datasets")).statusCode).toBe(401);
  });

  test("each answer is what the document declares", async () => {
    const { ask, operator, keys } = serving();
    const { issued } = keys.create("Ada", null);
    const bodies: Readonly<Record<string, unknown>> = {
      "create-key": (await ask("POST", "/v1/keys/new", operator, { name: "Eve", limit: 3 })).json(),
      "list-keys": (await ask("GET", "/v1/keys", operator)).json(),
      "revoke-key": (await ask("POST", `/v1/keys/${issued.id}/revoke`, operator)).json(),
    };
    const ajv = new Ajv({ strict: false });
    for (const { operationId, answer } of KEY_ROUTES) {
      const closed = JSON.parse(
        JSON.stringify(answer).replaceAll('"type":"object"', '"type":"object","additionalProperties":false'),
      );
      expect([operationId, ajv.validate(closed, bodies[operationId]), ajv.errors]).toEqual([
        operationId,
        true,
        null,
      ]);
    }
  });

  test("before keys can be made, it is said how", async () => {
    const { keys } = keysIn();
    const { app } = serverOf(storeOf({}), { issuedKeys: keys });
    const { statusCode, body } = await app.inject("/v1/keys");
    expect([statusCode, body]).toEqual([404, expect.stringContaining("artunit keys init")]);
  });

  test("a form sends the key in its body, and it is taken out of it", async () => {
    const { server, operator } = serving();
    const answer = await server.app.inject({
      method: "POST",
      url: "/v1/keys/new",
      headers: { "content-type": FORM },
      payload: `name=Ada&api_key=${operator}`,
    });
    expect([answer.statusCode, answer.json().name]).toEqual([200, "Ada"]);
  });
});

describe("as pages", () => {
  test("the operator makes, lists and revokes a key by forms, without a script", async () => {
    const { server, operator } = serving({}, true);
    const post = (url: string, form: Record<string, string>) =>
      server.app.inject({
        method: "POST",
        url,
        headers: { "content-type": FORM, accept: "text/html" },
        payload: new URLSearchParams(form).toString(),
      });
    const front = (await server.app.inject("/keys")).body;
    for (const action of ["new", "list", "revoke"]) expect(front).toContain(`/keys/${action}"`);
    const made = await post("/keys/new", { name: "<b>Ada", limit: "7", api_key: operator });
    const key = /artunit_k_[0-9a-f]{56}/.exec(made.body)?.[0] ?? "";
    expect(made.body).toContain("&lt;b&gt;Ada");
    expect(made.headers["cache-control"]).toBe("no-store");
    expect((await server.app.inject({ url: "/v1/datasets", headers: { "x-api-key": key } })).statusCode).toBe(
      200,
    );
    const listed = (await post("/keys/list", { api_key: operator })).body;
    expect(listed).toContain('<td class="number">7</td><td class="number">1</td>');
    expect(listed).not.toContain(key);
    const id = /<code>([0-9a-f]{12})<\/code>/.exec(listed)?.[1] ?? "";
    expect((await post("/keys/revoke", { id, api_key: operator })).body).toContain("holds no longer");
    expect((await server.app.inject({ url: "/v1/datasets", headers: { "x-api-key": key } })).statusCode).toBe(
      403,
    );
    for (const url of ["/keys/new", "/keys/list", "/keys/revoke"])
      expect([url, (await post(url, { name: "Eve", id })).statusCode]).toEqual([url, 401]);
  });
});

test("while the file of keys cannot be read, a key that was revoked does not hold", () => {
  let now = Date.parse("2026-01-01T00:00:00Z");
  const { keys, folder } = keysIn(() => {
    now += 3000;
    return new Date(now);
  });
  keys.init();
  const { key } = keys.create("Ada", null);
  expect(keys.holderOf(key)?.role).toBe("key");
  const kept = readFileSync(join(folder, "keys.json"), "utf8");
  writeFileSync(join(folder, "keys.json"), "{");
  expect(() => keys.holderOf(key)).toThrow(/keys.json cannot be read/);
  expect(() => keys.holderOf(key)).toThrow(/keys.json cannot be read/);
  writeFileSync(join(folder, "keys.json"), kept);
  expect(keys.holderOf(key)?.role).toBe("key");
});
