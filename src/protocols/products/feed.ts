import { PREFIX } from "./index.js";

/** How another installation, or the portal itself, is asked for the files of a product: see `FileFeed`. */
export const PRODUCT_FILES = {
  path: (product: string) => `${PREFIX.slice(1)}/${encodeURIComponent(product)}?includeFiles=true`,
  filesIn(answer: unknown) {
    const bag = member(first(member(answer, "bulkDataProductBag")), "productFileBag");
    const list = member(bag, "fileDataBag");
    if (!Array.isArray(list)) return null;
    return list.map((entry: unknown) => ({
      name: member(entry, "fileName"),
      uri: member(entry, "fileDownloadURI"),
      bytes: member(entry, "fileSize"),
      toDate: member(entry, "fileDataToDate"),
      isDocument: member(entry, "fileTypeText") === "Document",
    }));
  },
};

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}
