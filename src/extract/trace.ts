import { claimListsIn } from "./claims/index.js";
import { passStations } from "./extract.js";
import type { ExtractionContext, Span } from "./model.js";
import { sectionAt, tidy, within } from "./text/index.js";
import type { LiveRejection } from "./verdict/index.js";

/** What the stations made of one sentence: a line for each thing found in it, by the name of the station. */
export interface SentenceTrace {
  readonly span: Span;
  readonly text: string;
  readonly section: string;
  readonly found: readonly { readonly station: string; readonly what: string }[];
}

/** Follows an action through the stations, sentence by sentence, to see which of them read it wrongly. */
export function traceExtraction(text: string, context: ExtractionContext = {}): SentenceTrace[] {
  const { action, standings, rejections, completed, interpretations } = passStations(text, context);
  const { starts, ends } = action.sentences;
  const { lower } = action.text;
  return starts.map((start, index) => {
    const end = ends[index]!;
    const isHere = ({ span }: { readonly span: Span }) => span.start >= start && span.start < end;
    const found: { station: string; what: string }[] = [];
    const add = (station: string, what: string) => found.push({ station, what });
    for (const list of claimListsIn(lower, start, end)) add("claims", `claims ${numbers(list.claims)}`);
    for (const one of standings.filter(isHere))
      add("claims", `${one.kind}${one.what ? ` (${one.what})` : ""}: ${numbers(one.claims)}; ${one.rule}`);
    for (const one of within(action.numbers, start, end))
      add("references", `${one.country}${one.number}; ${one.rule}`);
    for (const one of within(action.mentions, start, end))
      add("references", `"${one.name}" is ${one.document.key}`);
    for (const { statement, verdict } of rejections.judged.filter(({ statement }) => isHere(statement))) {
      const grounds = statement.grounds.map(({ ground, subsection }) => subsection ?? ground);
      add("grounds", grounds.length > 0 ? grounds.join(", ") : "none told");
      add("statements", `${statement.rule}, ${statement.mood}: claims ${numbers(statement.claims)}`);
      add("verdict", `${verdict.is}, because ${verdict.because.join(", ")}`);
      if (
        verdict.is === "live" &&
        grounds.length === 0 &&
        !completed.live.some((one) => isMadeBy(one, statement.span))
      )
        add("rows", "no row: no ground told");
    }
    for (const one of completed.live.filter(isHere))
      add("rows", `rejection ${one.ground}: claims ${numbers(one.claims)}; ${one.because.join(", ")}`);
    for (const one of [...rejections.dead, ...interpretations].filter(isHere))
      add(
        "rows",
        `${one.kind} ${one.ground ?? ""}: claims ${numbers(one.claims)}; ${one.because.join(", ")}`,
      );
    return {
      span: action.text.at(start, end),
      text: tidy(action.text.asWritten(start, end)),
      section: sectionAt(action.sections, start).kind,
      found,
    };
  });
}

/** A rejection that a sentence makes, or tells again. */
function isMadeBy({ span, alsoAt }: LiveRejection, { start }: Span): boolean {
  return [span, ...alsoAt].some((place) => place.start === start);
}

function numbers(claims: readonly number[]): string {
  return claims.length > 0 ? claims.join(", ") : "not named";
}
