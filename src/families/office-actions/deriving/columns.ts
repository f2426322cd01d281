import { unitGroupSql } from "../usual.js";
import { ACTION_NAMES, RELEASE } from "./actions.js";
import { plainKey } from "./references.js";

type Columns = Record<string, (own: string, isAlone: boolean) => string>;

// ---- what rows are joined with

/** Conditions on one side alone stay out of the joins: the engine would compare every row with every other. */
function linked(name: string, isAlone: boolean): string {
  return isAlone ? `(select * from ${name} where link = '${RELEASE}')` : name;
}

/** Rows, `r`, with their Office actions, `a`. */
export function withActions(own: string, isAlone: boolean): string {
  const link = isAlone ? "" : "a.link = r.source and";
  return `${own} r left join ${linked("acts", isAlone)} a on ${link} a.application_number = r.application_number and a.document_id = r.document_id`;
}

/** The latest art unit of the application, `u`. */
export function latestUnits(isAlone: boolean): string {
  const link = isAlone ? "" : "u.link = r.source and";
  return `left join ${linked("latest_units", isAlone)} u on ${link} u.application_number = r.application_number`;
}

/** Our reading of a text, under a name. */
export function reading(table: string, column: string, alias: string, text: string): string {
  return `left join read_${table}_${column} ${alias} on ${alias}."text" = r.${text}`;
}

// ---- columns

/** Duplicates and first actions. */
export const FACT_COLUMNS: Columns = {
  is_duplicate: () => "coalesce(a.is_duplicate, false)",
  canonical_action_id: () => "coalesce(a.canonical_action_id, r.document_id)",
  is_first_action: () => "a.is_first_action",
};

/** A column of the action: how a row has it that is not of the release alone. */
export type OfAction = (own: string, joined: string) => string;

/** What the row brought, else the action's. */
export const OWN_FIRST: OfAction = (own, joined) => `coalesce(${own}, ${joined})`;
/** Records of the API carry all that is known: one that is missing there is not taken from elsewhere. */
export const OWN_OF_API: OfAction = (own, joined) =>
  `case when r.source = 'api' then ${own} else coalesce(${own}, ${joined}) end`;

function ofAction(name: string, isAlone: boolean, how: OfAction): string {
  return isAlone ? `a.${name}` : how(`r.${name}`, `a.${name}`);
}

/** Those of the columns that a table has. */
export function actionColumns(names: ReadonlySet<string>, how: OfAction): Columns {
  return Object.fromEntries(
    ACTION_NAMES.filter((name) => names.has(name)).map((name) => [
      name,
      (_: string, isAlone: boolean) => ofAction(name, isAlone, how),
    ]),
  );
}

export const CLAIM_COLUMNS: Columns = { claims: () => `coalesce(r.claims, cl."value")` };

/** The technology centre of an action, of which the art unit is the row's own or the action's. */
export const CENTER_OF_OWN: Columns = { tech_center: () => unitGroupSql(`r."art_unit"`, 2, "00") };
export const CENTER_OF_ACTION: Columns = {
  tech_center: (_, isAlone) => unitGroupSql(ofAction("art_unit", isAlone, OWN_OF_API), 2, "00"),
};

function artUnitOf(isAlone: boolean): string {
  const derived = "case when r.document_id is null then u.art_unit else a.art_unit end";
  return isAlone ? derived : `case when r.source = 'api' then r.derived_art_unit else ${derived} end`;
}

export const keyOfCitation = `coalesce(r.reference_key, k."value", ${plainKey("r.reference_number")})`;

export const CITATION_COLUMNS: Columns = {
  reference_key: () => keyOfCitation,
  derived_art_unit: (_, isAlone) => artUnitOf(isAlone),
  work_group: (own) =>
    `case when r.source = 'api' then ${own} else ${unitGroupSql(artUnitOf(false), 3, "0")} end`,
  tech_center: (own) =>
    `case when r.source = 'api' then ${own} else ${unitGroupSql(artUnitOf(false), 2, "00")} end`,
};

export const ENRICHED_COLUMNS: Columns = {
  reference_key: () => `coalesce(r.reference_key, k."value",
    case when r.country_code is not null and r.publication_number is not null then concat(r.country_code, ltrim(regexp_replace(r.publication_number, '[^A-Z0-9]', '', 'g'), '0')) end)`,
};
