import type { Stated, StatedReference } from "./read.js";

export type Verdict = "confirmed" | "partly" | "contradicted" | "not in the data";

/** What is known of one Office action, from its text or from the office's rows. */
export interface Evidence {
  /** The whole action is loaded: what is not found in it, is not in it. */
  readonly isWhole: boolean;
  /** Documents are known by the names the action gives them, not by their numbers alone. */
  readonly hasNames: boolean;
  readonly rejections: readonly FoundRejection[];
  readonly allowed: readonly Standing[];
  readonly objected: readonly Standing[];
}

export interface FoundRejection {
  /** `103`, `112(b)`; of rows that do not tell the paragraph, `112`. */
  readonly ground: string;
  readonly claims: readonly number[];
  readonly references: readonly { readonly key: string | null; readonly names: readonly string[] }[];
  readonly passage: Passage;
}

export interface Standing {
  readonly claims: readonly number[];
  readonly passage: Passage;
}

export interface Passage {
  /** `text`, or the source of a row. */
  readonly source: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly text: string;
}

/** One part of a statement, and whether it was found. */
export interface Part {
  readonly part: string;
  readonly isFound: boolean;
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly parts: readonly Part[];
  readonly passages: readonly Passage[];
}

/**
 * Holds a statement against an action. Confirmed: ground, every claim and every reference match. Partly: some of them do.
 * Contradicted: none does, and the action is loaded whole. Else it is not in the data.
 */
export function judge(stated: Stated, evidence: Evidence): Judgement {
  const judged =
    stated.kind === "rejected" ? judgeRejection(stated, evidence) : judgeStanding(stated, evidence);
  return stated.isDenied ? denied(judged, evidence) : judged;
}

/** What is denied is confirmed where the opposite is contradicted. */
function denied({ verdict, parts, passages }: Judgement, { isWhole }: Evidence): Judgement {
  if (verdict === "contradicted")
    return { verdict: "confirmed", reason: "The action says nothing of the kind.", parts, passages };
  if (verdict === "not in the data" || !isWhole)
    return {
      verdict: verdict === "confirmed" ? "contradicted" : "not in the data",
      reason: verdict === "confirmed" ? "The action says just that." : NOT_WHOLE,
      parts,
      passages,
    };
  return verdict === "confirmed"
    ? { verdict: "contradicted", reason: "The action says just that.", parts, passages }
    : { verdict: "partly", reason: "The action says part of it.", parts, passages };
}

const NOT_WHOLE = "What is loaded of the action is not all of it, so what is missing may stand in the rest.";

function judgeRejection(stated: Stated, evidence: Evidence): Judgement {
  const { claims, references } = stated;
  const grounds = stated.grounds.length > 0 ? stated.grounds : [null];
  const judged = grounds.map((ground) => {
    const under = evidence.rejections.filter((each) => ground === null || isSameGround(ground, each.ground));
    const foundClaims = claims.filter((claim) => under.some((each) => each.claims.includes(claim)));
    const foundReferences = references.filter((one) => under.some((each) => names(each, one)));
    const together = under.filter((each) => references.every((one) => names(each, one)));
    const isWholly =
      claims.length === 0
        ? together.length > 0
        : claims.every((claim) => together.some((each) => each.claims.includes(claim)));
    return { ground, under, foundClaims, foundReferences, together, isWholly };
  });
  const unknown = evidence.hasNames ? [] : references.filter(({ key }) => key === null);
  const parts = judged.flatMap(({ ground, under, foundClaims, foundReferences }): Part[] => [
    { part: ground === null ? "a rejection" : `a rejection under ${ground}`, isFound: under.length > 0 },
    ...claims.map((claim) => ({ part: `claim ${claim}`, isFound: foundClaims.includes(claim) })),
    ...references.map((one) => ({ part: one.written, isFound: foundReferences.includes(one) })),
  ]);
  const passages = unique(
    judged.flatMap(({ under, together }) => {
      const telling = (together.length > 0 ? together : under).filter(
        (each) => claims.length === 0 || each.claims.some((claim) => claims.includes(claim)),
      );
      return (telling.length > 0 ? telling : under).map(({ passage }) => passage);
    }),
  );
  const told = (verdict: Verdict, reason: string): Judgement => ({ verdict, reason, parts, passages });
  if (judged.every(({ isWholly }) => isWholly))
    return told("confirmed", "Ground, every claim and every reference stand so in the action.");
  const isPartly = judged.some(
    ({ under, foundClaims, foundReferences }) =>
      under.length > 0 &&
      (claims.length === 0 || foundClaims.length > 0) &&
      (references.length === 0 || foundReferences.length > 0 || unknown.length > 0),
  );
  if (isPartly)
    return told(
      "partly",
      unknown.length > 0
        ? "Part of it stands so; what is loaded has numbers of documents and no names."
        : `Part of it stands so; not found: ${missing(parts)}.`,
    );
  if (!evidence.isWhole) return told("not in the data", NOT_WHOLE);
  return told(
    "contradicted",
    `The action is loaded whole and has no such rejection; not found: ${missing(parts)}.`,
  );
}

function judgeStanding({ kind, claims }: Stated, evidence: Evidence): Judgement {
  const standings = kind === "allowed" ? evidence.allowed : evidence.objected;
  const found = claims.filter((claim) => standings.some((each) => each.claims.includes(claim)));
  const parts = claims.map((claim) => ({ part: `claim ${claim}`, isFound: found.includes(claim) }));
  const passages = unique(
    standings
      .filter((each) => claims.length === 0 || each.claims.some((claim) => claims.includes(claim)))
      .map(({ passage }) => passage),
  );
  const told = (verdict: Verdict, reason: string): Judgement => ({ verdict, reason, parts, passages });
  const isAll = claims.length === 0 ? standings.length > 0 : found.length === claims.length;
  if (isAll)
    return told(
      "confirmed",
      `The action calls every such claim ${kind === "allowed" ? "allowed or allowable" : "objected to"}.`,
    );
  if (found.length > 0) return told("partly", `It does so of some claims; not of: ${missing(parts)}.`);
  if (!evidence.isWhole) return told("not in the data", NOT_WHOLE);
  return told("contradicted", "The action is loaded whole and says so of none of them.");
}

/** A statement may leave out the paragraph, and so may a row. */
function isSameGround(stated: string, found: string): boolean {
  return (
    stated === found || stated === section(found) || (found === section(found) && section(stated) === found)
  );
}

function section(ground: string): string {
  return ground.replace(/\(.*$/, "");
}

function names({ references }: FoundRejection, stated: StatedReference): boolean {
  const name = plain(stated.written);
  return references.some(
    (each) =>
      (stated.key !== null && each.key === stated.key) ||
      (stated.key === null && each.names.some((one) => isSameName(plain(one), name))),
  );
}

function plain(name: string): string {
  return name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/\bet\s+al\b\.?|\bthe\b|[^\p{L}\p{N}\s-]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** The same words, or one is the surname in the other. */
function isSameName(found: string, stated: string): boolean {
  if (found === "" || stated === "") return false;
  if (found === stated) return true;
  const [short, long] = found.length < stated.length ? [found, stated] : [stated, found];
  return short.length >= 2 && /\p{L}{2}/u.test(short) && ` ${long} `.includes(` ${short} `);
}

function missing(parts: readonly Part[]): string {
  const lacking = parts.filter(({ isFound }) => !isFound).map(({ part }) => part);
  return lacking.length === 0
    ? "these claims together with these references"
    : lacking.slice(0, 12).join(", ") + (lacking.length > 12 ? " …" : "");
}

function unique(passages: readonly Passage[]): readonly Passage[] {
  return passages.filter(
    (each, at) => passages.findIndex((one) => one.text === each.text && one.start === each.start) === at,
  );
}
