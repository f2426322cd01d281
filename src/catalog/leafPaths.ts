import type { Column } from "./types.js";

/** A name in some paths: what stands below it, and the columns (by their place) whose paths end here. */
export interface Step {
  readonly below: Map<string, Step>;
  readonly ends: number[];
  /** The members that objects here were seen to have. */
  readonly members: Sequence;
}

export interface Paths {
  readonly declared: readonly Column[];
  readonly root: Step;
  /** The members of objects that no path leads to. */
  readonly elsewhere: Sequence;
  /** How many members are known in their order. */
  sequences: number;
}

/**
 * A member of an object and those before it. Objects at one place nearly always have the same members in the same order: the
 * next is compared with the one that came last time.
 */
export interface Sequence {
  /** As it is written, with its colon. */
  readonly written: string;
  /** Whether one before it has the same name. */
  readonly isRepeated: boolean;
  readonly names: ReadonlySet<string>;
  /** Where the paths of columns go on in the object, and in this member. */
  readonly below: ReadonlyMap<string, Step> | null;
  readonly step: Step | null;
  readonly next: Map<string, Sequence>;
  latest: Sequence | null;
}

/** Before the first member of an object at a place; null: where no path leads. */
function firstOf(below: Sequence["below"]): Sequence {
  return {
    written: "",
    isRepeated: false,
    names: new Set(),
    below,
    step: null,
    next: new Map(),
    latest: null,
  };
}

const known = new WeakMap<readonly Column[], Paths>();

export function pathsOf(columns: readonly Column[]): Paths {
  const made = known.get(columns);
  if (made) return made;
  const declared = columns.filter(({ path }) => path !== undefined);
  const root = newStep();
  for (const [at, { path }] of declared.entries()) {
    let step = root;
    for (const name of path!.split(".")) {
      const next = step.below.get(name) ?? newStep();
      step.below.set(name, next);
      step = next;
    }
    step.ends.push(at);
  }
  const paths: Paths = { declared, root, elsewhere: firstOf(null), sequences: 0 };
  known.set(columns, paths);
  return paths;
}

function newStep(): Step {
  const below = new Map<string, Step>();
  return { below, ends: [], members: firstOf(below) };
}
