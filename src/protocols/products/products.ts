import type { BulkFile, BulkProduct } from "../../server/extension.js";
import type { Shelf } from "../../server/shelf.js";
import type { Manifest, Store } from "../../store/index.js";

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

/** A product with its files, the latest first, as the portal lists them. Sizes are known of files that were written. */
export async function listed(
  offered: BulkProduct,
  store: Store,
  shelf: Shelf | null,
  filesUrl: string,
): Promise<ListedProduct> {
  const { manifest } = store;
  const offers = await offered.files(store);
  const files = await Promise.all(
    offers.map(async (each) => listedFile(each, manifest, await sizeOf(each, manifest, shelf), filesUrl)),
  );
  return {
    product: {
      productIdentifier: offered.id,
      productDescriptionText: offered.description,
      productTitleText: offered.title,
      productFrequencyText: offered.frequency,
      ...(offered.daysOfWeek === undefined ? {} : { daysOfWeekText: offered.daysOfWeek }),
      productLabelArrayText: offered.labels,
      productDatasetArrayText: offered.datasets,
      productDatasetCategoryArrayText: offered.categories,
      ...span(offered, offers),
      ...totalSize(files),
      productFileTotalQuantity: files.length,
      lastModifiedDateTime: wallTime(manifest.createdAt),
      mimeTypeIdentifierArrayText: offered.mimeTypes,
    },
    files,
  };
}

async function sizeOf(
  { fileName, content }: BulkFile,
  { id }: Manifest,
  shelf: Shelf | null,
): Promise<number | null> {
  return content.kind === "written" ? ((await shelf?.known(id, fileName))?.bytes ?? null) : null;
}

function listedFile(
  { fileName, from, to }: BulkFile,
  { createdAt }: Manifest,
  size: number | null,
  filesUrl: string,
): ProductFile {
  const stamp = wallTime(createdAt);
  return {
    fileName,
    ...(size === null ? {} : { fileSize: size }),
    ...(from === undefined ? {} : { fileDataFromDate: from }),
    ...(to === undefined ? {} : { fileDataToDate: to }),
    fileTypeText: "Data",
    fileDownloadURI: `${filesUrl}/${fileName}`,
    fileReleaseDate: stamp,
    fileLastModifiedDateTime: stamp,
  };
}

function span(
  offered: BulkProduct,
  files: readonly BulkFile[],
): { readonly productFromDate?: string; readonly productToDate?: string } {
  const from = offered.span?.from ?? files.at(-1)?.from;
  const to = offered.span?.to ?? files[0]?.to;
  return {
    ...(from === undefined ? {} : { productFromDate: from }),
    ...(to === undefined ? {} : { productToDate: to }),
  };
}

/** Only where every size is known: a sum of some would be taken for the whole. */
function totalSize(files: readonly ProductFile[]): { readonly productTotalFileSize?: number } {
  const sizes = files.map((file) => file.fileSize);
  if (sizes.length === 0 || sizes.some((size) => size === undefined)) return {};
  return { productTotalFileSize: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0) };
}

/** `yyyy-MM-dd HH:mm:ss`, as the portal writes it. */
function wallTime(instant: string): string {
  return instant.slice(0, 19).replace("T", " ");
}
