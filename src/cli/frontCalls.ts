import type { CommonCalls, Counts, Everybody } from "../server/index.js";
import type { Engine } from "../store/remote/engineKeeper.js";
import type { ProcessUse } from "../store/remote/processUse.js";
import type { Told } from "../threads/told.js";
import type { ServeOptions } from "./serveOptions.js";

/** What a front end is to do. */
export interface FrontTask {
  /** From 1. */
  readonly number: number;
  readonly folder: string;
  readonly options: ServeOptions;
}

/** What a front end asks of its supervisor. */
export interface SupervisorCalls extends CommonCalls {
  listening(port: number): Promise<void>;
  failed(why: Told): Promise<void>;
  /** Where the engine's process listens now; it is begun where there is none. */
  engine(): Promise<Engine>;
  killEngine(number: number, why: string): Promise<void>;
  /** The process of this number cannot be reached: resolves when it is not there any more. */
  engineGone(number: number): Promise<void>;
  everybody(): Promise<Everybody>;
}

/** What a supervisor asks of a front end. */
export interface FrontCalls {
  end(): Promise<void>;
  readKeys(): Promise<void>;
  seen(): Promise<Seen>;
}

/** What a front end has counted, once it serves, and what it takes. */
export interface Seen {
  readonly counts: Counts | null;
  readonly use: ProcessUse;
}
