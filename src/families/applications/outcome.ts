/** What became of an application: a patent or an allowance, an end without one, or neither yet. */
export type Outcome = "allowed" | "abandoned" | "pending";

/**
 * Told by the patent, else by the words of the status. A patent that expired had been allowed; an allowance that was
 * never paid for ends as abandoned, and the status says so. Null where there is neither patent nor status.
 */
export function outcomeOf(patentNumber: string | undefined, status: string | undefined): Outcome | null {
  if (patentNumber !== undefined) return "allowed";
  if (status === undefined) return null;
  if (/abandon/i.test(status) && !/restored/i.test(status)) return "abandoned";
  if (/\bpatented\b|^patent expired|^allowed|notice of allowance|issue fee|ready for issue/i.test(status))
    return "allowed";
  return "pending";
}
