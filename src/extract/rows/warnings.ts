import { ranges, type SummaryForm } from "../claims/index.js";
import type { Citation, Extraction, Warning } from "../model.js";
import { type CitingAction, documentsByName } from "../references/index.js";
import { LONGEST_TEXT, tidy } from "../text/index.js";
import type { Judged, LiveRejection } from "../verdict/index.js";
import { NAMES_CLAIMS } from "../vocabulary/index.js";
import { disagreement, type LetterType } from "./actionType.js";

/** So much of an input tells whether it is text, */
const SAMPLE = 200_000;
/** of which no more than one character in so many is odd; */
const ONE_ODD_IN = 50;
/** and so much whether it speaks of claims. */
const BEGINNING = 500_000;

/** What was read, as far as warnings are about it. */
export interface Read {
  readonly action: CitingAction;
  readonly judged: readonly Judged[];
  readonly live: readonly LiveRejection[];
  readonly letter: Pick<Extraction, "actionType" | "letter">;
  readonly inText: LetterType;
  readonly summary: SummaryForm | null;
  readonly citations: readonly Citation[];
}

/** What a reader should know before relying on the findings. Warnings never repair silently. */
export function warningsAbout(read: Read): Warning[] {
  const { action, judged, live, letter, inText, summary, citations } = read;
  const warnings: Warning[] = [];
  compareWithSummary(live, summary, warnings);
  warnAboutGrounds(action, judged, live, warnings);
  warnAboutReferences(action, live, warnings);
  warnAboutText(action, live, letter, warnings);
  const differ = disagreement(action, inText);
  if (differ)
    warnings.push({
      code: "code-disagrees",
      message: `The document code is ${differ[0]}, and the text says ${differ[1]}; the code is taken.`,
      span: null,
    });
  for (const repaired of citations.filter((citation) => citation.repaired)) {
    warnings.push({
      code: "number-repaired",
      message: `"${repaired.raw}" is read as ${repaired.normalized}.`,
      span: repaired.spans[0] ?? null,
    });
  }
  return warnings;
}

function compareWithSummary(
  live: readonly LiveRejection[],
  summary: SummaryForm | null,
  warnings: Warning[],
): void {
  if (!summary || summary.rejected.length === 0) return;
  const body = new Set(live.flatMap((rejection) => rejection.claims));
  const missing = summary.rejected.filter((claim) => !body.has(claim));
  const extra = [...body].filter((claim) => !summary.rejected.includes(claim));
  if (missing.length + extra.length > 0) {
    warnings.push({
      code: "summary-disagrees",
      message: `The summary form and the body differ on the rejected claims (only in the form: ${missing.join(", ") || "none"}; only in the body: ${extra.join(", ") || "none"}).`,
      span: summary.span,
    });
  }
}

/** "Claims 1-5 are rejected" where nothing says on which ground: no rejection comes of it, and it is not silent. */
function warnAboutGrounds(
  action: CitingAction,
  judged: readonly Judged[],
  live: readonly LiveRejection[],
  warnings: Warning[],
): void {
  const named = new Set(live.flatMap((rejection) => rejection.claims));
  for (const { statement, verdict } of judged) {
    if (verdict.is !== "live" || statement.rule !== "verb/list" || statement.grounds.length > 0) continue;
    const left = statement.claims.filter((claim) => !named.has(claim));
    if (left.length === 0) continue;
    warnings.push({
      code: "claims-without-ground",
      message: `Claims ${ranges(left)} are said to be rejected, but no ground is told.`,
      span: action.text.at(statement.span.start, statement.span.end),
    });
  }
}

/** Numbers that cannot be read, and names that stand for two documents. */
function warnAboutReferences(
  action: CitingAction,
  live: readonly LiveRejection[],
  warnings: Warning[],
): void {
  for (const { start, end } of action.unreadable) {
    warnings.push({
      code: "number-unreadable",
      message: `"${tidy(action.text.asWritten(start, end))}" is no number of a patent or publication; the document is not cited by number.`,
      span: action.text.at(start, end),
    });
  }
  const byName = documentsByName(action.documents);
  const warned = new Set<string>();
  for (const { document, name, start, end } of live.flatMap((one) => one.combination.references)) {
    if (!document || name === null || warned.has(name)) continue;
    const given = document.names.get(name);
    const rivals = (byName.get(name) ?? []).filter(
      (other) => other !== document && other.names.get(name)?.explicit === given?.explicit,
    );
    // A number beside the name settles it.
    const settled = document.numbers.some((number) => number.start >= start && number.end <= end);
    if (!given || settled || rivals.length === 0) continue;
    warned.add(name);
    warnings.push({
      code: "name-ambiguous",
      message: `"${name}" is the name of ${[document, ...rivals].map((one) => one.key).join(" and ")}; it is read as ${document.key}.`,
      span: action.text.at(start, end),
    });
  }
}

function warnAboutText(
  action: CitingAction,
  live: readonly LiveRejection[],
  letter: Pick<Extraction, "actionType" | "letter">,
  warnings: Warning[],
): void {
  const { source, lower, hasOddCharacters } = action.text;
  if (source.trim() === "") warnings.push({ code: "empty-text", message: "The text is empty.", span: null });
  else {
    const sample = source.slice(0, SAMPLE);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is counted
    const odd = hasOddCharacters ? (sample.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g) ?? []).length : 0;
    if (odd > sample.length / ONE_ODD_IN)
      warnings.push({ code: "not-text", message: "The input looks like binary data, not text.", span: null });
    else if (action.paper !== null)
      warnings.push({
        code: "not-an-office-action",
        message: `It may be no Office action: it reads like ${action.paper}${live.length === 0 ? ", and what it says of rejections is not decided in it" : ""}.`,
        span: null,
      });
    else if (
      letter.actionType === "unknown" &&
      live.length === 0 &&
      !NAMES_CLAIMS.test(lower.slice(0, BEGINNING))
    ) {
      warnings.push({
        code: "not-an-office-action",
        message: "Nothing in the text marks it as an Office action.",
        span: null,
      });
    } else if (live.length === 0 && !warnings.some((warning) => warning.code === "claims-without-ground")) {
      warnings.push({
        code: "no-rejection",
        message:
          letter.actionType === "unknown"
            ? "No claim is rejected, and what sort of letter it is cannot be told."
            : `No claim is rejected; the letter is of type ${letter.letter ?? letter.actionType}.`,
        span: null,
      });
    }
  }
  if (source.length > LONGEST_TEXT)
    warnings.push({
      code: "truncated",
      message: `Only the first ${LONGEST_TEXT} characters are read.`,
      span: null,
    });
}
