import type { Dataset, Table } from "../catalog/index.js";
import type { Store } from "../store/index.js";
import type { Html } from "./html.js";
import type { Profile, Report } from "./report.js";
import type { Asked, BodyRule, Context, Parameter, Route, Schema } from "./route.js";

/** What a family adds to what is served, beside its datasets, which are served everywhere by themselves. */
export interface Extension {
  /** Routes of its own in the native API. */
  readonly routes: readonly Route[];
  readonly contributions: readonly Contribution[];
  /** Schemas that those of its routes and contributions refer to, by name: `ownSchema(name)`. */
  readonly schemas?: Readonly<Record<string, Schema>>;
  readonly products: readonly BulkProduct[];
  /** Reports it proposes, and what they are told of together. */
  readonly reports?: readonly Report[];
  readonly profiles?: readonly Profile[];
  /** The office's products whose files it reads. */
  readonly reads?: readonly ReadProduct[];
  /** Products that the office listed, as they were loaded. */
  readonly listings?: (store: Store) => Promise<readonly ListedProduct[]>;
  readonly pages: readonly Page[];
  /** First questions to try, shown on the front page. */
  readonly firstQuestions: readonly FirstQuestion[];
  /** What it makes of something that a person pasted into the one box. */
  readonly finders?: readonly Finder[];
  /** Forms of its own beside the one box on the front page. */
  readonly welcomes?: readonly ((base: string) => Html)[];
  /** Rules for its pages, behind those of the portal's style sheet. */
  readonly style?: string;
}

/** What a family knows of an application or a reference: some members of the object that all families make together. */
export interface Contribution {
  /** What it is about; its number, as one way of writing it for all, is the key that joins. */
  readonly about: "application" | "reference";
  /** Parameters that narrow it, beside those the route has. */
  readonly parameters: readonly Parameter[];
  /**
   * Tables with the role `application` that it speaks for. Of datasets whose table no contribution speaks for, the records are told as
   * they are, under the dataset's key.
   */
  readonly tables?: readonly Table[];
  /** Its members; no other contribution about the same has one of these names. */
  readonly members: Readonly<Record<string, Schema>>;
  read(number: string, asked: Asked, context: Context): Promise<Contributed>;
  /** Its part of the page about the number, drawn from its own members of the native answer. */
  draw?(members: Readonly<Record<string, unknown>>, base: string, number: string): Html;
}

export interface Contributed {
  /** Nothing is loaded about it; the members say so, each in its way. */
  readonly isEmpty: boolean;
  /** Every declared member as JSON text. */
  readonly members: Members;
}

/** Members of an object by their names, each as JSON text. */
export type Members = Readonly<Record<string, string>>;

/** A page of a family's own; the portal draws its frame. */
export interface Page {
  readonly path: string;
  readonly title: string;
  readonly parameters: readonly Parameter[];
  readonly methods?: Route["methods"];
  readonly body?: BodyRule;
  readonly from?: Route["from"];
  /** Answers without a key: it shows no record. */
  readonly open?: true;
  /** How the menu calls it; it is not in the menu without. */
  readonly menu?: string;
  draw(asked: Asked, context: Context): Promise<Html | Drawn | { readonly elsewhere: string }>;
}

/** What stands in the frame, under a title of its own. */
export interface Drawn {
  readonly title: string;
  readonly body: Html;
  /** Where the same stands for machines, below the base. */
  readonly twin?: string;
}

/** Tells what somebody wrote or pasted, and where that leads. */
export interface Finder {
  /** What may be written for it, each of another kind; shown below the box. */
  readonly examples: readonly string[];
  find(written: string, asked: Asked, context: Context): Promise<readonly Interpretation[]>;
  /** What is loaded that begins as is written, asked with every key: within milliseconds, the likeliest first. */
  suggest?(written: string, asked: Asked, context: Context): Promise<readonly Interpretation[]>;
}

/** One way to take what was written. */
export interface Interpretation {
  /** What it is taken for: `application 14/574,014`. */
  readonly says: string;
  /** Where that leads, below the base. */
  readonly path: string;
  /** Something is loaded about it; null where that was not looked up. */
  readonly isLoaded: boolean | null;
  /** How sure one can be from its form alone: 3 it can hardly be anything else, 1 anything may be taken for it. */
  readonly likeness: 1 | 2 | 3;
}

export interface FirstQuestion {
  readonly says: string;
  readonly dataset: Dataset;
  readonly criteria: string;
}

/** Files that belong together, as the office offers them in bulk. */
export interface BulkProduct {
  /** As the office calls it: `OACT`. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly frequency: string;
  /** Days of the week on which it comes out, in the office's words. */
  readonly daysOfWeek?: string;
  readonly labels: readonly string[];
  readonly datasets: readonly string[];
  readonly categories: readonly string[];
  readonly mimeTypes: readonly string[];
  /** What the retired Bulk Data Storage System said otherwise of it: its number there, and how often it came out. */
  readonly inBdss?: { readonly number: number; readonly frequency: string | null };
  /** The days it is about, where that is not told by its files. */
  readonly span?: { readonly from: string; readonly to: string };
  /** A path under which old links lead to its files, too, with `{name}` for the file's. */
  readonly oldPath?: string;
  /** Its files, the latest first. */
  files(store: Store): Promise<readonly BulkFile[]>;
}

export interface BulkFile {
  readonly fileName: string;
  readonly type: "application/zip" | "text/csv";
  /** The days it is about. */
  readonly from?: string;
  readonly to?: string;
  /** How many rows or documents it holds: a large one is written when it is asked for, not when it is listed. */
  readonly rows: number;
  write(path: string): Promise<void>;
}

/** A product as the office listed it, of which no file need be here. */
export interface ListedProduct {
  /** Its short name. */
  readonly id: string;
  /** Which of the office's services listed it: a word of the protocol that answers as it did. */
  readonly manner: string;
  /** The product as it was answered, its files with it. */
  readonly record: Readonly<Record<string, unknown>>;
}

/** Bulk products whose files a family reads. */
export interface ReadProduct {
  readonly id: string;
  /** Those of its files that are read, by their names; all of them where nothing is said. */
  readonly files?: RegExp;
  /** It is the one that is fetched where none is named. */
  readonly isUsual?: true;
}
