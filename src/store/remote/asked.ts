import {
  columnOf,
  type Dataset,
  type Member,
  type MemberShape,
  type Served,
  type Shape,
  type Table,
  wholeDataset,
} from "../../catalog/index.js";
import type { Selection } from "../store.js";

/** A dataset by its name, and which of its table's rows a question is about. */
interface SentDataset {
  readonly table: string;
  readonly key: string;
  readonly version: string;
  readonly rows: Dataset["rows"];
}

type SentMember = Omit<Member, "column"> & { readonly column: string };

/** A list of members with their columns by name; null for the object as it was received. */
type SentShape = {
  readonly name: string;
  readonly members: readonly SentMember[];
  readonly verbatim: unknown;
  readonly whole: readonly SentMember[] | null;
} | null;

/** A question as another process is told it: what is declared there too goes by its name. */
export type Sent<Request> = Omit<Request, "dataset" | "shape" | "signal"> & {
  readonly dataset: SentDataset;
  readonly shape?: SentShape;
};

export function sent<Request extends Pick<Selection, "dataset" | "signal">>(request: Request): Sent<Request> {
  const { dataset, signal: _, ...rest } = request;
  const { shape } = request as { readonly shape?: Shape };
  return {
    ...rest,
    dataset: {
      table: dataset.table.name,
      key: dataset.key,
      version: dataset.version,
      rows: dataset.rows,
    },
    ...(shape === undefined ? {} : { shape: sentShape(shape) }),
  } as unknown as Sent<Request>;
}

function sentShape(shape: Shape): SentShape {
  if (shape.kind === "nested") return null;
  const { name, members, verbatim } = shape;
  const whole = verbatim?.adds.kind === "patch" ? verbatim.adds.whole : null;
  return { name, members: members.map(byName), verbatim, whole: whole ? whole.map(byName) : null };
}

function byName({ column, ...member }: Member): SentMember {
  return { ...member, column: column.name };
}

/** Makes questions again of what was sent. The same datasets and shapes come out as the same values: engines keep what they made for them. */
export class Receiver {
  private readonly datasets = new Map<string, Dataset>();
  private readonly shapes = new Map<string, Shape>();
  private readonly tables: ReadonlyMap<string, Table>;

  constructor(private readonly served: Served) {
    this.tables = new Map(served.tables.map((table) => [table.name, table]));
  }

  question<Request extends Selection>(given: Sent<Request>, signal: AbortSignal): Request {
    const dataset = this.datasetOf(given.dataset);
    const shape = given.shape === undefined ? {} : { shape: this.shapeOf(dataset, given.shape) };
    return { ...given, dataset, ...shape, signal } as unknown as Request;
  }

  private datasetOf(given: SentDataset): Dataset {
    const name = JSON.stringify([given.table, given.key, given.version, given.rows]);
    const known = this.datasets.get(name);
    if (known) return known;
    const table = this.tables.get(given.table)!;
    const declared =
      this.served.datasets.find(
        (each) => each.key === given.key && each.version === given.version && each.table === table,
      ) ?? wholeDataset(table);
    const isDeclared = JSON.stringify(declared.rows) === JSON.stringify(given.rows);
    const dataset = isDeclared ? declared : { ...declared, rows: given.rows };
    return kept(this.datasets, name, dataset);
  }

  private shapeOf(dataset: Dataset, given: SentShape): Shape {
    const { table } = dataset;
    const name = JSON.stringify([table.name, given]);
    const known = this.shapes.get(name);
    if (known) return known;
    if (given === null)
      return kept(this.shapes, name, {
        kind: "nested",
        name: "received",
        column: columnOf(table, table.roles.received!),
        paths: null,
      });
    const declared = ({ column, ...member }: SentMember): Member => ({
      ...member,
      column: columnOf(table, column),
    });
    const verbatim = given.verbatim as MemberShape["verbatim"];
    const { adds } = verbatim ?? {};
    return kept(this.shapes, name, {
      kind: "members",
      name: given.name,
      members: given.members.map(declared),
      verbatim:
        verbatim && adds?.kind === "patch"
          ? { ...verbatim, adds: { ...adds, whole: given.whole?.map(declared) ?? null } }
          : verbatim,
    });
  }
}

const KEPT = 500;

function kept<Value>(all: Map<string, Value>, name: string, value: Value): Value {
  if (all.size >= KEPT) all.delete(all.keys().next().value!);
  all.set(name, value);
  return value;
}
