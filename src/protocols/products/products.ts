import type { Manifest, Store } from "../../store/index.js";
import { type ArchiveShelf, type Week, weeksOf } from "./archives.js";

/** A product as the portal lists it; keys without a value are left out. */
export interface Product {
  readonly productIdentifier: string;
  readonly productDescriptionText: string;
  readonly productTitleText: string;
  readonly productFrequencyText: string;
  readonly daysOfWeekText?: string;
  readonly productLabelArrayText: readonly string[];
  readonly productDatasetArrayText: readonly string[];
  readonly productDatasetCategoryArrayText: readonly string[];
  readonly productFromDate?: string;
  readonly productToDate?: string;
  readonly productTotalFileSize?: number;
  readonly productFileTotalQuantity: number;
  readonly lastModifiedDateTime: string;
  readonly mimeTypeIdentifierArrayText: readonly string[];
}

export interface ProductFile {
  readonly fileName: string;
  readonly fileSize?: number;
  readonly fileDataFromDate?: string;
  readonly fileDataToDate?: string;
  readonly fileTypeText: "Data";
  readonly fileDownloadURI: string;
  readonly fileReleaseDate: string;
  readonly fileLastModifiedDateTime: string;
}

export interface ListedProduct {
  readonly product: Product;
  readonly files: readonly ProductFile[];
}

/** Tables of the 2017 release, and where the native API exports them. */
export const RELEASE_FILES: Readonly<Record<string, string>> = {
  "office_actions.csv": "/v1/datasets/office_actions/2017/records.csv",
  "rejections.csv": "/v1/datasets/rejections/2017/records.csv",
  "citations.csv": "/v1/datasets/citations/2017/records.csv",
};

/** The products of a snapshot with their files, the latest first. Sizes are known of files that have been made. */
export async function listProducts(
  store: Store,
  shelf: ArchiveShelf | null,
  base: string,
): Promise<readonly ListedProduct[]> {
  return [await weeklyArchives(store, shelf, base), researchDataset(store.manifest, base)];
}

async function weeklyArchives(
  store: Store,
  shelf: ArchiveShelf | null,
  base: string,
): Promise<ListedProduct> {
  const stamp = wallTime(store.manifest.createdAt);
  const weeks = await weeksOf(store);
  const files = await Promise.all(
    weeks.map(async (week): Promise<ProductFile> => {
      const made = (await shelf?.known(store, week)) ?? null;
      return {
        fileName: week.fileName,
        ...(made ? { fileSize: made.bytes } : {}),
        fileDataFromDate: week.from,
        fileDataToDate: week.to,
        fileTypeText: "Data",
        fileDownloadURI: `${base}/api/v1/datasets/products/files/OACT/${week.fileName}`,
        fileReleaseDate: stamp,
        fileLastModifiedDateTime: stamp,
      };
    }),
  );
  return {
    product: {
      productIdentifier: "OACT",
      productDescriptionText:
        "The full text of public Office actions, one zip file of JSON Lines for each week in which they were mailed.",
      productTitleText: "Office Actions Weekly Archives",
      productFrequencyText: "WEEKLY",
      daysOfWeekText: "MONDAY",
      productLabelArrayText: ["Patent"],
      productDatasetArrayText: ["Authoritative"],
      productDatasetCategoryArrayText: ["Patent Application"],
      ...span(weeks),
      ...totalSize(files),
      productFileTotalQuantity: files.length,
      lastModifiedDateTime: stamp,
      mimeTypeIdentifierArrayText: ["JSON"],
    },
    files,
  };
}

function researchDataset(manifest: Manifest, base: string): ListedProduct {
  const stamp = wallTime(manifest.createdAt);
  const files = Object.keys(RELEASE_FILES)
    .filter((name) => releaseRows(manifest, name.replace(/\.csv$/, "")) > 0)
    .map(
      (name): ProductFile => ({
        fileName: name,
        fileTypeText: "Data",
        fileDownloadURI: `${base}/api/v1/datasets/products/files/PTOFFACT/${name}`,
        fileReleaseDate: stamp,
        fileLastModifiedDateTime: stamp,
      }),
    );
  return {
    product: {
      productIdentifier: "PTOFFACT",
      productDescriptionText:
        "The Office Action Research Dataset of 2017: Office actions, rejections and citations mailed from 2008 to mid-2017.",
      productTitleText: "Office Action Research Dataset",
      productFrequencyText: "YEARLY",
      productLabelArrayText: ["Patent", "Research"],
      productDatasetArrayText: ["Research"],
      productDatasetCategoryArrayText: ["Patent Application"],
      productFromDate: "2008-01-01",
      productToDate: "2017-06-30",
      productFileTotalQuantity: files.length,
      lastModifiedDateTime: stamp,
      mimeTypeIdentifierArrayText: ["CSV"],
    },
    files,
  };
}

function releaseRows(manifest: Manifest, table: string): number {
  return manifest.tables.find(({ name }) => name === table)?.rowsBySource["release-2017"] ?? 0;
}

function span(weeks: readonly Week[]): { productFromDate?: string; productToDate?: string } {
  const [last, first] = [weeks[0], weeks.at(-1)];
  return first && last ? { productFromDate: first.from, productToDate: last.to } : {};
}

/** Only where every size is known: a sum of some would be taken for the whole. */
function totalSize(files: readonly ProductFile[]): { productTotalFileSize?: number } {
  const sizes = files.map((file) => file.fileSize);
  if (sizes.length === 0 || sizes.some((size) => size === undefined)) return {};
  return { productTotalFileSize: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0) };
}

/** `yyyy-MM-dd HH:mm:ss`, as the portal writes it. */
function wallTime(instant: string): string {
  return instant.slice(0, 19).replace("T", " ");
}
