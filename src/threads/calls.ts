import type { ChildProcess } from "node:child_process";
import type { MessagePort, Worker } from "node:worker_threads";
import { errorOf, type Told, told } from "./told.js";

/** Functions that are answered elsewhere, in another thread or process; arguments and results are copied. */
// biome-ignore lint/suspicious/noExplicitAny: any function will do, and TypeScript has no other word for it.
export type Calls<T> = { readonly [K in keyof T]: (...given: any[]) => Promise<unknown> };

interface Call {
  readonly call: number;
  readonly name: string;
  readonly given: readonly unknown[];
}

type Answer =
  | { readonly answer: number; readonly result: unknown }
  | { readonly answer: number; readonly error: Told };

/** A line on which both sides may call and answer. */
export interface CallLine {
  send(said: unknown): void;
  onMessage(listen: (heard: unknown) => void): void;
}

/**
 * Calls what is answered at the other end of the line, and answers its calls by `mine`; results and errors arrive as they
 * were made there. Calls that wait when the line ends fail by `end`. `onWaiting` is told how many calls wait whenever that
 * changes.
 */
export function callsOver<Theirs extends Calls<Theirs>, Mine extends Calls<Mine>>(
  line: CallLine,
  mine: Mine,
  onWaiting: (calls: number) => void = () => {},
): { readonly theirs: Theirs; end(error: Error): void } {
  const waiting = new Map<number, { done(result: unknown): void; failed(error: Error): void }>();
  let next = 1;
  let ended: Error | null = null;

  function settle(answer: Answer): void {
    const call = waiting.get(answer.answer);
    waiting.delete(answer.answer);
    onWaiting(waiting.size);
    if ("error" in answer) call?.failed(errorOf(answer.error));
    else call?.done(answer.result);
  }

  const answer = answering(line, mine);
  line.onMessage((said) => {
    if (isAnswer(said)) settle(said);
    else if (isCall(said)) void answer(said);
  });

  const send = (name: string, given: readonly unknown[]) =>
    new Promise<unknown>((done, failed) => {
      if (ended) return failed(ended);
      waiting.set(next, { done, failed });
      onWaiting(waiting.size);
      line.send({ call: next++, name, given } satisfies Call);
    });
  return {
    theirs: new Proxy({} as Theirs, {
      get:
        (_, name) =>
        (...given: unknown[]) =>
          send(String(name), given),
    }),
    end(error) {
      ended ??= error;
      for (const { failed } of waiting.values()) failed(ended);
      waiting.clear();
      onWaiting(0);
    },
  };
}

/** Answers calls that come on the line one after another, each when the one before is answered. */
export function answerInTurn<Mine extends Calls<Mine>>(line: CallLine, mine: Mine): void {
  const answer = answering(line, mine);
  let last: Promise<void> = Promise.resolve();
  line.onMessage((said) => {
    last = last.then(() => answer(said as Call));
  });
}

/** Resolves when the answer is on its way. */
function answering<Mine extends Calls<Mine>>(line: CallLine, mine: Mine): (call: Call) => Promise<void> {
  return async ({ call, name, given }) => {
    try {
      line.send({ answer: call, result: await mine[name as keyof Mine](...given) } satisfies Answer);
    } catch (error) {
      line.send({ answer: call, error: told(error) } satisfies Answer);
    }
  };
}

/** To a process that this one has started. What is said to one that has gone is lost. */
export function lineToChild(child: Pick<ChildProcess, "send" | "on">): CallLine {
  return {
    send: (said) => void child.send(said as object, () => {}),
    onMessage: (listen) => void child.on("message", listen),
  };
}

/** To the process that has started this one. */
export function lineToParent(): CallLine {
  return {
    send: (said) => void process.send!(said, undefined, undefined, () => {}),
    onMessage: (listen) => void process.on("message", listen),
  };
}

/** To a thread that this one has started, or through the port to the one that has started this. */
export function lineToThread(thread: Worker | MessagePort): CallLine {
  return {
    send: (said) => thread.postMessage(said),
    onMessage: (listen) => void thread.on("message", listen),
  };
}

function isAnswer(said: unknown): said is Answer {
  return typeof said === "object" && said !== null && "answer" in said;
}

function isCall(said: unknown): said is Call {
  return typeof said === "object" && said !== null && "call" in said;
}
