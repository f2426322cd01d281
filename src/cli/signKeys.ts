import type { Command } from "commander";
import { makeKeys } from "../load/sync/signature.js";

/** `artunit sign-keys` */
export function addSignKeys(program: Command): void {
  program
    .command("sign-keys")
    .description(
      "Make a pair of keys (Ed25519) to sign mirrors with; print the public one, for `sync --trust`.",
    )
    .argument("<file>", "where the private key is written; keep it to yourself")
    .action((file: string) => {
      process.stdout.write(`${makeKeys(file)}\n`);
    });
}
