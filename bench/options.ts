import { type ParseArgsConfig, parseArgs } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;

/**
 * Reads the options of one of these programs. `--help` prints how it is used and ends it; an option that does not
 * exist or lacks its value ends it with code 2, naming the option.
 */
export function readOptions<const T extends Options>(
  usage: string,
  options: T,
): ReturnType<typeof parseArgs<{ options: T }>>["values"] {
  if (process.argv.includes("--help")) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
}

/** The options given that decide the figures: folders and ports of this machine are left out. */
export function decidingOptions(given: readonly string[] = process.argv.slice(2)): readonly string[] {
  const places = ["--data", "--work", "--port", "--note"];
  return given.filter((each, at) => !places.includes(each) && !places.includes(given[at - 1] ?? ""));
}
