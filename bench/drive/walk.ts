import type { HttpSession } from "./artunit.js";
import { type Timing, timing } from "./measure.js";

const path = "/v1/datasets/office_actions/2017/records";

/**
 * Follows cursors from the first record to the last and sees each exactly once; then times the last hundred
 * records against the first hundred.
 */
export async function walkToTheEnd(
  session: HttpSession,
  expected: number,
): Promise<{ readonly firstPage: Timing; readonly lastPage: Timing }> {
  const strides = { select: "ifw_number", limit: "100000" };
  const lastFrom = expected - 100;
  let cursor: string | null = null;
  let seen = 0;
  const ids = new Set<unknown>();
  while (seen < lastFrom) {
    const limit = Math.min(100_000, lastFrom - seen);
    const page: Awaited<ReturnType<HttpSession["follow"]>> = await session.follow(path, {
      ...strides,
      limit: String(limit),
      ...(cursor === null ? {} : { cursor }),
    });
    for (const record of page.records) ids.add(record.ifw_number);
    seen += page.records.length;
    if (page.records.length !== limit || page.cursor === null) {
      throw new Error(`The walk by cursor ended after ${seen} of ${expected} records.`);
    }
    cursor = page.cursor;
  }
  const time = async (parameters: Readonly<Record<string, string>>, count: number) => {
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const began = performance.now();
      const page = await session.follow(path, { limit: "100", ...parameters });
      times.push(performance.now() - began);
      if (page.records.length !== 100)
        throw new Error(`A page has ${page.records.length} records instead of 100.`);
      if ("cursor" in parameters) for (const record of page.records) ids.add(record.ifw_number);
    }
    return timing(times);
  };
  const firstPage = await time({}, 20);
  const lastPage = await time({ cursor: cursor! }, 20);
  if (ids.size !== expected)
    throw new Error(`The walk by cursor saw ${ids.size} different records of ${expected}.`);
  return { firstPage, lastPage };
}
