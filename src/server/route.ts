import type { Catalog, Dataset } from "../catalog/index.js";
import type { Schema } from "../store/records/wireForms.js";
import type { Metrics } from "./metrics.js";
import type { Download } from "./sendFile.js";
import type { Settings } from "./settings.js";
import type { Lease } from "./snapshots.js";

/**
 * One route, declared as data: the handler reads only what is declared here, an undeclared parameter is refused, and
 * the server, the command line and `/openapi.json` go by the same declaration.
 */
export interface Route {
  /** In OpenAPI's notation: `/v1/datasets/{key}/{version}/records`. */
  readonly path: string;
  /** Its own within its protocol. */
  readonly operationId: string;
  readonly summary: string;
  /** POST takes the same parameters in its body. PUT changes nothing that is kept. */
  readonly methods: readonly ("GET" | "POST" | "PUT")[];
  readonly parameters: readonly Parameter[];
  /**
   * JSON Schema of the answer's body. A route whose path names a dataset is documented once for each that its
   * protocol publishes, and says here what it answers of that one.
   */
  readonly answer: Schema | ((dataset: Dataset) => Schema);
  /** The parameter of the path that may be written with slashes: `14/574,014`, `PCT/US2010/123456`. */
  readonly slashed?: string;
  /** The media type of the answer where it is not JSON. */
  readonly type?: string;
  /** Other media types the route can answer in: by extension (`.csv`) or the Accept header. */
  readonly otherTypes?: readonly string[];
  /**
   * What the answer comes from: a snapshot when absent, one if any is loaded, a snapshot or else the rows that come
   * with the program (so it is for every route whose path names a dataset that has such), or none.
   */
  readonly from?: "snapshot-if-any" | "snapshot-or-bundled" | "nothing";
  /** The answer may change while snapshot, program and address stay the same: it bears no entity tag. */
  readonly changes?: true;
  /** Answers without a key, and no rate limit counts it. Every other route is protected where keys or limits are set. */
  readonly open?: true;
  /** Asks for a key wherever the operator asks for keys at all, also where `--api-keys-for` leaves its protocol open. */
  readonly guarded?: true;
  /** Where anybody may make a key, it is reached without one; limits hold for it. */
  readonly forNewcomers?: true;
  /** For bodies that are larger than parameters are, or are no parameters. */
  readonly body?: BodyRule;
  readonly handle: (asked: Asked, context: Context) => Promise<Answer>;
}

export interface BodyRule {
  /** Bytes at most. */
  readonly limit: number;
  /** What to do with a larger one, as a sentence. */
  readonly beyond: string;
  /** The parameter that a body is which is not JSON. */
  readonly plain: string;
  /** The route reads files: its parameter of kind `file` is a form's file, or a body of one of these types. */
  readonly files?: readonly FileType[];
}

/** A kind of file that may be sent. */
export interface FileType {
  readonly type: string;
  /** How such files are called, for messages: `.docx`. */
  readonly extension: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  /**
   * What it may be. `criteria` may say NOW; a `cursor` and a `snapshot` name the snapshot that answers; `key` and
   * `version` name a dataset.
   */
  readonly kind:
    | "text"
    | "criteria"
    | "cursor"
    | "snapshot"
    | "key"
    | "version"
    | "day"
    | "count"
    | "flag"
    | "list"
    | "choice"
    | "file";
  readonly choices?: readonly string[];
  /** Of a count, the largest that is answered. */
  readonly most?: number;
  readonly required?: true;
  readonly meaning: string;
  /** One that is answered, of any dataset; or of each its own. */
  readonly example?: string | ((dataset: Dataset) => string);
}

export type { Schema };

/** What was sent, by name; what it means is for the route to say. */
export type Received = Readonly<Record<string, unknown>>;

/** Parameters as declared: text, whole number, truth value or list; absent ones are undefined. */
export interface Parameters {
  text(name: string): string | undefined;
  count(name: string): number | undefined;
  flag(name: string): boolean | undefined;
  list(name: string): readonly string[] | undefined;
  file(name: string): Upload | undefined;
}

/** A file that a form brought. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What was asked of a route. */
export interface Asked extends Parameters {
  /** The format of the path's extension or the Accept header: json unless asked otherwise. */
  readonly format: Format;
  /** Ends the question: the client left, or its time is over. */
  readonly signal: AbortSignal;
}

export const FORMATS = ["json", "ndjson", "csv", "parquet", "dta"] as const;
export type Format = (typeof FORMATS)[number];

const TYPES: readonly (readonly [string, Format])[] = [
  ["application/json", "json"],
  ["application/x-ndjson", "ndjson"],
  ["application/ndjson", "ndjson"],
  ["text/csv", "csv"],
  ["application/vnd.apache.parquet", "parquet"],
  ["application/x-stata-dta", "dta"],
];

/** The format of a media type; undefined where it is none of ours. */
export function formatOfType(type: string): Format | undefined {
  return TYPES.find(([name]) => name === type)?.[1];
}

/** What a handler may use beside its parameters. */
export interface Context {
  readonly catalog: Catalog;
  /** The snapshot the answer comes from, held until the answer has been sent. Throws `no-data` where there is none. */
  readonly lease: Lease;
  readonly isLoaded: boolean;
  readonly now: Date;
  /** What tells who asks from others: a key, else an address. For limits alone. */
  readonly client: string;
  /** Whose key was sent: the operator's own, another that holds, or none. */
  readonly role: "operator" | "key" | "anybody";
  /** The address of the server as the client knows it, without a slash at its end. */
  readonly baseUrl: string;
  readonly settings: Settings;
  readonly metrics: Metrics;
  /** What cursors are sealed with. */
  readonly sealKey: Uint8Array;
}

/** An answer: a JSON value, a text, chunks of a body that is made while it is sent, a file, or another address. */
export type Answer = {
  /** 200 when absent. */
  readonly status?: 404;
  readonly headers?: Readonly<Record<string, string>>;
} & (
  | { readonly kind: "json"; readonly body: unknown }
  /** JSON that is written already, unless it has another media type. */
  | { readonly kind: "text"; readonly body: string; readonly type?: string }
  | Streamed
  | { readonly kind: "file"; readonly file: Download }
  | { readonly kind: "elsewhere"; readonly url: string }
);

export interface Streamed {
  readonly kind: "stream";
  readonly type: string;
  readonly fileName: string | null;
  readonly chunks: AsyncIterable<string | Uint8Array>;
  /**
   * How much of it is held before it is sent, in characters or bytes. Until then an error gets its own status, and an
   * answer that ends within is sent in one piece, with its length.
   */
  readonly held: number;
  /** Known once the stream has ended; sent as HTTP trailers, or as headers of what is sent in one piece. */
  readonly trailers?: () => Readonly<Record<string, string>>;
}
