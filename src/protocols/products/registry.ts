import type { BulkFile, BulkProduct, ListedProduct } from "../../server/extension.js";
import type { Installation } from "../../server/index.js";
import type { Context } from "../../server/route.js";
import { Shelf, type Written } from "../../server/shelf.js";

/** Members of a product or a file, as a service answered them. */
export type Told = Readonly<Record<string, unknown>>;

/** A product that is known here. Where files of it are here, it is ours; else it is as the office listed it. */
export interface KnownProduct {
  readonly id: string;
  /** The product whose files a family tells; null where no family knows it. */
  readonly offered: BulkProduct | null;
  /** Its files here, the latest first. */
  readonly files: readonly HeldFile[];
  /** What the office's services said of it, by service. */
  readonly listed: Partial<Readonly<Record<Manner, Listing>>>;
}

/** A file that is here. */
export interface HeldFile extends BulkFile {
  /** Its length and digest; null while a large one was not asked for yet. */
  readonly written: Written | null;
}

/** What one service said of a product in all its answers that were loaded. */
export interface Listing {
  readonly product: Told;
  readonly files: readonly Told[];
}

/** Rows beyond which a file is not written for a list alone: a second or two of writing. */
const LARGE = 300_000;
/** For how long a list writes files that it has to know the size of, in milliseconds. */
const PATIENCE = 5000;

/** Whether there is something to tell of it: a file here, or what the office said. */
export function isHereOrListed({ files, listed }: KnownProduct): boolean {
  return files.length > 0 || listed.bdss !== undefined || listed.portal !== undefined;
}

/** Every product, or the one of a name in any case of letters: those with files here, then what was listed, in its order. */
export async function knownProducts(
  { families }: Pick<Installation, "families">,
  context: Context,
  only?: string,
): Promise<readonly KnownProduct[]> {
  const { store } = context.lease;
  const offered = offeredProducts(families);
  const listed = listingsOf(
    (await Promise.all(families.map(({ listings }) => listings?.(store) ?? []))).flat(),
  );
  const ids = [...new Set([...offered.map(({ id }) => id), ...listed.keys()])].filter(
    (id) => only === undefined || id.toUpperCase() === only.toUpperCase(),
  );
  const until = Date.now() + PATIENCE;
  const products: KnownProduct[] = [];
  for (const id of ids) {
    const product = offered.find((each) => each.id === id) ?? null;
    const files = product === null ? [] : await heldFiles(await product.files(store), context, until);
    products.push({ id, offered: product, files, listed: listed.get(id) ?? {} });
  }
  const inOrder = [...listed.keys()];
  const rank = ({ id, files }: KnownProduct) =>
    files.length > 0 ? -1 : inOrder.includes(id) ? inOrder.indexOf(id) : inOrder.length;
  return products.sort((a, b) => rank(a) - rank(b));
}

/** The products that families tell; one that several tell has the files of all. */
export function offeredProducts(families: Installation["families"]): readonly BulkProduct[] {
  const offered = new Map<string, BulkProduct>();
  for (const product of families.flatMap(({ products }) => products)) {
    const before = offered.get(product.id);
    const files: BulkProduct["files"] = async (store) => [
      ...((await before?.files(store)) ?? []),
      ...(await product.files(store)),
    ];
    offered.set(product.id, before === undefined ? product : { ...before, files });
  }
  return [...offered.values()];
}

async function heldFiles(
  files: readonly BulkFile[],
  context: Context,
  until: number,
): Promise<readonly HeldFile[]> {
  const shelf = shelfOf(context);
  const { id } = context.lease.store.manifest;
  const held: HeldFile[] = [];
  for (const file of files) {
    const known = (await shelf?.known(id, file.fileName)) ?? null;
    const isDue = known === null && shelf !== null && file.rows <= LARGE && Date.now() < until;
    const written = isDue ? await shelf.take(id, file.fileName, file.write) : known;
    held.push({ ...file, written });
  }
  return held;
}

const shelves = new Map<string, Shelf>();

/** Where files are kept; null where the operator offers none. */
export function shelfOf({ settings: { archivesFolder } }: Context): Shelf | null {
  if (archivesFolder === null) return null;
  const shelf = shelves.get(archivesFolder) ?? new Shelf(archivesFolder);
  shelves.set(archivesFolder, shelf);
  return shelf;
}

/** Which member names a file for good, holds the files, and dates the product, in the manner of each service. */
const MANNERS = {
  bdss: { file: "fileIdentifier", dated: "productToDate" },
  portal: { file: "fileDownloadURI", dated: "lastModifiedDateTime" },
} as const;

type Manner = keyof typeof MANNERS;
type Listed = Partial<Record<Manner, Listing>>;

function mannerNamed(name: string): Manner {
  if (name in MANNERS) return name as Manner;
  throw new Error(`No service lists products as ${name}.`);
}

/** Of the answers about one product the latest says what it is; its files are those of all, each once. */
function listingsOf(answers: readonly ListedProduct[]): ReadonlyMap<string, Listed> {
  const listed = new Map<string, Listed>();
  for (const { id, manner: name, record } of answers) {
    const manner = mannerNamed(name);
    const of = listed.get(id) ?? {};
    listed.set(id, { ...of, [manner]: joined(of[manner], record, manner) });
  }
  return listed;
}

function joined(before: Listing | undefined, record: Told, manner: Manner): Listing {
  const { file, dated } = MANNERS[manner];
  const files = filesOf(record, manner);
  if (before === undefined) return { product: record, files };
  const known = new Set(before.files.map((each) => each[file]));
  return {
    product: String(record[dated] ?? "") >= String(before.product[dated] ?? "") ? record : before.product,
    files: [...before.files, ...files.filter((each) => !known.has(each[file]))],
  };
}

function filesOf(record: Told, manner: Manner): readonly Told[] {
  const bag = manner === "bdss" ? record.productFiles : (record.productFileBag as Told | null)?.fileDataBag;
  return Array.isArray(bag) ? (bag as Told[]) : [];
}
