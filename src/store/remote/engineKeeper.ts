import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { callsOver, lineToChild } from "../../threads/calls.js";
import { engineLost } from "./engineLink.js";
import type { ProcessUse } from "./processUse.js";

/** The engine's process that runs now. */
export interface Engine {
  readonly number: number;
  /** Where it listens: a socket in a folder that nobody else may enter, or a named pipe. */
  readonly address: string;
}

export interface KeeperOptions {
  /** The program of the process: it listens at the address that it is given, and says so to its parent. */
  readonly program: URL;
  /** Given to the program before the address. */
  readonly arguments: readonly string[];
  /** Told when the process was ended or died. */
  readonly onReplaced: (why: string) => void;
  /** How long it may take to close its files, in milliseconds. */
  readonly patience?: number;
}

/** How far behind those that answer the engine stands in line for processors. */
const NICE = 10;

/** What the engine's process says to its keeper. */
export interface KeeperCalls {
  listening(): Promise<void>;
}

/** What the keeper asks of the engine's process. */
export interface EngineCalls {
  use(): Promise<ProcessUse>;
}

/** How long it may take until the death of a process is told, in milliseconds. */
const REACH = 1000;

interface Running {
  readonly child: ChildProcess;
  readonly number: number;
  readonly listening: Promise<Engine>;
  readonly calls: EngineCalls;
}

/** Keeps one engine's process for several others: begins it when one asks for it, and another when it has died or was ended. */
export class EngineKeeper {
  private running: Running | null = null;
  private folder: string | null = null;
  private next = 1;
  private isClosed = false;

  constructor(private readonly options: KeeperOptions) {}

  /** The process that runs, once it listens. Throws `engine-lost` where it ends before. */
  engine(): Promise<Engine> {
    this.running ??= this.begin();
    return this.running.listening;
  }

  /** What the process takes; null while none runs. Throws `engine-lost`. */
  async use(): Promise<ProcessUse | null> {
    return this.running ? this.running.calls.use() : null;
  }

  /** Ends the process of this number; one that has taken its place stays. */
  kill(number: number, why: string): void {
    if (this.running?.number !== number) return;
    this.running.child.kill("SIGKILL");
    this.lost(this.running, why);
  }

  /** One that cannot be reached has died, which is told in a moment; else it is ended. */
  async gone(number: number): Promise<void> {
    if (this.running?.number !== number) return;
    const { child } = this.running;
    const ended = new Promise<void>((done) => child.once("exit", () => done()));
    const kill = setTimeout(() => this.kill(number, "it could not be reached"), REACH);
    await ended;
    clearTimeout(kill);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const child = this.running?.child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise<void>((done) => child.once("exit", () => done()));
      const kill = setTimeout(() => child.kill("SIGKILL"), this.options.patience ?? 5000);
      if (child.connected) child.disconnect();
      await ended;
      clearTimeout(kill);
    }
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }

  private begin(): Running {
    const number = this.next++;
    const address = this.addressOf(number);
    const child = fork(fileURLToPath(this.options.program), [...this.options.arguments, address], {
      serialization: "advanced",
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    try {
      if (child.pid !== undefined) setPriority(child.pid, NICE);
    } catch {
      // Some systems let nobody change priorities; it is slower beside heavy questions then.
    }
    let isListening: (engine: Engine) => void = () => {};
    let hasFailed: (error: Error) => void = () => {};
    const listening = new Promise<Engine>((done, failed) => {
      isListening = done;
      hasFailed = failed;
    });
    listening.catch(() => {});
    const { theirs, end } = callsOver<EngineCalls, KeeperCalls>(lineToChild(child), {
      listening: async () => isListening({ number, address }),
    });
    const running: Running = { child, number, listening, calls: theirs };
    const ended = (why: string) => {
      hasFailed(engineLost());
      end(engineLost());
      this.lost(running, why);
    };
    child.on("exit", (code, signal) => ended(`it ended with ${signal ?? `code ${code}`}`));
    // One that could not be begun exits never; one that does not take a message is found by who waits for the answer.
    child.on("error", (error) => {
      if (child.pid === undefined) ended(`it could not be begun (${error.message})`);
    });
    return running;
  }

  private lost(running: Running, why: string): void {
    if (this.running !== running) return;
    this.running = null;
    if (!this.isClosed) this.options.onReplaced(why);
  }

  private addressOf(number: number): string {
    if (process.platform === "win32") return `\\\\.\\pipe\\artunit-${randomUUID()}`;
    this.folder ??= mkdtempSync(join(tmpdir(), "artunit-engine-"));
    return join(this.folder, String(number));
  }
}
