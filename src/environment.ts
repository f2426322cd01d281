import envPaths from "env-paths";

/** Every environment variable Artunit reads, as the reference documentation prints it. */
export const SETTINGS = {
  ARTUNIT_DATA: {
    means: "The data folder, where snapshots live. A command's `--data` goes before it.",
    otherwise:
      "`artunit` in the user's data folder: `~/.local/share` on Linux, `~/Library/Application Support` on macOS, " +
      "`%LOCALAPPDATA%` (then `artunit\\Data`) on Windows",
  },
  ARTUNIT_USPTO_API_KEY: {
    means: "The key sent to the USPTO's own service when `artunit sync` reads from it.",
    otherwise: "no key is sent",
  },
  ARTUNIT_API_KEY: {
    means:
      "The key sent to another Artunit that asks for one (`artunit serve --api-keys`) when `artunit sync` reads from it.",
    otherwise: "no key is sent",
  },
} as const satisfies Record<string, { readonly means: string; readonly otherwise: string }>;

/** The one place that reads the environment. */
export interface Config {
  /** Where snapshots live unless `--data` names another folder. */
  readonly dataFolder: string;
  /** Key for syncing from the USPTO's own service, if any. */
  readonly usptoApiKey: string | null;
  /** Key for syncing from any other service. */
  readonly apiKey: string | null;
}

export function readEnvironment(environment: NodeJS.ProcessEnv = process.env): Config {
  const setting = (name: keyof typeof SETTINGS) => environment[name] || null;
  return {
    dataFolder: setting("ARTUNIT_DATA") ?? envPaths("artunit", { suffix: "" }).data,
    usptoApiKey: setting("ARTUNIT_USPTO_API_KEY"),
    apiKey: setting("ARTUNIT_API_KEY"),
  };
}
