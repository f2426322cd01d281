import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { PostgresConnection } from "./postgres-client.js";

export interface PostgresCluster {
  readonly version: string;
  readonly folder: string;
  /** Where it listens. */
  readonly socket: string;
  readonly settings: Readonly<Record<string, string>>;
  connect(): Promise<PostgresConnection>;
  /** Stops the server and removes its folder. */
  stop(): Promise<void>;
}

/** Sensible for a machine of several GiB that also runs other things; durability is eased as for a rebuildable copy. */
const settings: Readonly<Record<string, string>> = {
  shared_buffers: "2GB",
  effective_cache_size: "8GB",
  work_mem: "64MB",
  maintenance_work_mem: "1GB",
  max_wal_size: "8GB",
  wal_level: "minimal",
  max_wal_senders: "0",
  synchronous_commit: "off",
  random_page_cost: "1.1",
  max_parallel_workers_per_gather: "2",
  jit: "off",
  max_connections: "100",
};

/** Where Debian, or anyone else, put PostgreSQL's programs; null when it is not installed. */
export function findPostgres(): string | null {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  for (const version of versions) {
    const folder = join(debian, version, "bin");
    if (existsSync(join(folder, "initdb"))) return folder;
  }
  return (process.env.PATH ?? "").split(":").find((folder) => existsSync(join(folder, "initdb"))) ?? null;
}

/**
 * Starts a PostgreSQL of its own in a temporary folder, reached by a socket in that folder only. It refuses to run
 * as root, so root lends it to the user `postgres`, whom Debian's package makes.
 */
export async function startPostgres(programs: string): Promise<PostgresCluster> {
  const folder = mkdtempSync(join(tmpdir(), "artunit-postgres-"));
  const user = userInfo().uid === 0 ? unprivileged("postgres") : null;
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const run = (program: string, args: readonly string[]) =>
    execFileSync(join(programs, program), [...args], {
      ...user,
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    }).toString();
  const cleanUp = () => rmSync(folder, { recursive: true, force: true });
  try {
    run("initdb", ["-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
  } catch (error) {
    cleanUp();
    throw error;
  }
  const server = spawn(
    join(programs, "postgres"),
    [
      ...["-D", data, "-k", folder, "-c", "listen_addresses="],
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    { ...user, cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
  );
  const log: string[] = [];
  server.stderr.on("data", (bytes: Buffer) => {
    log.push(bytes.toString());
    if (log.length > 50) log.shift();
  });
  const ended = once(server, "exit");
  const leave = () => {
    server.kill("SIGQUIT");
    cleanUp();
  };
  process.once("exit", leave);
  const socket = join(folder, ".s.PGSQL.5432");
  const connect = () => PostgresConnection.open(socket, "bench", "postgres");
  const stop = async () => {
    process.off("exit", leave);
    server.kill("SIGINT");
    await ended;
    cleanUp();
  };
  for (let attempts = 0; ; attempts++) {
    try {
      (await connect()).close();
      break;
    } catch (error) {
      if (attempts === 100 || server.exitCode !== null) {
        await stop();
        throw new Error(`PostgreSQL did not start: ${log.join("")}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return { version: run("postgres", ["--version"]).trim(), folder: data, socket, settings, connect, stop };
}

function unprivileged(name: string): { readonly uid: number; readonly gid: number } {
  const id = (option: string) => Number(execFileSync("id", [option, name]).toString());
  return { uid: id("-u"), gid: id("-g") };
}
