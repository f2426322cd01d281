import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "artunit-serve-"));
afterAll(() => rmSync(folder, { recursive: true }));

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const each of running) each.kill("SIGKILL");
  running.clear();
});

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly base: string;
}

async function artunit(...args: readonly string[]): Promise<{ code: number; output: string }> {
  const { child, output } = launch(args);
  const [code] = (await once(child, "exit")) as [number];
  return { code, output: output() };
}

function launch(args: readonly string[]): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (part: Buffer) => (text += part.toString()));
  return { child, output: () => text };
}

async function serve(...args: readonly string[]): Promise<Started> {
  const { child, output } = launch([
    "serve",
    "--data",
    folder,
    "--port",
    "0",
    "--host",
    "127.0.0.1",
    ...args,
  ]);
  while (!output().includes("\n")) {
    await Promise.race([once(child.stdout!, "data"), once(child.stderr!, "data"), once(child, "exit")]);
  }
  const base = /listening on (http:\/\/\S+)/.exec(output())?.[1] ?? "";
  expect(output()).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+\n/);
  return { child, output, base };
}

test("the address is printed once it answers, also while nothing is loaded", async () => {
  const { base, output } = await serve();
  await expect.poll(output).toContain(`Nothing is loaded in ${folder}: the folder is empty.`);
  const health = await fetch(`${base}/healthz`);
  expect(await health.json()).toEqual({ status: "ok", snapshot: null });
  expect(await (await fetch(base)).text()).toContain("Nothing is loaded yet");
  const records = await fetch(`${base}/ds-api/oa_rejections/v2/records`, { method: "POST" });
  expect(records.status).toBe(503);
});

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s ends it with exit code 0, idle connections or not",
  async (signal) => {
    const { child, base } = await serve();
    await (await fetch(`${base}/ds-api/`)).text();
    child.kill(signal);
    expect((await once(child, "exit"))[0]).toBe(0);
  },
);

test("a file of keys that lists none is told at the start, because nobody is let in", async () => {
  const file = join(folder, "listed-keys.txt");
  writeFileSync(file, "# none yet\n");
  const { output } = launch(["serve", "--data", folder, "--port", "0", "--api-keys", file]);
  await expect.poll(output, { timeout: 20_000 }).toContain(`${file} lists no key: nobody is let in.`);
});

test("a request under way is finished before it ends", async () => {
  const { child, base } = await serve();
  const exited = once(child, "exit");
  const socket = connect(Number(new URL(base).port), "127.0.0.1");
  const closed = once(socket, "close");
  let received = "";
  socket.on("data", (part) => (received += part.toString()));
  socket.write(
    "POST /ds-api/oa_rejections/v2/records HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 12\r\n\r\nrow",
  );
  // The server says so once it has read the header.
  await expect.poll(() => received).toContain("100 Continue");
  child.kill("SIGTERM");
  await expect.poll(() => reached(base), { timeout: 10_000 }).toBe("closed");
  socket.write("s=10&foo=");
  const [[code]] = await Promise.all([exited, closed]);
  expect(received).toContain("HTTP/1.1 400");
  expect(code).toBe(0);
});

/** A connection made while listening ends is answered, refused, or left until the server has ended. */
async function reached(base: string): Promise<"open" | "closed"> {
  try {
    await fetch(`${base}/healthz`, { signal: AbortSignal.timeout(500) });
    return "open";
  } catch (error) {
    return (error as Error).name === "TimeoutError" ? "open" : "closed";
  }
}

test.each(["0", "1"])("with --workers %s, a connection that asks nothing keeps nobody", async (workers) => {
  const { child, base } = await serve("--workers", workers);
  const exited = once(child, "exit");
  const socket = connect(Number(new URL(base).port), "127.0.0.1");
  const closed = once(socket, "close");
  await once(socket, "connect");
  // By now the connection above, which came before it, has been taken.
  await (await fetch(`${base}/healthz`)).text();
  const began = performance.now();
  child.kill("SIGTERM");
  await Promise.all([exited, closed]);
  expect(performance.now() - began).toBeLessThan(10_000);
});

test("a port in use is said in one line, with what to do", async () => {
  const { base } = await serve();
  const { code, output } = await artunit(
    "serve",
    "--data",
    folder,
    "--host",
    "127.0.0.1",
    "--port",
    new URL(base).port,
  );
  expect(code).toBe(2);
  expect(output).toMatch(
    /^artunit: 127\.0\.0\.1:\d+ is already in use\. Choose another with --port or --host\.\n$/,
  );
});

test.each([
  [["--port", "99999"], /whole number from 0 to 65535/],
  [["--unknown-fields", "ignore"], /refuse, as-uspto/],
  [["--public-url", "example.org"], /must be an address like/],
  [["--rate-limit", "-1"], /number above 0/],
  [["--workers", "two"], /whole number from 0 to 256/],
  [["--workers", "-1"], /whole number from 0 to 256/],
  [["--workers", "1.5"], /whole number from 0 to 256/],
  [["--workers", "257"], /whole number from 0 to 256/],
  [["--api-keys", "/nowhere"], /key file cannot be read/],
])("%j is refused before anything starts", async (args, message) => {
  const { code, output } = await artunit("serve", "--data", folder, ...args);
  expect(code).toBe(2);
  expect(output).toMatch(message);
});
