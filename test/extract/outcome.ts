import { type Extraction, extract, ranges } from "../../src/extract/index.js";

/**
 * What an extraction comes to, in the words in which cases are written: "103 1-7" for a rejection that counts, "overcome
 * 103 1-7" for one that does not, "cancelled 4-5" or "objection to claims 3-5" for what is said of claims.
 */
export interface Outcome {
  readonly rejections: readonly string[];
  /** What each rejection rests on, by name, or by number where it has none: "Kato + Smith". */
  readonly over: readonly string[];
  readonly ended: readonly string[];
  readonly claims: readonly string[];
  /** "CTFR": what sort of action it says it is. */
  readonly type: string;
  /** "post" or "pre": whether the AIA applies; "unknown" where nothing tells it. */
  readonly aia: string;
  /** "without traverse Group II 4-9": what the applicant elected; "" where no election is told. */
  readonly election: string;
  /** "Kato relied": each document that is named, and what for. */
  readonly cites: readonly string[];
}

export function outcomeOf(text: string): Outcome {
  const found = extract(text);
  const isOfObjection = ({ ground }: { readonly ground: string | null }) => ground === "objection";
  return {
    rejections: sorted(found.rejections.map((one) => words(one.ground, one.claims))),
    over: sorted(found.rejections.map(referencesOf).filter((one) => one !== "")),
    ended: sorted(
      found.notRejections
        .filter((one) => !isOfObjection(one))
        .map((one) => words(one.kind, one.ground ?? "", one.claims)),
    ),
    claims: sorted([...claimsTold(found), ...found.notRejections.filter(isOfObjection).map(endedObjection)]),
    type: found.actionType,
    aia: found.aia,
    election: found.election
      ? words(found.election.traverse ?? "", found.election.elected ?? "", found.election.claims)
      : "",
    cites: sorted(
      found.citations.map((one) => words(one.shortNames[0] ?? one.normalized ?? one.raw, one.context)),
    ),
  };
}

function referencesOf({ references }: Extraction["rejections"][number]): string {
  return references.map(({ name, normalized, raw }) => name ?? normalized ?? raw).join(" + ");
}

function claimsTold({ claimStatements, objections }: Extraction): string[] {
  return [
    ...claimStatements.map((one) => words(one.kind, one.claims)),
    ...objections.map((one) => words("objection to", one.what, one.claims)),
  ];
}

const endedObjection = (one: Extraction["notRejections"][number]) => words("objection", one.kind, one.claims);

function words(...parts: readonly (string | readonly number[])[]): string {
  return parts
    .map((part) => (typeof part === "string" ? part : ranges(part)))
    .filter((part) => part !== "")
    .join(" ");
}

const sorted = (list: readonly string[]) => [...new Set(list)].sort();

/** "103 1-7 | 101 8": a list of an outcome as a case writes it; "-" is none. */
export function listOf(written: string): readonly string[] {
  const one = written.trim();
  return one === "-" ? [] : sorted(one.split("|").map((item) => item.trim()));
}
