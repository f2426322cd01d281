import { closeSync, cpSync, openSync, readSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { INSTALLATION } from "../../src/installation.js";
import { createServer } from "../../src/server/index.js";
import { openLiveStore } from "../../src/store/index.js";
import { places } from "../../src/store/snapshots/dataFolder.js";
import { currentId, readManifest } from "../../src/store/snapshots/folder.js";
import type { Random } from "../operators/questions.js";

/** A bit of a stored file that was turned while a server had the snapshot open, and what was answered then. */
export interface Flip {
  readonly file: string;
  readonly bit: number;
  /** Questions that were answered 200, and not as before. */
  readonly wrong: readonly string[];
  /** What errors said that were raised on purpose. */
  readonly refused: readonly string[];
  /** Faults of ours: errors that nobody raised on purpose. */
  readonly faults: readonly string[];
}

export interface FlipOptions {
  /** A data folder; it is copied, and left as it was. */
  readonly data: string;
  readonly scratch: string;
  readonly trials: number;
  readonly random: Random;
  /** Which files of the snapshot. */
  readonly isMeant: (path: string) => boolean;
}

/**
 * Turns single bits of a snapshot's files, each after the snapshot was opened and before anything was asked, and asks the
 * same questions as of the whole one.
 */
export async function* flipBits(options: FlipOptions): AsyncGenerator<Flip> {
  const { scratch, trials, random, isMeant } = options;
  const data = join(scratch, "flipped");
  cpSync(options.data, data, { recursive: true });
  const id = currentId(data)!;
  const files = readManifest(data, id)
    .stored.map(({ path }) => path)
    .filter(isMeant);
  const right = new Map(
    [...(await answers(data, await questionsOf(data)))].filter(([, answer]) => answer.startsWith("200 ")),
  );
  const questions = [...right.keys()];
  for (let trial = 0; trial < trials; trial++) {
    const file = files[trial % files.length]!;
    const path = join(places.snapshot(data, id), file);
    const bit = random(statSync(path).size) * 8 + random(8);
    const now = await answers(data, questions, () => turn(path, bit));
    turn(path, bit);
    const broken = [...now].filter(([question, answer]) => answer !== right.get(question));
    const of = (kind: RegExp) => broken.filter(([, answer]) => kind.test(answer));
    yield {
      file,
      bit,
      wrong: of(/^200 /).map(([question]) => question),
      refused: of(/^5.*is damaged/s).map(([, answer]) => answer),
      faults: of(/^(?!200 |5.*is damaged)/s).map(
        ([question, answer]) => `${question}: ${answer.slice(0, 300)}`,
      ),
    };
  }
  rmSync(data, { recursive: true });
}

/** Turns one bit of a file; a second time, and it is as it was. */
export function turn(path: string, bit: number): void {
  const file = openSync(path, "r+");
  try {
    const byte = Buffer.alloc(1);
    const at = Math.floor(bit / 8);
    readSync(file, byte, 0, 1, at);
    byte[0]! ^= 1 << (bit % 8);
    writeSync(file, byte, 0, 1, at);
  } finally {
    closeSync(file);
  }
}

/** Looks-up, pages, groups and searches of every dataset that has records. */
async function questionsOf(data: string): Promise<readonly string[]> {
  const numbers = new Set<string>();
  const questions: string[] = [];
  for (const { key, version } of INSTALLATION.datasets) {
    const records = `/v1/datasets/${key}/${version}/records`;
    const [[, found]] = [...(await answers(data, [`${records}?limit=100`]))] as [[string, string]];
    if (!found.startsWith("200 ") || !/"total":\s*[1-9]/.test(found)) continue;
    for (const [, number] of found.matchAll(/"(?:patentApplicationNumber|applicationNumberText)":"(\d{8})"/g))
      numbers.add(number!);
    questions.push(
      `${records}?limit=100`,
      `${records}?limit=20`,
      `${records}?limit=20&sort=patentApplicationNumber desc`,
    );
  }
  const some = [...numbers].slice(0, 5);
  for (const number of some) {
    questions.push(`/v1/applications/${number}`);
    for (const api of ["oa_rejections/v2", "oa_citations/v2", "oa_actions/v1"])
      questions.push(`/v1/datasets/${api}/records?criteria=patentApplicationNumber:${number}`);
  }
  questions.push(
    "/v1/datasets/oa_rejections/v2/groups?by=legalSectionCode",
    "/v1/datasets/oa_citations/v2/groups?by=legalSectionCode",
    "/v1/office-actions?text=claims",
    "/v1/datasets/oa_actions/v1/records?criteria=bodyText:rejected&limit=20",
  );
  return questions;
}

/** Status and body of each answer, from a snapshot that is opened for them; `change` is what happens in between. */
async function answers(
  data: string,
  questions: readonly string[],
  change: () => void = () => {},
): Promise<ReadonlyMap<string, string>> {
  const problems: unknown[] = [];
  const live = await openLiveStore(data, INSTALLATION, { onProblem: (problem) => problems.push(problem) });
  const { app } = createServer({ installation: INSTALLATION, snapshots: live, log: () => {} });
  try {
    if (problems.length > 0) throw problems[0];
    change();
    const found = new Map<string, string>();
    for (const url of questions) {
      const { statusCode, body } = await app.inject({ url });
      found.set(url, `${statusCode} ${body}`);
    }
    return found;
  } finally {
    await app.close();
    await live.close();
  }
}
