import { ArtunitError } from "../../errors.js";
import type { Loadable } from "../loadable.js";
import type { RemoteFile } from "./files.js";

/** A bulk product that some family reads. */
export interface ReadableProduct {
  /** As the office calls it. */
  readonly id: string;
  readonly reads: (fileName: string) => boolean;
}

/**
 * The product of a name in any case of letters.
 *
 * @throws ArtunitError `format-refused` where no family reads its files: nothing is fetched in vain.
 */
export function readableProduct({ families }: Loadable, name: string): ReadableProduct {
  const all = readProducts({ families });
  const found = all.filter(({ id }) => id.toUpperCase() === name.toUpperCase());
  if (found[0])
    return {
      id: found[0].id,
      reads: (fileName) => found.some(({ files }) => files === undefined || files.test(fileName)),
    };
  const known = [...new Set(all.map(({ id }) => id))].join(", ");
  throw new ArtunitError(
    "format-refused",
    `Nothing here reads the files of the bulk product "${name.slice(0, 80)}", so none was fetched. Products that are read: ${known}.`,
  );
}

/** The product that is fetched where none is named. */
export function usualProduct(installation: Pick<Loadable, "families">): string {
  return readProducts(installation).find(({ isUsual }) => isUsual)?.id ?? "";
}

function readProducts({ families }: Pick<Loadable, "families">) {
  return families.flatMap(({ reads }) => reads ?? []);
}

/** What of a product's files is fetched, and what is left. */
export interface Sorted {
  readonly wanted: readonly RemoteFile[];
  readonly left: readonly RemoteFile[];
}

/** Leaves documents about the data, what nothing reads, and Stata files that are there as CSV, too. */
export function sortFiles(files: readonly RemoteFile[], { reads }: ReadableProduct): Sorted {
  const csv = new Set(files.map(({ name, toDate }) => `${toDate} ${name.toLowerCase()}`));
  const isTwin = ({ name, toDate }: RemoteFile) => {
    const asCsv = name.toLowerCase().replace(/dta(?=(?:\.zip)?$)/, "csv");
    return asCsv !== name.toLowerCase() && csv.has(`${toDate} ${asCsv}`);
  };
  const isWanted = (file: RemoteFile) => !file.isDocument && reads(file.name) && !isTwin(file);
  return { wanted: files.filter(isWanted), left: files.filter((file) => !isWanted(file)) };
}
