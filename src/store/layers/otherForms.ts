import type { Predicate } from "../../query/predicate.js";
import type { Selection, Store } from "../store.js";
import { narrowedStore } from "./narrowed.js";

type Asked = Extract<Predicate, { kind: "in" }>;

/** Values whose presence is remembered; a snapshot never changes, so that what was found stays true. */
const MOST_KNOWN = 10_000;

/**
 * A store in which a value that no record has as it was written is asked for in its other forms (`otherwise`): a number of
 * a document as somebody transcribed it. Where the text itself occurs it alone is meant, as in the original, and it costs
 * no further question.
 */
export function withOtherForms(store: Store): Store {
  const known = new Map<string, boolean>();

  const isHeld = async ({ dataset, signal }: Selection, { column, values }: Asked): Promise<boolean> => {
    const key = JSON.stringify([dataset.key, dataset.version, column, values]);
    let held = known.get(key);
    if (held === undefined) {
      const predicate: Predicate = { kind: "in", column, values };
      held = (await store.count({ dataset, predicate, ...(signal ? { signal } : {}) })) > 0;
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(key, held);
    }
    return held;
  };

  const settled = async <T extends Selection>(asked: T): Promise<T> => {
    if (formsIn(asked.predicate) === 0) return asked;
    const settle = async (predicate: Predicate): Promise<Predicate> => {
      if (predicate.kind === "and" || predicate.kind === "or")
        return { ...predicate, children: await Promise.all(predicate.children.map(settle)) };
      if (predicate.kind === "not") return { kind: "not", child: await settle(predicate.child) };
      if (predicate.kind !== "in" || predicate.otherwise === undefined) return predicate;
      const { otherwise, ...exact } = predicate;
      return (await isHeld(asked, predicate)) ? exact : { ...exact, values: [...exact.values, ...otherwise] };
    };
    return { ...asked, predicate: await settle(asked.predicate) };
  };

  /** Engines take no notice of other forms: records that are found by the only value that has such have it as written. */
  const once = async <T extends Selection, R>(
    asked: T,
    ask: (asked: T) => Promise<R>,
    isFound: (answer: R) => boolean,
  ): Promise<R> => {
    const forms = formsIn(asked.predicate);
    if (forms === 1) {
      const answer = await ask(asked);
      if (isFound(answer)) return answer;
    }
    return ask(forms === 0 ? asked : await settled(asked));
  };

  return {
    ...narrowedStore(store, settled),
    count: (query) =>
      once(
        query,
        (asked) => store.count(asked),
        (count) => count > 0,
      ),
    // Without its total a page does not tell whether it found anything, and must not be asked for in vain.
    page: async (request) =>
      request.counts === false
        ? store.page(await settled(request))
        : once(
            request,
            (asked) => store.page(asked),
            ({ total }) => total !== null && total > 0,
          ),
    ...(store.together ? { together: (request) => store.together!(request) } : {}),
  };
}

/** How many values have other forms. One that is excluded counts twice: finding records says nothing of it. */
function formsIn(predicate: Predicate): number {
  switch (predicate.kind) {
    case "and":
      return predicate.children.reduce((sum, child) => sum + formsIn(child), 0);
    case "or":
      // Found by another alternative, a record says nothing of the value.
      return predicate.children.reduce((sum, child) => sum + 2 * formsIn(child), 0);
    case "not":
      return 2 * formsIn(predicate.child);
    case "in":
      return predicate.otherwise === undefined ? 0 : 1;
    default:
      return 0;
  }
}
