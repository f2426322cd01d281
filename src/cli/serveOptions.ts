import { ArtunitError } from "../errors.js";
import { INSTALLATION } from "../installation.js";
import {
  keysFromFile,
  keysOfBoth,
  protocolsMeant,
  proxiesOf,
  type ServedKeys,
  type Settings,
  sqlDesk,
} from "../server/index.js";
import { places } from "../store/snapshots/dataFolder.js";
import { dataFolder } from "./options.js";

/** Of one question in SQL. */
const SQL_MEMORY = "1GB";

/** What `serve` is told on the command line, as front ends are told it too. */
export interface ServeOptions {
  readonly data?: string;
  readonly port: number;
  readonly host: string;
  readonly publicUrl?: string;
  readonly unknownFields: Settings["unknownFields"];
  readonly cors: string;
  readonly apiKeys?: string;
  readonly apiKeysFor?: string;
  readonly issuedKeys?: true;
  readonly selfServiceKeys?: number;
  readonly trustProxy?: string;
  readonly accessLog?: string;
  readonly rateLimit?: number;
  readonly queryTime: number;
  readonly embargoDays: number;
  readonly scrubDays: number;
  /** The cores less one where it is left out. */
  readonly workers?: number;
  readonly dev?: true;
  readonly sql?: true;
}

/** What they come to in each process that answers. */
export function settingsOf(options: ServeOptions, issuedKeys: ServedKeys): Partial<Settings> {
  const { trustProxy, apiKeysFor, apiKeys, selfServiceKeys } = options;
  if (apiKeysFor !== undefined && apiKeys === undefined && !options.issuedKeys)
    throw new ArtunitError(
      "bad-parameter",
      "--api-keys-for says where keys are asked for: give --api-keys FILE or --issued-keys, too.",
    );
  // Who asks the tables sees every row in them.
  if (options.sql && options.embargoDays > 0)
    throw new ArtunitError(
      "bad-parameter",
      "--sql shows every row that is loaded, and --embargo-days keeps some back: choose one of them.",
    );
  if (options.issuedKeys && !issuedKeys.isSet())
    throw new ArtunitError(
      "bad-parameter",
      "--issued-keys asks for keys that are made here, and none can be yet. Run `artunit keys init` first.",
    );
  const listed = apiKeys === undefined ? null : keysFromFile(apiKeys);
  return {
    proxies: trustProxy === undefined ? null : proxiesOf(trustProxy),
    keysFor:
      apiKeysFor === undefined
        ? null
        : protocolsMeant(
            apiKeysFor.split(",").map((each) => each.trim()),
            INSTALLATION,
          ),
    publicUrl: options.publicUrl ?? null,
    unknownFields: options.unknownFields,
    cors: options.cors === "off" ? null : options.cors,
    keys: listed !== null || options.issuedKeys ? keysOfBoth(issuedKeys, listed) : null,
    issuedKeys,
    selfServiceLimit: selfServiceKeys ?? null,
    queryTime: options.queryTime * 1000,
    sql: options.sql
      ? sqlDesk((snapshot) => places.snapshot(dataFolder(options), snapshot), {
          seconds: options.queryTime,
          memory: SQL_MEMORY,
        })
      : null,
    isDevelopment: options.dev === true,
  };
}
