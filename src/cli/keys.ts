import { type Command, InvalidArgumentError } from "commander";
import { ArtunitError } from "../errors.js";
import { IssuedKeys } from "../server/index.js";
import { places } from "../store/snapshots/dataFolder.js";
import { dataFolder } from "./options.js";

interface Folder {
  readonly data?: string;
}

/** `artunit keys` */
export function addKeys(program: Command): void {
  const keys = program
    .command("keys")
    .description("Make and revoke keys of the server over a data folder, and see how much they were used.");
  const subcommand = (name: string, description: string) =>
    keys.command(name).description(description).option("--data <folder>", "data folder");
  const ring = (options: Folder) => new IssuedKeys(places.keys(dataFolder(options)));
  const say = (line: string) => process.stdout.write(`${line}\n`);

  subcommand(
    "init",
    "Make the operator's own key and print it, this once: it makes and revokes others over HTTP.",
  )
    .option("--again", "make a new one; the one from before no longer holds, other keys stay")
    .action((options: Folder & { readonly again?: true }) => {
      const made = ring(options);
      if (made.isSet() && !options.again)
        throw new ArtunitError(
          "bad-parameter",
          "The operator's key was printed when it was made. `artunit keys init --again` makes another in its place.",
        );
      say(made.init());
    });

  subcommand("create", "Make a key and print it, this once.")
    .argument("<name>", "whose key it is")
    .option("--limit <number>", "requests a minute that it allows", readLimit)
    .action((name: string, options: Folder & { readonly limit?: number }) => {
      const { key, issued } = ring(options).create(name, options.limit ?? null);
      say(key);
      process.stderr.write(`id ${issued.id}, ${limitOf(issued.limit)}\n`);
    });

  subcommand("list", "List the keys: id, name, limit, since when, requests, last use.").action(
    (options: Folder) => {
      for (const each of ring(options).list())
        say(
          [
            each.id,
            each.name,
            limitOf(each.limit),
            each.revokedAt === null ? `made ${each.createdAt}` : `revoked ${each.revokedAt}`,
            `${each.requests} requests`,
            each.lastUsed === null ? "never used" : `last used ${each.lastUsed}`,
          ].join("  "),
        );
    },
  );

  subcommand("revoke", "Let a key hold no longer; a server notices within two seconds.")
    .argument("<id>", "as the list tells it")
    .action((id: string, options: Folder) => {
      const { name } = ring(options).revoke(id);
      say(`${id} (${name}) no longer holds`);
    });
}

function limitOf(limit: number | null): string {
  return limit === null ? "no limit of its own" : `${limit} a minute`;
}

function readLimit(text: string): number {
  if (/^[1-9][0-9]{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("A limit is a whole number of requests a minute, from 1 to 999999.");
}
