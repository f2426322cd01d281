import type { BulkProduct } from "../../server/extension.js";
import type { Manifest } from "../../store/index.js";
import type { HeldFile, KnownProduct, Listing, Told } from "./registry.js";

/** A product as the portal lists it, keys without a value left out, and its files, the latest first. */
export interface PortalProduct {
  readonly product: Told;
  readonly files: readonly Told[];
}

/** Ours where files are here; else as the portal listed it, or the Bulk Data Storage System. */
export function portalProduct(
  { offered, files, listed }: KnownProduct,
  manifest: Manifest,
  filesUrl: string,
): PortalProduct {
  const isListed = listed.portal !== undefined || listed.bdss !== undefined;
  if (offered !== null && (files.length > 0 || !isListed)) return ours(offered, files, manifest, filesUrl);
  if (listed.portal !== undefined) {
    const { productFileBag: _, ...product } = listed.portal.product;
    return { product, files: listed.portal.files };
  }
  return ofBdss(listed.bdss!);
}

function ours(
  offered: BulkProduct,
  held: readonly HeldFile[],
  manifest: Manifest,
  filesUrl: string,
): PortalProduct {
  const files = held.map((each) => fileOf(each, manifest, `${filesUrl}/${offered.id}`));
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
      ...span(offered, held),
      ...totalSize(held),
      productFileTotalQuantity: files.length,
      ...(files.length === 0 ? {} : { lastModifiedDateTime: wallTime(manifest.createdAt) }),
      mimeTypeIdentifierArrayText: offered.mimeTypes,
    },
    files,
  };
}

function fileOf({ fileName, from, to, written }: HeldFile, { createdAt }: Manifest, filesUrl: string): Told {
  const stamp = wallTime(createdAt);
  return {
    fileName,
    ...(written === null ? {} : { fileSize: written.bytes }),
    ...(from === undefined ? {} : { fileDataFromDate: from }),
    ...(to === undefined ? {} : { fileDataToDate: to }),
    fileTypeText: "Data",
    fileDownloadURI: `${filesUrl}/${fileName}`,
    fileReleaseDate: stamp,
    fileLastModifiedDateTime: stamp,
  };
}

/** The days a product is about, as it says or its files do. */
export function span(
  offered: BulkProduct,
  files: readonly Pick<HeldFile, "from" | "to">[],
): { readonly productFromDate?: string; readonly productToDate?: string } {
  const froms = files.flatMap(({ from }) => from ?? []).sort();
  const tos = files.flatMap(({ to }) => to ?? []).sort();
  const [from, to] = [offered.span?.from ?? froms[0], offered.span?.to ?? tos.at(-1)];
  return {
    ...(from === undefined ? {} : { productFromDate: from }),
    ...(to === undefined ? {} : { productToDate: to }),
  };
}

/** Only where every size is known: a sum of some would be taken for the whole. */
function totalSize(files: readonly HeldFile[]): { readonly productTotalFileSize?: number } {
  if (files.some(({ written }) => written === null)) return {};
  return { productTotalFileSize: files.reduce((sum, { written }) => sum + written!.bytes, 0) };
}

/** `yyyy-MM-dd HH:mm:ss`, as the portal writes it. */
function wallTime(instant: string): string {
  return instant.slice(0, 19).replace("T", " ");
}

function ofBdss({ product, files }: Listing): PortalProduct {
  return {
    product: withoutMissing({
      productIdentifier: product.productShortName,
      productDescriptionText: product.productDesc,
      productTitleText: product.productTitle,
      productFrequencyText: product.productFrequency,
      productFromDate: product.productFromDate,
      productToDate: product.productToDate,
      productFileTotalQuantity: product.numberOfFiles,
    }),
    files: files.map((file) =>
      withoutMissing({
        fileName: file.fileName,
        fileSize: file.fileSize,
        fileDataFromDate: file.fileFromTime,
        fileDataToDate: file.fileToTime,
        fileTypeText: file.fileType,
        fileDownloadURI: file.fileDownloadUrl,
        fileReleaseDate: file.fileReleaseDate,
      }),
    ),
  };
}

function withoutMissing(told: Told): Told {
  return Object.fromEntries(
    Object.entries(told).filter(([, value]) => value !== null && value !== undefined),
  );
}
