import type { Usual } from "../../catalog/index.js";

/** A statute in the release's action_type means rejected; anything else is the state itself (v1 to v2, official mapping). */
export const categorySql = (actionType: string) =>
  `case when ${actionType} is null then null when (${sectionSql(actionType)}) is not null then 'rejected' else ${actionType} end`;
export const sectionSql = (actionType: string) =>
  `case when ${actionType} in ('101', '102', '103', '112') or contains(${actionType}, 'double patenting') then ${actionType} end`;

function sectionOf(actionType: string): string | null {
  const isSection = /^(?:101|102|103|112)$/.test(actionType) || actionType.includes("double patenting");
  return isSection ? actionType : null;
}

/** Technology centre and work group: the first digits of an art unit of four, filled up with zeros. */
export function unitGroupSql(artUnit: string, digits: number, zeros: string): string {
  return `case when regexp_full_match(${artUnit}, '[0-9]{4}') then concat(left(${artUnit}, ${digits}), '${zeros}') end`;
}

function unitGroup(column: string, from: string, digits: number, zeros: string): Usual {
  return {
    column,
    from,
    sql: unitGroupSql(from, digits, zeros),
    textOf: (unit) => (/^[0-9]{4}$/.test(unit) ? unit.slice(0, digits) + zeros : null),
    isRule: true,
  };
}

function same(column: string, from: string): Usual {
  return { column, from, sql: from, textOf: (text) => text };
}

const STATEMENT: readonly Usual[] = [
  {
    column: "action_category",
    from: "action_type",
    sql: categorySql("action_type"),
    textOf: (actionType) => (sectionOf(actionType) === null ? actionType : "rejected"),
    isRule: true,
  },
  {
    column: "legal_section",
    from: "action_type",
    sql: sectionSql("action_type"),
    textOf: sectionOf,
    isRule: true,
  },
];

const CANONICAL = same("canonical_action_id", "document_id");

export const USUAL_OF_ACTIONS: readonly Usual[] = [CANONICAL, unitGroup("tech_center", "art_unit", 2, "00")];

export const USUAL_OF_REJECTIONS: readonly Usual[] = [
  CANONICAL,
  ...STATEMENT,
  unitGroup("tech_center", "art_unit", 2, "00"),
];

export const USUAL_OF_CITATIONS: readonly Usual[] = [
  CANONICAL,
  ...STATEMENT,
  same("reference_number", "reference_text"),
  {
    column: "reference_key",
    from: "reference_number",
    sql: "'US' || reference_number",
    textOf: (number) => `US${number}`,
  },
  unitGroup("work_group", "derived_art_unit", 3, "0"),
  unitGroup("tech_center", "derived_art_unit", 2, "00"),
];
