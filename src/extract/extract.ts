import {
  type ClaimsByStatus,
  claimsByStatus,
  findElection,
  findRestriction,
  findStandings,
  readSummaryForm,
  type StandingStatement,
} from "./claims/index.js";
import { EXTRACTOR_VERSION, type Extraction, type ExtractionContext } from "./model.js";
import { type CitingAction, findReferences } from "./references/index.js";
import {
  actionTypeOf,
  aiaOf,
  asObjections,
  asRejection,
  asSections,
  asStatement,
  buildCitations,
  deriveFlags,
  typeInText,
  warningsAbout,
} from "./rows/index.js";
import { findStatements } from "./statements/index.js";
import { readAction } from "./text/index.js";
import {
  type Completed,
  completeClaims,
  type DeadStatement,
  decideRejections,
  findInterpretations,
  type Rejections,
} from "./verdict/index.js";

/**
 * Reads an Office action: which claims stand rejected on which ground over which references, what merely looks like
 * a rejection, objections, allowances, citations, the USPTO's indicators. Pure, and linear in the length of the text;
 * never throws: what cannot be read becomes a warning.
 */
export function extract(text: string, context: ExtractionContext = {}): Extraction {
  return asExtraction(passStations(text, context));
}

/** What each station made of an action. */
export interface Stations {
  readonly action: CitingAction;
  readonly standings: readonly StandingStatement[];
  readonly claims: ClaimsByStatus;
  readonly rejections: Rejections;
  readonly completed: Completed;
  readonly interpretations: readonly DeadStatement[];
}

/** The way of an action through the stations, up to the verdicts. */
export function passStations(text: string, context: ExtractionContext): Stations {
  const action = findReferences(readAction(text, context));
  const standings = findStandings(action);
  const claims = claimsByStatus(standings, context);
  const rejections = decideRejections(action, findStatements(action));
  const completed = completeClaims(action, rejections.live, claims);
  return { action, standings, claims, rejections, completed, interpretations: findInterpretations(action) };
}

/** The last station: what was read, as the model has it. */
function asExtraction(stations: Stations): Extraction {
  const { action, standings, claims, rejections, completed } = stations;
  const { context } = action;
  const { live } = completed;
  const restriction = findRestriction(action);
  const inText = typeInText(action, live, standings, restriction !== null);
  const letter = actionTypeOf(action, inText);
  const aia = aiaOf(action, live);
  const summary = readSummaryForm(action);
  const citations = buildCitations(action, live);
  const objections = standings.filter((one) => one.kind === "objection");
  const interpretations = stations.interpretations.map((one) => asStatement(action, one));
  const statements = [
    ...rejections.dead.filter((one) => one.kind !== "restated").map((one) => asStatement(action, one)),
    ...standings
      .filter((one) => one.what !== null && one.kind !== "objection")
      .map((one) => asStatement(action, one, "objection")),
    ...interpretations,
  ].sort((a, b) => a.span.start - b.span.start);
  const { judged } = rejections;
  return {
    extractorVersion: EXTRACTOR_VERSION,
    documentId: context.documentId ?? null,
    actionType: letter.actionType,
    letter: letter.letter,
    aia: aia.aia,
    aiaKnownFrom: aia.evidence,
    isDesign: action.isDesign,
    rejections: live.map((rejection) => asRejection(action, rejection, aia.aia)),
    notRejections: statements,
    statements,
    objections: asObjections(action, objections),
    interpretations,
    claimStatements: standings.filter((one) => one.what === null).map((one) => asStatement(action, one)),
    allowedClaims: claims.allowed,
    allowableIfRewritten: claims.allowable,
    pending: claims.pending,
    cancelled: claims.cancelled,
    withdrawn: claims.withdrawn,
    restriction,
    election: findElection(action),
    citations,
    flags: deriveFlags(action, live, objections.length, claims.allowed.length),
    sections: asSections(action),
    warnings: [
      ...completed.warnings,
      ...warningsAbout({ action, judged, live, letter, inText, summary, citations }),
    ],
  };
}
