import { type Command, InvalidArgumentError, Option } from "commander";
import { ArtunitError } from "../errors.js";
import { INSTALLATION } from "../installation.js";
import {
  accessLogTo,
  IssuedKeys,
  keysFromFile,
  keysOfBoth,
  protocolsMeant,
  proxiesOf,
  rateLimit,
  type Settings,
} from "../server/index.js";
import { currentId } from "../store/snapshots/folder.js";
import { keysFolder } from "./keys.js";
import { dataFolder } from "./options.js";
import { serveFolder } from "./serving.js";

export const DEFAULT_PORT = 8892;

interface ServeOptions {
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
  readonly workers: number;
}

/** `artunit serve` */
export function addServe(program: Command): void {
  program
    .command("serve")
    .description("Serve what is loaded: both generations of the USPTO's API, and Artunit's own.")
    .option("--data <folder>", "data folder")
    .option("--port <number>", "port; 0 takes a free one", readPort, DEFAULT_PORT)
    .option("--host <name>", "address to listen on; 0.0.0.0 lets other machines in", "localhost")
    .option(
      "--public-url <url>",
      "the address clients see, where a proxy stands before this server",
      readPublicUrl,
    )
    .addOption(
      new Option(
        "--unknown-fields <how>",
        "an unknown field on the USPTO's routes: no match and a warning as the USPTO's portal does, or a 400",
      )
        .choices(["refuse", "as-uspto"])
        .default("as-uspto"),
    )
    .option("--cors <origin>", "origin whose pages may call; * for all, off for none", "*")
    .option(
      "--trust-proxy <addresses>",
      "proxies whose X-Forwarded-For, -Proto, -Host and -Prefix are believed: addresses, networks (10.0.0.0/8), loopback, private; separated by commas",
    )
    .option(
      "--api-keys <file>",
      "ask for a key (X-API-KEY, or Authorization: Bearer); the file holds one a line, or its sha256:DIGEST",
    )
    .option("--issued-keys", "ask for a key that `artunit keys` or the page /keys made")
    .option(
      "--self-service-keys <limit>",
      "let everybody make a key of at most so many requests a minute",
      readWhole,
    )
    .option(
      "--api-keys-for <names>",
      "where it is asked for, the rest is left open: v1, api, ds-api, pages, separated by commas; or all but some: --api-keys-for=-ds-api",
    )
    .option("--rate-limit <number>", "requests a minute that one client may make", readPositive)
    .option(
      "--access-log <file>",
      "add a line of JSON for each answer, with the route but nothing of what was asked; - for standard output",
    )
    .option("--query-time <seconds>", "how long a query may take until its answer begins", readPositive, 30)
    .option(
      "--embargo-days <number>",
      "keep back actions mailed less than so many days before today (UTC)",
      readDays,
      0,
    )
    .option(
      "--scrub-days <number>",
      "read every stored file again within so many days, to find damage; 0 for never",
      readDuration,
      7,
    )
    .option(
      "--workers <number>",
      "1: questions that need an engine have a process of their own, which is replaced when it does not end; 0: everything in one process",
      readWorkers,
      1,
    )
    .action(async (options: ServeOptions) => {
      const address = { port: options.port, host: options.host };
      const { embargoDays, scrubDays } = options;
      const folder = dataFolder(options);
      // A folder that cannot be read is told by its own name, not by that of the keys in it.
      currentId(folder);
      await serveFolder(folder, address, settingsOf(options, folder), {
        embargoDays,
        scrubDays,
        hasEngineProcess: options.workers > 0,
      });
    });
}

function settingsOf(options: ServeOptions, folder: string): Partial<Settings> {
  const { trustProxy, accessLog, apiKeysFor, apiKeys, selfServiceKeys } = options;
  if (apiKeysFor !== undefined && apiKeys === undefined && !options.issuedKeys)
    throw new ArtunitError(
      "bad-parameter",
      "--api-keys-for says where keys are asked for: give --api-keys FILE or --issued-keys, too.",
    );
  const issuedKeys = new IssuedKeys(keysFolder(folder));
  if (options.issuedKeys && !issuedKeys.isSet())
    throw new ArtunitError(
      "bad-parameter",
      "--issued-keys asks for keys that are made here, and none can be yet. Run `artunit keys init` first.",
    );
  const listed = apiKeys === undefined ? null : keysFromFile(apiKeys);
  return {
    proxies: trustProxy === undefined ? null : proxiesOf(trustProxy),
    accessLog:
      accessLog === undefined
        ? null
        : accessLogTo(accessLog, (message) => process.stderr.write(`${message}\n`)),
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
    rateLimit: options.rateLimit === undefined ? null : rateLimit(options.rateLimit),
    queryTime: options.queryTime * 1000,
  };
}

export function readPort(text: string): number {
  const port = Number(text);
  if (/^[0-9]+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
}

function readPositive(text: string): number {
  const value = Number(text);
  if (/^[0-9]+(?:\.[0-9]+)?$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError("It must be a number above 0.");
}

function readWorkers(text: string): number {
  if (text === "0" || text === "1") return Number(text);
  throw new InvalidArgumentError("It must be 0 or 1.");
}

function readWhole(text: string): number {
  if (/^[1-9][0-9]{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number from 1 to 999999.");
}

function readDuration(text: string): number {
  if (/^[0-9]{1,5}(?:\.[0-9]+)?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a number of days, or 0.");
}

function readDays(text: string): number {
  if (/^[0-9]{1,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number of days.");
}

function readPublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && url.search === "" && url.hash === "" && url.username === "") {
    return url.href.replace(/\/+$/, "");
  }
  throw new ArtunitError(
    "bad-parameter",
    `--public-url must be an address like https://example.org/oa, and is "${text}".`,
  );
}
