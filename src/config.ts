import envPaths from "env-paths";

/** The one place that reads the environment. */
export interface Config {
  /** Where snapshots live unless `--data` names another folder. */
  readonly dataFolder: string;
  /** Key for syncing from the USPTO's own service, if any. */
  readonly usptoApiKey: string | null;
}

export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  return {
    dataFolder: environment.ARTUNIT_DATA ?? envPaths("artunit", { suffix: "" }).data,
    usptoApiKey: environment.ARTUNIT_USPTO_API_KEY ?? null,
  };
}
