import type { LoadOptions } from "../load.js";
import { documents } from "./documentReader.js";
import { textShards } from "./finish.js";
import { type TextReaderOptions, textRecords } from "./reader.js";

/** What a load needs to take texts: to be spread into its options. */
export function textLoading(
  options: TextReaderOptions,
): Required<Pick<LoadOptions, "readers" | "finishers">> {
  return { readers: [textRecords(options), documents(options)], finishers: [textShards()] };
}
