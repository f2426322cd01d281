import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { citationColumns, officeActionColumns, rejectionColumns } from "../release/columns.js";
import type { Condition, Table } from "../release/truth.js";
import { type Engine, NotOffered, type Session } from "./engine.js";
import { type HttpAnswer, HttpConnection, type HttpRequest } from "./http-client.js";
import { PeakMemory } from "./memory.js";
import type { Answer, Question, Row } from "./questions.js";

const program = "dist/cli/main.js";

export interface CommandRun {
  readonly seconds: number;
  readonly peakBytes: number | null;
  readonly diskBytes: number;
  /** What it said. */
  readonly output: string;
}

/** Loads files through the command line, as a user does. */
export function loadArtunit(
  data: string,
  files: readonly string[],
  switches: readonly string[] = [],
): Promise<CommandRun> {
  return runArtunit("load", data, [...switches, ...files]);
}

/** Runs a command that changes what is stored; one that fails throws with what it said. */
export async function runArtunit(
  command: string,
  data: string,
  others: readonly string[] = [],
): Promise<CommandRun> {
  const began = performance.now();
  const child = spawn(process.execPath, [program, command, "--data", data, ...others], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: Buffer[] = [];
  child.stdout.on("data", (bytes: Buffer) => said.push(bytes));
  child.stderr.on("data", (bytes: Buffer) => said.push(bytes));
  const leave = () => child.kill("SIGKILL");
  process.once("exit", leave);
  const memory = new PeakMemory(child.pid!);
  const [code] = (await once(child, "exit")) as [number | null];
  process.off("exit", leave);
  const seconds = (performance.now() - began) / 1000;
  const peakBytes = memory.stop();
  const output = Buffer.concat(said).toString();
  if (code !== 0) throw new Error(`artunit ${command} ended with ${code}:\n${output}`);
  return { seconds, peakBytes, diskBytes: sizeOf(data), output };
}

export interface ArtunitServer extends Engine {
  readonly port: number;
  readonly pid: number;
  /** Milliseconds from starting the program to `listening on`. */
  readonly startedIn: number;
  stop(): Promise<void>;
}

/** Starts `artunit serve` on a free port, or uses one that already runs there. */
export async function serveArtunit(
  data: string,
  port: number,
  switches: readonly string[] = [],
): Promise<ArtunitServer> {
  const began = performance.now();
  const server = spawn(
    process.execPath,
    [program, "serve", "--data", data, "--port", String(port), "--host", "127.0.0.1", ...switches],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const leave = () => server.kill("SIGKILL");
  process.once("exit", leave);
  const listening = await firstLine(server, /listening on http:\/\/([^:]+):(\d+)/);
  const startedIn = performance.now() - began;
  const actualPort = Number(listening[2]);
  return {
    name: "artunit",
    port: actualPort,
    pid: server.pid!,
    startedIn,
    open: async () => new HttpSession(await HttpConnection.open("127.0.0.1", actualPort)),
    stop: async () => {
      process.off("exit", leave);
      server.kill("SIGTERM");
      await once(server, "exit");
    },
  };
}

async function firstLine(server: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  let said = "";
  return new Promise((resolve, reject) => {
    const listen = (bytes: Buffer) => {
      said += bytes.toString();
      const match = pattern.exec(said);
      if (match) resolve(match);
    };
    server.stdout?.on("data", listen);
    server.stderr?.on("data", listen);
    server.once("exit", (code) => reject(new Error(`artunit serve ended with ${code}:\n${said}`)));
  });
}

/** Bytes on disk below a folder; a file with several links counts once. */
export function sizeOf(folder: string, seen = new Set<number>()): number {
  let size = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) size += sizeOf(path, seen);
    else {
      const { ino, blocks, size: length } = lstatSync(path);
      if (!seen.has(ino)) size += blocks === 0 ? length : blocks * 512;
      seen.add(ino);
    }
  }
  return size;
}

/** A served dataset and what it calls the columns of the release. */
interface Served {
  readonly path: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly columns: ReadonlyMap<string, string>;
}

/** Names of the v1 services; the column `x_y` is `xY` but for these. */
const v1Names: Readonly<Record<string, string>> = {
  app_id: "applicationId",
  mail_dt: "mailDate",
  uspc_subclass: "uspcSubClass",
  fp_missing: "formParagraphMissing",
  rejection_fp_mismatch: "rejectFpMisMatch",
  parsed: "Patent_PGPub",
  citation_in_oa: "citationInOA",
};

const claims = ["claims", "claims"] as const;
const own = (columns: readonly string[]) => [...columns.map((column) => [column, column] as const), claims];
const v1 = (columns: readonly string[]) =>
  [...columns, ...officeActionColumns.slice(2)].map(
    (column) =>
      [
        column,
        v1Names[column] ?? column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      ] as const,
  );
const served = {
  office_actions: served_("office_actions/2017", own(officeActionColumns)),
  rejections: served_("rejections/2017", own(rejectionColumns)),
  citations: served_("citations/2017", own(citationColumns)),
  rejectionsOfActions: served_("oa_rejections/v1", v1(rejectionColumns.slice(0, 5))),
  citationsInActions: served_(
    "oa_citations/v1",
    v1(citationColumns.filter((column) => column !== "citation_pat_pgpub_id")),
  ),
};

function served_(path: string, pairs: readonly (readonly [string, string])[]): Served {
  return { path, fields: new Map(pairs), columns: new Map(pairs.map(([column, field]) => [field, column])) };
}

/** The dataset that has all columns that are asked about: the table itself, or the v1 service with the action's. */
function servedFor(table: Table, columns: readonly string[]): Served {
  const plain = served[table];
  if (columns.every((column) => plain.fields.has(column))) return plain;
  if (table === "rejections") return served.rejectionsOfActions;
  if (table === "citations") return served.citationsInActions;
  throw new NotOffered(`No dataset has the columns ${columns.join(", ")} of ${table}.`);
}

type Page = Extract<Question, { kind: "page" }>;

function readPage(answer: HttpAnswer): {
  readonly numFound: number;
  readonly docs: readonly Record<string, unknown>[];
} {
  return (read(answer) as { response: { numFound: number; docs: Record<string, unknown>[] } }).response;
}

const columnsOf = (where: readonly Condition[]) => where.map(({ column }) => column);
const plainColumn = (column: string) => column.replace(/:year$/, "");

function criteriaOf(where: readonly Condition[], { fields }: Served): string {
  if (where.length === 0) return "*:*";
  return where
    .map((condition) => {
      const field = fields.get(condition.column)!;
      if ("from" in condition) return `${field}:[${condition.from} TO ${condition.to}]`;
      if ("startsWith" in condition) return `${field}:${escaped(condition.startsWith)}*`;
      if ("contains" in condition) return `${field}:*${escaped(condition.contains)}*`;
      return condition.is === ""
        ? `NOT ${field}:*`
        : `${field}:"${condition.is.replace(/(["\\])/g, "\\$1")}"`;
    })
    .join(" AND ");
}

function escaped(text: string): string {
  return text.replace(/[-+!(){}[\]^"~*?:\\/&|\s]/g, "\\$&");
}

export class HttpSession implements Session {
  constructor(private readonly connection: HttpConnection) {}

  async ask(question: Question): Promise<() => Answer> {
    switch (question.kind) {
      case "page":
        return this.askPage(question);
      case "count": {
        const dataset = servedFor(question.table, columnsOf(question.where));
        const answer = await this.records("/api/v1/patent/oa", dataset, {
          criteria: criteriaOf(question.where, dataset),
          rows: "0",
        });
        return () => ({ total: readPage(answer).numFound });
      }
      case "application": {
        const answer = await this.native(`/v1/applications/${question.application}`, {});
        return () => ({ counts: countsOf(read(answer) as JoinedApplication) });
      }
      case "groups": {
        const dataset = servedFor(question.table, [
          ...question.by.map(plainColumn),
          ...columnsOf(question.where),
        ]);
        const by = question.by.map(
          (column) => dataset.fields.get(plainColumn(column))! + (column.endsWith(":year") ? ".year" : ""),
        );
        const answer = await this.native(`/v1/datasets/${dataset.path}/groups`, {
          criteria: criteriaOf(question.where, dataset),
          by: by.join(","),
          limit: "10000",
        });
        return () => {
          const { groups } = read(answer) as { groups: { key: unknown[]; size: number }[] };
          return {
            groups: Object.fromEntries(groups.map(({ key, size }) => [key.map(textOf).join("|"), size])),
          };
        };
      }
      case "facets": {
        const dataset = servedFor(question.table, [...question.fields, ...columnsOf(question.where)]);
        const answer = await this.native(`/v1/datasets/${dataset.path}/facets`, {
          criteria: criteriaOf(question.where, dataset),
          fields: question.fields.map((field) => dataset.fields.get(field)).join(","),
          limit: "1000",
        });
        return () => {
          const { total, facets } = read(answer) as {
            total: number;
            facets: { field: string; values: { value: unknown; count: number }[] }[];
          };
          return {
            total,
            facets: Object.fromEntries(
              facets.map(({ field, values }) => [
                dataset.columns.get(field)!,
                Object.fromEntries(values.map(({ value, count }) => [textOf(value), count])),
              ]),
            ),
          };
        };
      }
    }
  }

  /** Through the Developer Hub's surface; what only our own API has, through that. */
  private async askPage({ table, where, start, limit, newestFirst }: Page): Promise<() => Answer> {
    const dataset = servedFor(table, [...columnsOf(where), ...(newestFirst ? ["mail_dt"] : [])]);
    const criteria = criteriaOf(where, dataset);
    if (columnsOf(where).includes("claims")) {
      const answer = await this.native(`/v1/datasets/${dataset.path}/records`, {
        criteria,
        limit: String(limit),
      });
      return () => {
        const { total, records } = read(answer) as { total: number; records: Record<string, unknown>[] };
        return { total, rows: records.map((record) => rowOf(record, dataset)) };
      };
    }
    const answer = await this.records("/ds-api", dataset, {
      criteria,
      start: String(start),
      rows: String(limit),
      ...(newestFirst ? { sort: `${dataset.fields.get("mail_dt")} desc` } : {}),
    });
    return () => {
      const { numFound, docs } = readPage(answer);
      return { total: numFound, rows: docs.map((doc) => rowOf(doc, dataset)) };
    };
  }

  private records(
    surface: string,
    { path }: Served,
    parameters: Readonly<Record<string, string>>,
  ): Promise<HttpAnswer> {
    const body = new URLSearchParams(parameters).toString();
    return this.send({ method: "POST", path: `${surface}/${path}/records`, body });
  }

  async export(table: Table, where: readonly Condition[], onBytes: (bytes: Buffer) => void): Promise<void> {
    const dataset = servedFor(table, columnsOf(where));
    const query = new URLSearchParams({ criteria: criteriaOf(where, dataset) });
    const answer = await this.connection.send(
      {
        method: "GET",
        path: `/v1/datasets/${dataset.path}/records?${query}`,
        headers: { Accept: "application/x-ndjson" },
      },
      onBytes,
    );
    refuse(answer);
  }

  close(): void {
    this.connection.close();
  }

  /** The page of `limit` records that follows a cursor, by select of one field; for walks. */
  async follow(
    path: string,
    parameters: Readonly<Record<string, string>>,
  ): Promise<{ readonly records: readonly Record<string, unknown>[]; readonly cursor: string | null }> {
    const answer = await this.native(path, parameters);
    return read(answer) as { records: Record<string, unknown>[]; cursor: string | null };
  }

  private native(path: string, parameters: Readonly<Record<string, string>>): Promise<HttpAnswer> {
    const query = new URLSearchParams(parameters).toString();
    return this.send({ method: "GET", path: query === "" ? path : `${path}?${query}` });
  }

  private async send(request: HttpRequest): Promise<HttpAnswer> {
    const answer = await this.connection.send(request);
    refuse(answer);
    return answer;
  }
}

/** A route that does not exist is not offered; anything else but success is an error. */
function refuse({ status, body }: HttpAnswer): void {
  if (status === 200) return;
  const text = body.toString().slice(0, 500);
  if (status === 404 && /unknown-route|"Not Found"|no such route/i.test(text)) throw new NotOffered(text);
  throw new Error(`artunit answered ${status}: ${text}`);
}

function read(answer: HttpAnswer): unknown {
  return JSON.parse(answer.body.toString());
}

interface JoinedApplication {
  readonly actions: readonly {
    readonly sources: readonly unknown[];
    readonly rejections: readonly unknown[];
    readonly citations: readonly unknown[];
  }[];
  readonly form_citations: readonly unknown[];
}

function countsOf(application: JoinedApplication): Record<Table, number> {
  const counts = { office_actions: 0, rejections: 0, citations: application.form_citations.length };
  for (const action of application.actions) {
    counts.office_actions += action.sources.length;
    counts.rejections += action.rejections.length;
    counts.citations += action.citations.length;
  }
  return counts;
}

function rowOf(doc: Readonly<Record<string, unknown>>, { fields }: Served): Row {
  const row: Record<string, string> = {};
  for (const [column, field] of fields) {
    if (field === "claims") continue;
    const text = textOf(doc[field]);
    row[column] = column === "mail_dt" ? text.slice(0, 10) : text;
  }
  return row;
}

/** One-element lists, numbers, truth values and missing ones, as the release spells them. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(",");
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  const text = String(value);
  return /^\d\.0$/.test(text) ? text.slice(0, 1) : text;
}
