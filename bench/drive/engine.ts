import type { Condition, Table } from "../release/truth.js";
import type { Answer, Question } from "./questions.js";

/** One of the things that are measured. */
export interface Engine {
  readonly name: string;
  open(): Promise<Session>;
}

/** One connection: one question at a time. */
export interface Session {
  /** Resolves when the whole answer is here. Reading it is left for later, outside of any measurement. */
  ask(question: Question): Promise<() => Answer>;
  /** Reads all rows that match as JSON lines; resolves to what came. */
  export(table: Table, where: readonly Condition[], onBytes: (bytes: Buffer) => void): Promise<void>;
  close(): void;
}

/** An engine has no such question, or not yet. */
export class NotOffered extends Error {}
