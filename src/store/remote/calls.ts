import type { ChildProcess } from "node:child_process";
import type { Calls } from "../../threads/threads.js";
import type { Line } from "./line.js";
import { errorOf, type Told, told } from "./told.js";

interface Call {
  readonly call: number;
  readonly name: string;
  readonly given: readonly unknown[];
}

type Answer =
  | { readonly answer: number; readonly result: unknown }
  | { readonly answer: number; readonly error: Told };

/** A line on which both sides may call and answer. */
export type CallLine = Pick<Line<unknown, unknown>, "send" | "onMessage">;

/**
 * Calls what the process at the other end of the line answers, and answers its calls by `mine`; results and errors arrive as
 * they were made there. Calls that wait when the line ends fail by `end`.
 */
export function callsOver<Theirs extends Calls<Theirs>, Mine extends Calls<Mine>>(
  line: CallLine,
  mine: Mine,
): { readonly theirs: Theirs; end(error: Error): void } {
  const waiting = new Map<number, { done(result: unknown): void; failed(error: Error): void }>();
  let next = 1;
  let ended: Error | null = null;

  function settle(answer: Answer): void {
    const call = waiting.get(answer.answer);
    waiting.delete(answer.answer);
    if ("error" in answer) call?.failed(errorOf(answer.error));
    else call?.done(answer.result);
  }

  async function answer({ call, name, given }: Call): Promise<void> {
    try {
      line.send({ answer: call, result: await mine[name as keyof Mine](...given) } satisfies Answer);
    } catch (error) {
      line.send({ answer: call, error: told(error) } satisfies Answer);
    }
  }

  line.onMessage((said) => {
    if (isAnswer(said)) settle(said);
    else if (isCall(said)) void answer(said);
  });

  const send = (name: string, given: readonly unknown[]) =>
    new Promise<unknown>((done, failed) => {
      if (ended) return failed(ended);
      waiting.set(next, { done, failed });
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
      ended = error;
      for (const { failed } of waiting.values()) failed(error);
      waiting.clear();
    },
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

function isAnswer(said: unknown): said is Answer {
  return typeof said === "object" && said !== null && "answer" in said;
}

function isCall(said: unknown): said is Call {
  return typeof said === "object" && said !== null && "call" in said;
}
