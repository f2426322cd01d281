import { setMaxListeners } from "node:events";
import type { FastifyReply } from "fastify";
import { overTime } from "../errors.js";
import type { Log } from "./failures.js";

export interface Visit {
  /** Aborts when the client has left or the query's time is over. */
  readonly signal: AbortSignal;
  answerBegins(): void;
  done(): void;
}

/** Watches over one query: gives back what it holds when the connection ends, however that comes about. */
export function watch(reply: FastifyReply, milliseconds: number, release: () => void): Visit {
  const controller = new AbortController();
  // A page asks many things at once, and each listens whether it is still wanted: more than ten are no leak.
  setMaxListeners(0, controller.signal);
  const timer = setTimeout(() => {
    controller.abort(overTime(milliseconds / 1000));
  }, milliseconds);
  let isDone = false;
  const done = () => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    release();
  };
  const closed = () => {
    if (!reply.raw.writableFinished) controller.abort();
    done();
  };
  // Who left while a snapshot was found for him is told of no more.
  if (reply.raw.destroyed) closed();
  else reply.raw.once("close", closed);
  return { signal: controller.signal, answerBegins: () => clearTimeout(timer), done };
}

/** Writes down why an answer that had begun was cut off; that the client has left is no fault. */
export function faultTeller(visit: Visit, log: Log): (thrown: unknown) => void {
  return (thrown) => {
    if (visit.signal.aborted) return;
    log(`an answer was cut off: ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
  };
}
