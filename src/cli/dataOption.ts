import { readConfig } from "../config.js";

/** The option that every command on a data folder has. */
export const DATA_OPTION = [
  "--data <dir>",
  "data folder (default: artunit's in the user's data directory)",
] as const;

export interface DataFlag {
  readonly data?: string;
}

export function dataFolder(flags: DataFlag): string {
  return flags.data ?? readConfig().dataFolder;
}
