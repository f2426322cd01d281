import type { Field, Spelling } from "../catalog/index.js";
import type { Predicate } from "./predicate.js";

interface Rule {
  /** The other spelling of a stored value; null where it has none. */
  readonly write: (stored: string) => string | null;
  /** The stored value that is spelled so; null where none is. */
  readonly read: (written: string) => string | null;
  /** A wildcard pattern of the stored values that have the spelling. */
  readonly spelled: string;
  /** For messages. */
  readonly example: string;
}

const RULES: Readonly<Record<Spelling, Rule>> = {
  "application-patentsview": {
    write: (stored) => (stored.length === 8 ? `${stored.slice(0, 2)}/${stored.slice(2)}` : null),
    read: (written) => /^(.{2})\/(.{6})$/.exec(written)?.slice(1).join("") ?? null,
    spelled: "????????",
    example: "14/574014",
  },
  "document-patentsview": {
    write: (stored) => (stored.startsWith("US") ? stored.slice(2) : null),
    read: (written) => `US${written}`,
    spelled: "US*",
    example: "6992580",
  },
  // DOCDB, which these tables follow, leaves out the zero that American publications have behind the year.
  "document-bigquery": {
    write: (stored) =>
      stored.startsWith("US") ? `US-${stored.slice(2).replace(/^(.{4})0(.{6})$/, "$1$2")}` : null,
    read: (written) => {
      const number = /^US-([A-Z]{0,2}[0-9]+)(?:-[A-Z][0-9]?)?$/.exec(written)?.[1];
      return number === undefined ? null : `US${number.replace(/^((?:19|20)[0-9]{2})([0-9]{6})$/, "$10$2")}`;
    },
    spelled: "US*",
    example: "US-6992580",
  },
};

/** A stored value in another spelling; null where it has none. */
export function spell(spelling: Spelling, stored: string): string | null {
  return RULES[spelling].write(stored);
}

/** The stored value that somebody wrote in another spelling; null where it cannot be one. */
export function readSpelling(spelling: Spelling, written: string): string | null {
  return RULES[spelling].read(written);
}

/** How the spelling looks, for messages. */
export function spellingExample(spelling: Spelling): string {
  return RULES[spelling].example;
}

/** That a field has a value. */
export function hasValue({ column, spelling }: Field): Predicate {
  return spelling === undefined
    ? { kind: "exists", column }
    : { kind: "matches", column, pattern: { kind: "wildcard", pattern: RULES[spelling].spelled } };
}
