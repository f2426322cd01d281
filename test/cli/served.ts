import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { join } from "node:path";
import { INSTALLATION } from "../../src/installation.js";
import { load } from "../../src/load/load.js";

const ROOT = join(import.meta.dirname, "../..");
/** The built program. */
export const MAIN = join(ROOT, "dist/cli/main.js");
const running = new Set<ChildProcess>();

/** Ends what is still there. */
export function endAll(): void {
  for (const each of running) each.kill("SIGKILL");
  running.clear();
}

/** Loads the sample into a folder. */
export async function loadSample(data: string): Promise<void> {
  const paths = readdirSync(join(ROOT, "sample"), { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map((each) => join(ROOT, "sample", each.name));
  await load({ data, installation: INSTALLATION, paths, artunitVersion: "test" });
}

export interface Told {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Request {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Connections of the agent are kept; without one, each request has its own. */
  readonly agent?: Agent;
}

/** A server of the built program, on a free port. */
export async function serve(data: string, ...more: readonly string[]) {
  const args = ["serve", "--data", data, "--port", "0", "--host", "127.0.0.1", ...more];
  const server = spawn(process.execPath, [MAIN, ...args]);
  running.add(server);
  let said = "";
  server.stderr.on("data", (text) => {
    said += text;
  });
  const ended = once(server, "exit").then(([code]) => {
    throw new Error(`The server ended with code ${code}: ${said}`);
  });
  ended.catch(() => {});
  const [line] = (await Promise.race([once(server.stdout, "data"), ended])) as [Buffer];
  const address = /http:\/\/\S+/.exec(line.toString())![0];
  return {
    server,
    address,
    said: () => said,
    async ask(path: string, how: Request = {}): Promise<Told> {
      const told = await asked(`${address}${path}`, how);
      return { ...told, body: told.body.replaceAll(address, "") };
    },
    async end(): Promise<unknown> {
      server.kill("SIGTERM");
      return once(server, "exit");
    },
  };
}

function asked(url: string, { method = "GET", headers = {}, body, agent }: Request): Promise<Told> {
  return new Promise((done, failed) => {
    const asking = request(url, { method, headers, agent: agent ?? false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", failed);
      answer.on("aborted", () => failed(new Error("cut off")));
      answer.on("end", () =>
        done({
          status: answer.statusCode!,
          headers: answer.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
    });
    asking.on("error", failed);
    asking.end(body);
  });
}

/** A client that keeps one connection. */
export function oneConnection(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 1 });
}

/** The processes that a process has started, by the file they run: `front.js`, `engine.js`. */
export function childrenOf(pid: number, program: string): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .trim()
    .split(" ")
    .filter(Boolean)
    .map(Number)
    .filter((each) => readFileSync(`/proc/${each}/cmdline`, "utf8").includes(program));
}

export function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The other ends' ports of the connections that a process holds. */
export function portsHeldBy(pid: number): ReadonlySet<number> {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    }),
  );
  const lines = readFileSync(`/proc/${pid}/net/tcp`, "utf8").trim().split("\n").slice(1);
  return new Set(
    lines
      .map((line) => line.trim().split(/\s+/))
      .filter((columns) => inodes.has(columns[9]!))
      .map((columns) => Number.parseInt(columns[2]!.split(":")[1]!, 16)),
  );
}
