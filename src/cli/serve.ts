import { availableParallelism } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { ArtunitError } from "../errors.js";
import {
  accessLogTo,
  DEFAULT_SETTINGS,
  IssuedKeys,
  listsNoKey,
  rateLimit,
  USUAL_ADDRESS,
} from "../server/index.js";
import { places } from "../store/snapshots/dataFolder.js";
import { currentId } from "../store/snapshots/folder.js";
import { dataFolder } from "./options.js";
import { type ServeOptions, settingsOf } from "./serveOptions.js";
import { say, serveAlone } from "./serving.js";
import { supervise } from "./supervise.js";

export const DEFAULT_PORT = Number(new URL(USUAL_ADDRESS).port);
/** More would only wait for processors, on any machine of today. */
const MOST_WORKERS = 256;

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
    .option(
      "--query-time <seconds>",
      "how long a query may take until its answer begins",
      readPositive,
      DEFAULT_SETTINGS.queryTime / 1000,
    )
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
      "processes that answer, beside one for questions that need an engine; 0: everything in one process (default: the machine's cores less one, at least one)",
      readWorkers,
    )
    .option("--sql", "answer questions in SQL, read-only and sandboxed, under /sql and /v1/sql")
    .option("--dev", "also serve /components, a page with every component of the pages")
    .action(serve);
}

async function serve(options: ServeOptions): Promise<void> {
  const { port, host, embargoDays, scrubDays } = options;
  const workers = options.workers ?? Math.max(1, availableParallelism() - 1);
  const folder = dataFolder(options);
  // A folder that cannot be read is told by its own name, not by that of the keys in it.
  currentId(folder);
  const issuedKeys = new IssuedKeys(places.keys(folder));
  const settings = settingsOf(options, issuedKeys);
  // It is read again while the server runs, so keys may still come.
  if (options.apiKeys !== undefined && !options.issuedKeys && listsNoKey(options.apiKeys))
    say(`${options.apiKeys} lists no key: nobody is let in. Write one to a line; it counts within seconds.`);
  const common = {
    issuedKeys,
    rateLimit: options.rateLimit === undefined ? null : rateLimit(options.rateLimit),
    accessLog: options.accessLog === undefined ? null : accessLogTo(options.accessLog, say),
  };
  if (workers > 0) await supervise({ workers, task: { folder, options }, scrubDays, common });
  else
    await serveAlone(
      { folder, address: { port, host }, settings: { ...settings, ...common }, embargoDays },
      scrubDays,
    );
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
  if (/^[0-9]{1,3}$/.test(text) && Number(text) <= MOST_WORKERS) return Number(text);
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${MOST_WORKERS}.`);
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
