import { EventEmitter } from "node:events";
import type { FastifyReply } from "fastify";
import { describe, expect, test } from "vitest";
import { watch } from "../../src/server/visit.js";

function replyOf(state: { destroyed: boolean; writableFinished: boolean }) {
  const raw = Object.assign(new EventEmitter(), state);
  return { raw, reply: { raw } as unknown as FastifyReply };
}

function watched(state: { destroyed: boolean; writableFinished: boolean }) {
  const { raw, reply } = replyOf(state);
  let released = 0;
  const visit = watch(reply, 60_000, () => released++);
  return { raw, visit, released: () => released };
}

describe("what a query holds is given back once", () => {
  test("when its client leaves", () => {
    const { raw, visit, released } = watched({ destroyed: false, writableFinished: false });
    expect([released(), visit.signal.aborted]).toEqual([0, false]);
    raw.emit("close");
    visit.done();
    expect([released(), visit.signal.aborted]).toEqual([1, true]);
  });

  test("when its client had left before it was watched", () => {
    const { visit, released } = watched({ destroyed: true, writableFinished: false });
    expect([released(), visit.signal.aborted]).toEqual([1, true]);
  });

  test("when it has been answered, which stops nothing", () => {
    const { raw, visit, released } = watched({ destroyed: false, writableFinished: true });
    visit.done();
    raw.emit("close");
    expect([released(), visit.signal.aborted]).toEqual([1, false]);
  });
});
