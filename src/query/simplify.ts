import type { Predicate, Value } from "./predicate.js";

/** Both, all, any, none: with what cannot matter left out. */
export function allOf(children: readonly Predicate[]): Predicate {
  const kept = children.flatMap((child) => (child.kind === "and" ? child.children : [child]));
  if (kept.some((child) => child.kind === "nothing")) return { kind: "nothing" };
  return combined(
    "and",
    kept.filter((child) => child.kind !== "everything"),
    { kind: "everything" },
  );
}

/** Values asked of the same column become one list, so that a thousand numbers are one question. */
export function anyOf(children: readonly Predicate[]): Predicate {
  const kept: Predicate[] = [];
  const lists = new Map<string, { readonly at: number; readonly values: Set<Value> }>();
  for (const child of children.flatMap((each) => (each.kind === "or" ? each.children : [each]))) {
    if (child.kind === "everything") return child;
    if (child.kind === "nothing") continue;
    const isPlain = child.kind === "in" && child.otherwise === undefined;
    const list = isPlain ? lists.get(child.column) : undefined;
    if (isPlain && list === undefined)
      lists.set(child.column, { at: kept.length, values: new Set(child.values) });
    if (isPlain && list !== undefined) for (const value of child.values) list.values.add(value);
    else kept.push(child);
  }
  for (const [column, { at, values }] of lists) kept[at] = { kind: "in", column, values: [...values] };
  return combined("or", kept, { kind: "nothing" });
}

export function noneOf(child: Predicate): Predicate {
  if (child.kind === "everything") return { kind: "nothing" };
  if (child.kind === "nothing") return { kind: "everything" };
  return child.kind === "not" ? child.child : { kind: "not", child };
}

function combined(kind: "and" | "or", children: readonly Predicate[], empty: Predicate): Predicate {
  const distinct = [...new Map(children.map((child) => [JSON.stringify(child), child])).values()];
  return distinct.length > 1 ? { kind, children: distinct } : (distinct[0] ?? empty);
}
