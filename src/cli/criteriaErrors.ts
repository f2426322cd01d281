import { ArtunitError } from "../errors.js";

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/**
 * Runs what reads criteria. Criteria that are wrong print JSON with `error`, `position` (a character from 0, or
 * null) and `hint`, and the exit code becomes 2.
 */
export async function printingCriteriaErrors(run: () => void | Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof ArtunitError)) throw error;
    const { position = null, hint, suggestion } = error.where;
    printJson({
      error: error.message,
      code: error.code,
      position,
      hint: hint ?? (suggestion === undefined ? null : `Did you mean "${suggestion}"?`),
    });
    process.exitCode = 2;
  }
}
