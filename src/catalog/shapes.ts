import { ArtunitError } from "../errors.js";
import { fieldName, fieldsOf } from "./names.js";
import { houseColumn } from "./provenance.js";
import type { Column, Dataset, Field, Member, MemberShape, NestedShape, Wire } from "./types.js";

/** Shapes are made once for each way of asking: a page of one record should not cost more to prepare than to write. */
const shapes = new WeakMap<Dataset, Map<string, MemberShape>>();
const SHAPES_KEPT = 200;

/** How our own shape writes every field. */
const PLAIN: Wire = { form: "plain", absent: "null" };

/**
 * Records under our own names in JSON's own types: all fields but those that are shown on request only, or the
 * selected ones in that order. Throws `unknown-field` when a selected name is none of the dataset's.
 */
export function ownShape(dataset: Dataset, select?: readonly string[]): MemberShape {
  return kept(dataset, ["own", null, select ?? null], () => {
    const member = (field: Field) => memberOf(dataset, field, field.name, PLAIN);
    const fields = select
      ? selected(dataset, dataset.fields, select, ({ name }) => name)
      : shown(dataset.fields);
    const verbatim = houseColumn(dataset.table, "verbatim");
    return {
      kind: "members",
      name: "own",
      members: fields.map(member),
      verbatim:
        verbatim === undefined || select
          ? null
          : { column: verbatim, adds: { kind: "member", name: "extra" } },
    };
  });
}

/**
 * Records as a protocol publishes them: its fields under its names (or those selected, by either name, in that order),
 * then what was received otherwise. Throws `unknown-field` when a selected name is none that it publishes.
 */
export function publishedShape(dataset: Dataset, protocol: string, select?: readonly string[]): MemberShape {
  return kept(dataset, ["published", protocol, select ?? null], () => {
    const nameOf = (field: Field) => fieldName(field, protocol);
    const member = (field: Field) => memberOf(dataset, field, nameOf(field), field.wires![protocol]!);
    const fields = fieldsOf(dataset, protocol);
    const whole = shown(fields).map(member);
    const verbatim = houseColumn(dataset.table, "verbatim");
    return {
      kind: "members",
      name: protocol,
      members: select ? selected(dataset, fields, select, nameOf).map(member) : whole,
      verbatim:
        verbatim === undefined
          ? null
          : { column: verbatim, adds: { kind: "patch", name: protocol, whole: select ? whole : null } },
    };
  });
}

/**
 * Records as the nested object that a row keeps: mapped to what a protocol answers, and pruned to paths of that (all of
 * it where there are none). A map is part of what the shape is: give the same function for the same protocol.
 */
export function nestedShape(
  dataset: Dataset,
  protocol: string,
  {
    map,
    without,
    paths,
  }: Partial<Pick<NestedShape, "map" | "without">> & { readonly paths?: readonly string[] } = {},
): NestedShape {
  const { columns, name, roles } = dataset.table;
  const column = columns.find((each) => each.name === roles.received);
  if (!column) throw new Error(`Table ${name} keeps no object that was received.`);
  return {
    kind: "nested",
    name: protocol,
    column,
    ...(map ? { map } : {}),
    ...(without === undefined ? {} : { without }),
    paths: paths ?? null,
  };
}

function kept(dataset: Dataset, identity: readonly unknown[], make: () => MemberShape): MemberShape {
  const name = JSON.stringify(identity);
  const ofDataset = shapes.get(dataset) ?? new Map<string, MemberShape>();
  shapes.set(dataset, ofDataset);
  const known = ofDataset.get(name);
  if (known) return known;
  const made = make();
  if (ofDataset.size >= SHAPES_KEPT) ofDataset.clear();
  ofDataset.set(name, made);
  return made;
}

function memberOf(dataset: Dataset, field: Field, key: string, wire: Member["wire"]): Member {
  const { column: name, spelling } = field;
  const column: Column | undefined = dataset.table.columns.find((each) => each.name === name);
  if (!column) throw new Error(`Table ${dataset.table.name} has no column ${name}.`);
  if (name === dataset.table.roles.received)
    throw new Error(
      `The object that was received is no member of a record: ${field.name}. Make a nested shape.`,
    );
  return spelling === undefined ? { key, column, wire } : { key, column, spelling, wire };
}

function shown(fields: readonly Field[]): readonly Field[] {
  return fields.filter((each) => !each.isExtra);
}

function selected(
  dataset: Dataset,
  fields: readonly Field[],
  select: readonly string[],
  nameOf: (field: Field) => string,
): readonly Field[] {
  return [...new Set(select)].map((name) => {
    const found = fields.find((field) => nameOf(field) === name || field.name === name);
    if (found) return found;
    throw new ArtunitError(
      "unknown-field",
      `There is no field "${name}" in ${dataset.key}/${dataset.version}.`,
      { field: name },
    );
  });
}
