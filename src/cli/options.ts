import { readConfig } from "../config.js";

/** The data folder of a command: its `--data`, or the configured one. */
export function dataFolder(options: { readonly data?: string }): string {
  return options.data ?? readConfig().dataFolder;
}
