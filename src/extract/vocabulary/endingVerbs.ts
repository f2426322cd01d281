/**
 * The verbs by which an action says that a rejection or an objection ended, or that it stands, in all their forms. To add one,
 * add a row here: the patterns of withdrawnOrMaintained.ts (passive, active, denied, only possible) are put together from the forms, and a test
 * reads the sentences that each row makes.
 */
export interface EndingVerb {
  /** "To overcome the rejection"; null where the word says more than the verb. */
  readonly base: string | null;
  /** "The amendment overcomes the rejection"; null where it is not said so. */
  readonly present: string | null;
  /** "Overcame the rejection": told as an end of today. Null where the past tells of an earlier action. */
  readonly past: string | null;
  /** "Withdrawing the rejection". */
  readonly gerund?: string;
  /** "Has been overcome". */
  readonly participle: string;
  /** What its passive says of a rejection. What is denied says the opposite. */
  readonly says: "withdrawn" | "overcome" | "moot" | "reversed" | "stands";
  /**
   * Blades are retracted, pages removed and deficiencies cured: it counts only where a rejection or an objection is its subject or
   * its object.
   */
  readonly ofOtherThingsToo: boolean;
  /** "Not repeated here" denies nothing. */
  readonly isDeniedToo?: false;
}

export const ENDING_VERBS: readonly EndingVerb[] = [
  // MPEP 706.07(e), 707.07(e), 1207.04
  row("withdraw", "withdraws", "withdrew", "withdrawn", "withdrawn", { gerund: "withdrawing" }),
  row("vacate", "vacates", null, "vacated", "withdrawn"),
  row("annul", "annuls", null, "annulled", "withdrawn"),
  row("rescind", "rescinds", null, "rescinded", "withdrawn"),
  row("revoke", "revokes", null, "revoked", "withdrawn", { ofOtherThingsToo: true }),
  row("drop", "drops", null, "dropped", "withdrawn", { ofOtherThingsToo: true }),
  row("remove", "removes", null, "removed", "withdrawn", { ofOtherThingsToo: true }),
  row("retract", "retracts", null, "retracted", "withdrawn", { ofOtherThingsToo: true }),
  row("lift", "lifts", null, "lifted", "withdrawn", { ofOtherThingsToo: true }),
  row("take back", "takes back", null, "taken back", "withdrawn", { ofOtherThingsToo: true }),
  row("set aside", "sets aside", null, "set aside", "withdrawn", { ofOtherThingsToo: true }),
  row("discontinue", "discontinues", null, "discontinued", "withdrawn", { ofOtherThingsToo: true }),
  row("abandon", "abandons", null, "abandoned", "withdrawn", { ofOtherThingsToo: true }),
  // A new ground takes its place: MPEP 706.07(a), 1207.03
  row("supersede", "supersedes", null, "superseded", "withdrawn", { ofOtherThingsToo: true }),
  row("replace", "replaces", null, "replaced", "withdrawn", { ofOtherThingsToo: true }),
  row("supplant", "supplants", null, "supplanted", "withdrawn", { ofOtherThingsToo: true }),
  // MPEP 707.07(f)
  row("overcome", "overcomes", "overcame", "overcome", "overcome"),
  row("obviate", "obviates", null, "obviated", "overcome"),
  row("cure", "cures", null, "cured", "overcome", { ofOtherThingsToo: true }),
  row("remedy", "remedies", null, "remedied", "overcome", { ofOtherThingsToo: true }),
  row("resolve", "resolves", null, "resolved", "overcome", { ofOtherThingsToo: true }),
  row("correct", "corrects", null, "corrected", "overcome", { ofOtherThingsToo: true }),
  row("avoid", "avoids", null, "avoided", "overcome", { ofOtherThingsToo: true }),
  row("alleviate", "alleviates", null, "alleviated", "overcome", { ofOtherThingsToo: true }),
  row("negate", "negates", null, "negated", "overcome", { ofOtherThingsToo: true }),
  row("nullify", "nullifies", null, "nullified", "overcome", { ofOtherThingsToo: true }),
  row("rebut", "rebuts", null, "rebutted", "overcome", { ofOtherThingsToo: true }),
  // Form paragraph 7.38
  row(null, "moots", null, "mooted", "moot"),
  // MPEP 1213, 1214.04
  row("reverse", "reverses", null, "reversed", "reversed", { ofOtherThingsToo: true }),
  // MPEP 706.07, 707.07(f); form paragraph 7.37
  row("maintain", "maintains", "maintained", "maintained", "stands", { gerund: "maintaining" }),
  row("repeat", "repeats", null, "repeated", "stands"),
  row("reiterate", "reiterates", null, "reiterated", "stands"),
  row("reaffirm", "reaffirms", null, "reaffirmed", "stands"),
  row("reinstate", "reinstates", null, "reinstated", "stands"),
  row("renew", "renews", null, "renewed", "stands"),
  row("sustain", "sustains", null, "sustained", "stands"),
  row("adhere to", "adheres to", null, "adhered to", "stands"),
  row("stand by", "stands by", null, "left standing", "stands", { isDeniedToo: false }),
  row("reassert", "reasserts", null, "reasserted", "stands"),
  row("reimpose", "reimposes", null, "reimposed", "stands"),
  row("affirm", null, null, "affirmed", "stands"),
  row("retain", null, null, "retained", "stands"),
  row("uphold", null, null, "upheld", "stands"),
  row("continue", null, null, "continued", "stands"),
  row("reapply", null, null, "reapplied", "stands"),
  row("adopt", null, null, "adopted", "stands"),
  row("carry over", null, null, "carried over", "stands"),
  row("carry forward", null, null, "carried forward", "stands"),
  // Lids are kept closed.
  row("keep", "keeps", "kept", "kept", "stands", { ofOtherThingsToo: true }),
  row("leave in place", "leaves in place", null, "left in place", "stands", { ofOtherThingsToo: true }),
  row("preserve", "preserves", null, "preserved", "stands", { ofOtherThingsToo: true }),
  // "Is not made final" and "is not restated here" end nothing.
  row("restate", null, null, "restated", "stands", { isDeniedToo: false }),
  row("make", null, null, "made", "stands", { isDeniedToo: false }),
  // Amendments are entered too.
  row("enter", null, null, "entered", "stands", { isDeniedToo: false, ofOtherThingsToo: true }),
];

function row(
  base: string | null,
  present: string | null,
  past: string | null,
  participle: string,
  says: EndingVerb["says"],
  more: Partial<EndingVerb> = {},
): EndingVerb {
  return { base, present, past, participle, says, ofOtherThingsToo: false, ...more };
}

/** The forms that are asked of the verbs that are asked, as a part of a pattern. */
export function formsOf(
  which: (verb: EndingVerb) => boolean,
  ...forms: readonly ("base" | "present" | "past" | "gerund" | "participle")[]
): RegExp {
  const found = ENDING_VERBS.filter(which).flatMap((verb) => forms.flatMap((form) => verb[form] ?? []));
  // "Re-affirmed" is "reaffirmed".
  const written = [...new Set(found)].map((words) => words.replace(/^re(?=[a-z])/, "re-?"));
  return new RegExp(written.map((words) => words.replaceAll(" ", "\\s+")).join("|"));
}
