import { flagBit } from "./action-store.js";
import type { CitationWatcher } from "./citing.js";
import { actionSubtypes, actionTypes, flagColumns } from "./columns.js";
import { dateOf, dayOf } from "./days.js";
import type { ExaminedAction, Reliance } from "./examination.js";
import { Random } from "./random.js";
import type { References } from "./references.js";
import type { Shape } from "./shape.js";
import type {
  Condition,
  KnownFacets,
  KnownGroups,
  KnownQuery,
  SampledApplication,
  Table,
  Truth,
  WholeApplication,
} from "./truth.js";
import { allArtUnits, allClasses } from "./vocabulary.js";

/** A question about actions, ready to be asked of millions of them. */
interface ActionQuestion {
  readonly where: readonly Condition[];
  readonly flags: number;
  readonly from: number;
  readonly to: number;
  /** -1 either, 0 non-final, 1 final. */
  readonly final: number;
  actions: number;
  rejections: number;
}

const facetFields = ["document_cd", "art_unit", "uspc_class", "signature_type", "rejection_112"] as const;

/** Counts what is made, while it is made. */
export class TruthKeeper implements CitationWatcher {
  private readonly questions: ActionQuestion[];
  private readonly facetQuestions: (ActionQuestion & { counts: Map<string, [number, number]>[] })[];
  private readonly referencePatterns: ReferencePatterns;
  private readonly flagValues = new Tally(flagColumns, binary);
  private readonly numberValues = new Tally(["cite103_max", "signature_type"], digits);
  private readonly decisionValues = new Tally(["alice_in", "bilski_in", "mayo_in", "myriad_in"], binary);
  private readonly groups = {
    artUnitByCode: new Tally(allArtUnits, codes),
    classBy103: new Tally(allClasses, binary),
    yearByCode: new Tally(years, codes),
    typeBySubtype: new Tally(actionTypes, actionSubtypes),
    artUnitByType: new Tally(allArtUnits, actionTypes),
    yearByType: new Tally(years, actionTypes),
  };
  /** Index: type * 8 + subtype, then the forms. */
  private readonly reliedByGround = new Int32Array(actionTypes.length * 8 * 4);
  private readonly reliedByArtUnit = new Int32Array((allArtUnits.length + 1) * actionTypes.length);
  private readonly listedByForms = new Int32Array(4);
  private readonly citationsBySeries = new Counter();
  private readonly days = new Map<Table, Map<number, [number, number]>>([
    ["office_actions", new Map()],
    ["rejections", new Map()],
  ]);
  private readonly claimRows = askedClaims.map(() => 0);
  private readonly byActions: number[] = [];
  private duplicates = 0;
  private readonly duplicatesByMonth = new Counter();
  private withCitations = 0;
  private readonly sample: SampledApplication[] = [];
  private readonly whole: WholeApplication[] = [];
  private readonly positions: { table: Table; position: number; app_id: string }[] = [];
  private readonly rows: Record<Table, number> = { office_actions: 0, rejections: 0, citations: 0 };
  private applications = 0;
  private orphans = 0;

  constructor(
    private readonly shape: Shape,
    private readonly seed: number,
    private readonly references: References,
  ) {
    const random = new Random(seed ^ 0x5eed);
    this.questions = Array.from({ length: 30 }, (_, i) => question(random, i));
    this.facetQuestions = [
      ask([{ column: "rejection_103", is: "1" }, year("2014")]),
      ask([{ column: "rejection_101", is: "1" }]),
    ].map((asked) => ({ ...asked, counts: facetFields.map(() => new Map<string, [number, number]>()) }));
    this.referencePatterns = new ReferencePatterns(random, references);
  }

  /** Whether the rows of the application under way are to be kept as text. */
  isWhole(): boolean {
    return this.isSampled() && this.whole.length < 40;
  }

  keepWhole(application: WholeApplication): void {
    this.whole.push(application);
  }

  action(examined: ExaminedAction): void {
    const { action, rejections } = examined;
    const code = Number(action.isFinal);
    const year = yearOf(action.day);
    const raises103 = Number((action.flags & flagBit103) !== 0);
    for (let flag = 0; flag < flagColumns.length; flag++)
      this.flagValues.add(flag, (action.flags >>> flag) & 1);
    this.numberValues.add(0, action.cite103Max);
    this.numberValues.add(1, action.signatureType);
    this.groups.artUnitByCode.add(action.artUnit, code);
    this.groups.classBy103.add(action.uspcClass, raises103);
    this.groups.yearByCode.add(year, code);
    for (const rejection of rejections) {
      this.groups.typeBySubtype.add(rejection.type, rejection.subtype);
      this.groups.artUnitByType.add(action.artUnit, rejection.type);
      this.groups.yearByType.add(year, rejection.type);
      for (let i = 0; i < 4; i++) this.decisionValues.add(i, (rejection.decisions >>> i) & 1);
      for (let i = 0; i < askedClaims.length; i++) {
        if (rejection.claims.numbers.includes(askedClaims[i]!)) this.claimRows[i]!++;
      }
    }
    this.countDay("office_actions", action.day, 1, action.flags);
    this.countDay("rejections", action.day, rejections.length, action.flags);
    for (const asked of this.questions) answer(asked, examined);
    for (const asked of this.facetQuestions) {
      if (!answer(asked, examined)) continue;
      const facts = [
        codes[code]!,
        allArtUnits[action.artUnit]!,
        allClasses[action.uspcClass]!,
        String(action.signatureType),
        action.flags & flagBit112 ? "1" : "0",
      ];
      facts.forEach((fact, i) => {
        const counts = asked.counts[i]!.get(fact) ?? [0, 0];
        counts[0] += 1;
        counts[1] += rejections.length;
        asked.counts[i]!.set(fact, counts);
      });
    }
    if (examined.isDuplicate) {
      this.duplicates++;
      this.duplicatesByMonth.add(dateOf(action.day).slice(0, 7));
    }
  }

  listed(forms: number): void {
    this.listedByForms[forms]!++;
  }

  relied(forms: number, reliance: Reliance, examined: ExaminedAction | null): void {
    this.reliedByGround[(reliance.type * 8 + reliance.subtype) * 4 + forms]!++;
    const artUnit = examined === null ? allArtUnits.length : examined.action.artUnit;
    this.reliedByArtUnit[artUnit * actionTypes.length + reliance.type]!++;
  }

  unusual(raw: string, parsed: string): void {
    this.referencePatterns.unusual(raw, parsed);
  }

  /** To be called when all rows of an application are made. */
  application(applicationId: number, counts: Record<Table, number>): void {
    const app_id = String(applicationId);
    for (const table of ["office_actions", "rejections", "citations"] as const) {
      const before = this.rows[table];
      const after = before + counts[table];
      for (const position of askedPositions) {
        if (before <= position && position < after) this.positions.push({ table, position, app_id });
      }
      this.rows[table] = after;
    }
    this.citationsBySeries.add(app_id.slice(0, 2), counts.citations);
    if (counts.office_actions === 0) {
      this.orphans++;
      return;
    }
    if (counts.citations > 0) this.withCitations++;
    this.byActions[counts.office_actions] = (this.byActions[counts.office_actions] ?? 0) + 1;
    if (this.isSampled()) this.sample.push({ app_id, ...counts });
    this.applications++;
  }

  finish(): Truth {
    const { shape, rows, references } = this;
    const listed = rows.citations - sum(this.reliedByGround);
    const forms = (byForms: (forms: number) => number) => ({
      form892: split(byForms, 1),
      form1449: split(byForms, 2),
    });
    const ofForms = (form: number) => this.listedByForms[form]! + sumEvery(this.reliedByGround, 4, form);
    const newestOf = (table: Table, flagged: 0 | 1) => newestDates(this.days.get(table)!, flagged);
    return {
      seed: this.seed,
      scale: shape.scale,
      rows,
      applications: {
        withActions: this.applications,
        withCitations: this.withCitations,
        orphans: this.orphans,
        orphanCitations: shape.orphanCitations,
        byActions: Array.from(this.byActions, (count) => count ?? 0),
      },
      duplicates: this.duplicates,
      duplicatesByMonth: this.duplicatesByMonth.object(),
      values: {
        office_actions: {
          ...this.flagValues.object(),
          ...this.numberValues.object(),
          ...sides(this.groups.artUnitByCode, "art_unit", "document_cd"),
          uspc_class: sides(this.groups.classBy103, "uspc_class", "rejection_103").uspc_class!,
        },
        rejections: {
          ...this.decisionValues.object(),
          ...sides(this.groups.typeBySubtype, "action_type", "action_subtype"),
        },
        citations: { ...forms(ofForms), citation_in_oa: { "0": listed, "1": rows.citations - listed } },
      },
      queries: [
        ...this.questions.flatMap((asked): KnownQuery[] => [
          { kind: "flag-and-dates", table: "office_actions", where: asked.where, total: asked.actions },
          { kind: "flag-and-dates", table: "rejections", where: asked.where, total: asked.rejections },
        ]),
        ...this.referencePatterns.queries(references),
        ...this.groundQueries(),
        ...askedClaims.map(
          (claim, i): KnownQuery => ({
            kind: "claim",
            table: "rejections",
            where: [{ column: "claims", is: String(claim) }],
            total: this.claimRows[i]!,
          }),
        ),
      ],
      groups: this.knownGroups(ofForms),
      facets: this.facetQuestions.flatMap((asked): KnownFacets[] =>
        (["office_actions", "rejections"] as const).map((table, i) => ({
          table,
          where: asked.where,
          total: i === 0 ? asked.actions : asked.rejections,
          fields: Object.fromEntries(
            facetFields.map((field, f) => [
              field,
              Object.fromEntries([...asked.counts[f]!].map(([value, counts]) => [value, counts[i]!]).sort()),
            ]),
          ),
        })),
      ),
      positions: this.positions,
      newest: (["office_actions", "rejections"] as const).flatMap((table) => [
        { table, where: [], dates: newestOf(table, 0) },
        { table, where: [{ column: "rejection_101", is: "1" }], dates: newestOf(table, 1) },
      ]),
      sample: this.sample,
      whole: this.whole,
    };
  }

  private isSampled(): boolean {
    const every = Math.max(1, Math.floor(this.shape.applications / 5000));
    return this.applications % every === every >> 1;
  }

  private countDay(table: Table, day: number, rows: number, flags: number): void {
    if (day < firstDay || rows === 0) return;
    const days = this.days.get(table)!;
    let counts = days.get(day);
    if (!counts) {
      counts = [0, 0];
      days.set(day, counts);
    }
    counts[0] += rows;
    if (flags & flagBit101) counts[1] += rows;
  }

  private groundQueries(): KnownQuery[] {
    const ofType = (type: string) => {
      const index = actionTypes.indexOf(type as (typeof actionTypes)[number]);
      return sum(this.reliedByGround.subarray(index * 32, index * 32 + 32));
    };
    const rejections = this.groups.typeBySubtype.object();
    const rejectionTotal = (type: string) => sum(Object.values(rejections[type] ?? {}));
    return [
      ...["102", "103"].map(
        (type): KnownQuery => ({
          kind: "value",
          table: "citations",
          where: [{ column: "action_type", is: type }],
          total: ofType(type),
        }),
      ),
      ...["101", "112", "objected", "cancelled", "allowed", "nonstatutory double patenting"].map(
        (type): KnownQuery => ({
          kind: "value",
          table: "rejections",
          where: [{ column: "action_type", is: type }],
          total: rejectionTotal(type),
        }),
      ),
      {
        kind: "value",
        table: "rejections",
        where: [{ column: "alice_in", is: "1" }],
        total: this.decisionValues.object().alice_in?.["1"] ?? 0,
      },
      ...Object.entries(this.citationsBySeries.object()).map(
        ([series, total]): KnownQuery => ({
          kind: "prefix",
          table: "citations",
          where: [{ column: "app_id", startsWith: series }],
          total,
        }),
      ),
    ];
  }

  private knownGroups(ofForms: (form: number) => number): KnownGroups[] {
    const group = (table: Table, by: readonly [string, string], tally: Tally): KnownGroups => ({
      table,
      by,
      where: [],
      counts: tally.triples(),
    });
    const grounds: [string, string, number][] = [];
    const groundsInActions: [string, string, number][] = [];
    for (let ground = 0; ground < actionTypes.length * 8; ground++) {
      const count = sum(this.reliedByGround.subarray(ground * 4, ground * 4 + 4));
      if (count > 0) grounds.push([actionTypes[ground >> 3]!, actionSubtypes[ground & 7]!, count]);
    }
    for (let i = 0; i < this.reliedByArtUnit.length; i++) {
      const count = this.reliedByArtUnit[i]!;
      if (count === 0) continue;
      const artUnit = allArtUnits[Math.floor(i / actionTypes.length)] ?? "";
      groundsInActions.push([artUnit, actionTypes[i % actionTypes.length]!, count]);
    }
    const listed = sum(this.listedByForms);
    return [
      group("office_actions", ["art_unit", "document_cd"], this.groups.artUnitByCode),
      group("office_actions", ["uspc_class", "rejection_103"], this.groups.classBy103),
      group("office_actions", ["mail_dt:year", "document_cd"], this.groups.yearByCode),
      group("rejections", ["action_type", "action_subtype"], this.groups.typeBySubtype),
      group("rejections", ["art_unit", "action_type"], this.groups.artUnitByType),
      group("rejections", ["mail_dt:year", "action_type"], this.groups.yearByType),
      {
        table: "citations",
        by: ["form892", "form1449"],
        where: [],
        counts: [0, 1, 2, 3]
          .map((form): [string, string, number] => [String(form & 1), String(form >> 1), ofForms(form)])
          .filter(([, , count]) => count > 0),
      },
      {
        table: "citations",
        by: ["action_type", "action_subtype"],
        where: [],
        counts: listed > 0 ? [["", "", listed], ...grounds] : grounds,
      },
      {
        table: "citations",
        by: ["art_unit", "action_type"],
        where: [{ column: "citation_in_oa", is: "1" }],
        counts: groundsInActions,
      },
    ];
  }
}

const firstDay = dayOf("2005-01-01");
const binary = ["0", "1"];
const codes = ["CTNF", "CTFR"];
const digits = Array.from({ length: 16 }, (_, number) => String(number));
/** Index 0 is for actions without a date. The sentinel 2001-01-01 is none: it stands for an empty field. */
const years = ["", ...Array.from({ length: 18 }, (_, i) => String(2000 + i))];
const yearByDay = Array.from({ length: 18 * 366 }, (_, day) => Number(dateOf(day).slice(0, 4)) - 1999);
const yearOf = (day: number) => (day < firstDay ? 0 : yearByDay[day]!);
const askedClaims = [1, 7, 33];
const flagBit103 = flagBit("rejection_103");
const flagBit112 = flagBit("rejection_112");
const flagBit101 = flagBit("rejection_101");
const askedPositions = [0, 99, 1_000, 100_000, 1_000_000];

/**
 * Looks for a few spellings of a reference: hot, middling and rare numbers, prefixes and infixes. Bare numbers
 * are counted at the end from the tally of references; the others as they pass.
 */
class ReferencePatterns {
  private readonly exact: string[];
  private readonly prefixes: string[];
  private readonly infixes: string[];
  private readonly unusualRows = new Map<string, number>();
  private readonly prefixRows: number[];
  private readonly infixRows: number[];

  constructor(random: Random, references: References) {
    const ranks = [0, 1, 5, 20, 100, 500, 2000, 10_000, 50_000, 200_000].filter(
      (rank) => rank < references.count,
    );
    this.exact = [...new Set([...ranks, ...ranks.map(() => random.below(references.count))])].map((rank) =>
      references.text(rank),
    );
    const some = () => references.text(random.below(references.count));
    this.prefixes = [
      ...[2, 3, 4, 5, 5].map((length) => some().slice(0, length)),
      ...[6, 7].map((length) => references.text(random.below(200)).slice(0, length)),
      "2006",
      "JP ",
      "Lee",
      "US 2009/",
    ];
    this.infixes = [...[4, 4, 5, 5].map((length) => some().slice(2, 2 + length)), "2009/0", "et al."];
    this.prefixRows = this.prefixes.map(() => 0);
    this.infixRows = this.infixes.map(() => 0);
  }

  unusual(raw: string, parsed: string): void {
    this.prefixes.forEach((prefix, i) => {
      if (raw.startsWith(prefix)) this.prefixRows[i]!++;
    });
    this.infixes.forEach((infix, i) => {
      if (raw.includes(infix)) this.infixRows[i]!++;
    });
    // Popular references are written in the same unusual way more than once.
    if (parsed === "" || !parsed.endsWith("7")) return;
    const rows = this.unusualRows.get(raw);
    if (rows !== undefined || this.unusualRows.size < 20_000) this.unusualRows.set(raw, (rows ?? 0) + 1);
  }

  queries(references: References): KnownQuery[] {
    const bare = new Map<string, number>(this.exact.map((number) => [number, 0]));
    const parsed = new Map<string, number>(this.exact.map((number) => [number, 0]));
    const prefixRows = [...this.prefixRows];
    const infixRows = [...this.infixRows];
    const parsedPrefixRows = this.prefixes.map(() => 0);
    for (let rank = 0; rank < references.count; rank++) {
      const bareRows = references.bareRows[rank]!;
      const rows = bareRows + references.dressedRows[rank]!;
      if (rows === 0) continue;
      const text = references.text(rank);
      if (bare.has(text)) {
        bare.set(text, bareRows);
        parsed.set(text, rows);
      }
      for (let i = 0; i < this.prefixes.length; i++) {
        if (!text.startsWith(this.prefixes[i]!)) continue;
        prefixRows[i]! += bareRows;
        parsedPrefixRows[i]! += rows;
      }
      for (let i = 0; i < this.infixes.length; i++)
        if (text.includes(this.infixes[i]!)) infixRows[i]! += bareRows;
    }
    const raw = "citation_pat_pgpub_id";
    const known = (kind: KnownQuery["kind"], condition: Condition, total: number): KnownQuery => ({
      kind,
      table: "citations",
      where: [condition],
      total,
    });
    const spelled = [...this.unusualRows].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, 6);
    return [
      ...[...bare].map(([text, total]) => known("exact", { column: raw, is: text }, total)),
      ...spelled.map(([text, total]) => known("exact", { column: raw, is: text }, total)),
      ...[...parsed].map(([text, total]) => known("exact", { column: "parsed", is: text }, total)),
      ...this.prefixes.map((text, i) => known("prefix", { column: raw, startsWith: text }, prefixRows[i]!)),
      ...this.prefixes
        .map((text, i) => known("prefix", { column: "parsed", startsWith: text }, parsedPrefixRows[i]!))
        .filter((_, i) => /^\d/.test(this.prefixes[i]!)),
      ...this.infixes.map((text, i) => known("infix", { column: raw, contains: text }, infixRows[i]!)),
    ];
  }
}

/** Counts by two names. */
class Tally {
  private readonly counts: Float64Array;

  constructor(
    private readonly rows: readonly string[],
    private readonly columns: readonly string[],
  ) {
    this.counts = new Float64Array(rows.length * columns.length);
  }

  add(row: number, column: number): void {
    this.counts[row * this.columns.length + column]! += 1;
  }

  triples(): [string, string, number][] {
    return this.rows
      .flatMap((row, i) =>
        this.columns.map((column, j): [string, string, number] => [
          row,
          column,
          this.counts[i * this.columns.length + j]!,
        ]),
      )
      .filter(([, , count]) => count > 0)
      .sort(([a, b], [c, d]) => (a < c ? -1 : a > c ? 1 : b < d ? -1 : 1));
  }

  object(): Record<string, Record<string, number>> {
    const counts: Record<string, Record<string, number>> = {};
    for (const [row, column, count] of this.triples()) counts[row] = { ...counts[row], [column]: count };
    return counts;
  }
}

/** Counts by a name, for names not known beforehand. */
class Counter {
  private readonly counts = new Map<string, number>();

  add(name: string, many = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + many);
  }

  object(): Record<string, number> {
    return Object.fromEntries([...this.counts].sort(byName));
  }
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) =>
  a < b ? -1 : a > b ? 1 : 0;

/** Each of the two names' own counts. */
function sides(tally: Tally, first: string, second: string): Record<string, Record<string, number>> {
  const [left, right] = [new Counter(), new Counter()];
  for (const [a, b, count] of tally.triples()) {
    left.add(a, count);
    right.add(b, count);
  }
  return { [first]: left.object(), [second]: right.object() };
}

function split(byForms: (forms: number) => number, bit: number): Record<string, number> {
  const counts: Record<string, number> = { "0": 0, "1": 0 };
  for (let forms = 0; forms < 4; forms++) counts[forms & bit ? "1" : "0"]! += byForms(forms);
  return counts;
}

const askable = ["rejection_101", "rejection_102", "rejection_103", "rejection_112", "rejection_dp"] as const;

function question(random: Random, index: number): ActionQuestion {
  const from = dayOf("2009-06-01") + random.below(2600);
  const days = [7, 30, 91, 182, 365][index % 5]!;
  const conditions: Condition[] = [
    { column: askable[index % askable.length]!, is: "1" },
    { column: "mail_dt", from: dateOf(from), to: dateOf(from + days - 1) },
  ];
  if (index % 3 === 0) conditions.push({ column: "document_cd", is: random.chance(0.5) ? "CTFR" : "CTNF" });
  if (index % 4 === 0) conditions.push({ column: askable[(index + 2) % askable.length]!, is: "1" });
  return ask(conditions);
}

function year(digits: string): Condition {
  return { column: "mail_dt", from: `${digits}-01-01`, to: `${digits}-12-31` };
}

function ask(where: readonly Condition[]): ActionQuestion {
  let flags = 0;
  let final = -1;
  let from = Number.NEGATIVE_INFINITY;
  let to = Number.POSITIVE_INFINITY;
  for (const condition of where) {
    if ("from" in condition) {
      from = dayOf(condition.from);
      to = dayOf(condition.to);
    } else if ("is" in condition && condition.column === "document_cd") {
      final = condition.is === "CTFR" ? 1 : 0;
    } else {
      flags |= flagBit(condition.column as (typeof flagColumns)[number]);
    }
  }
  return { where, flags, from, to, final, actions: 0, rejections: 0 };
}

function answer(asked: ActionQuestion, { action, rejections }: ExaminedAction): boolean {
  if ((action.flags & asked.flags) !== asked.flags) return false;
  if (action.day < asked.from || action.day > asked.to) return false;
  if (asked.final >= 0 && asked.final !== Number(action.isFinal)) return false;
  asked.actions += 1;
  asked.rejections += rejections.length;
  return true;
}

function newestDates(days: ReadonlyMap<number, readonly [number, number]>, which: 0 | 1): string[] {
  const dates: string[] = [];
  for (const [day, counts] of [...days].sort(([a], [b]) => b - a)) {
    for (let i = 0; i < counts[which] && dates.length < 100; i++) dates.push(dateOf(day));
    if (dates.length === 100) break;
  }
  return dates;
}

function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}

function sumEvery(counts: ArrayLike<number>, step: number, offset: number): number {
  let total = 0;
  for (let i = offset; i < counts.length; i += step) total += counts[i]!;
  return total;
}
