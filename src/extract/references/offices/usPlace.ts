import {
  SAME_AS_BEFORE,
  SAYS_APPLICATION,
  SAYS_PATENT,
  SAYS_PUBLICATION,
  SAYS_US,
  US_LEAD,
} from "../../vocabulary/index.js";
import { type DocumentNumber, leadingBlank } from "../documentNumber.js";
import { withKind } from "../kindCode.js";

/** Digits that may be a U.S. number, with what the words before them say. */
export interface UsPlace {
  readonly clean: string;
  readonly lower: string;
  readonly at: number;
  readonly cluster: string;
  /** Everything before the digits, as far as it matters. */
  readonly left: string;
  /** The words that introduce the number, and where they begin. */
  readonly phrase: string;
  readonly start: number;
  /** Nothing but a comma or "and" since a U.S. number. */
  readonly isListed: boolean;
  readonly saysUs: boolean;
  readonly saysPatent: boolean;
  readonly saysPublication: boolean;
  readonly saysApplication: boolean;
}

/** No words before a number are read farther. */
const LEFT_REACH = 90;
/** The number before it in a list ends so near. */
const LIST_REACH = 9;

export function usPlace(
  clean: string,
  lower: string,
  at: number,
  cluster: string,
  previous: DocumentNumber | undefined,
): UsPlace {
  US_LEAD.lastIndex = at;
  const phrase = US_LEAD.exec(lower)![1]!;
  const isListed =
    previous?.country === "US" &&
    at - previous.end < LIST_REACH &&
    SAME_AS_BEFORE.test(lower.slice(previous.end, at));
  const saysPublication = SAYS_PUBLICATION.test(phrase);
  return {
    clean,
    lower,
    at,
    cluster,
    left: lower.slice(Math.max(0, at - LEFT_REACH), at),
    phrase,
    start: at - phrase.length + leadingBlank(phrase),
    isListed,
    saysUs: isListed || SAYS_US.test(phrase),
    saysPatent: SAYS_PATENT.test(phrase),
    saysPublication,
    saysApplication: SAYS_APPLICATION.test(phrase) && !saysPublication,
  };
}

/** A U.S. document that ends at `end`. */
export function usDocument(
  { clean, lower, start }: Pick<UsPlace, "clean" | "lower" | "start">,
  kind: "us-patent" | "us-pgpub",
  number: string,
  end: number,
  rule: string,
): DocumentNumber {
  const from = start + (lower[start] === "(" ? 1 : 0);
  const repaired = rule.endsWith("-repaired");
  return withKind(clean, { start: from, end, kind, country: "US", number, repaired, rule });
}
