import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ActionStore, documentId } from "./action-store.js";
import { Citing } from "./citing.js";
import {
  actionSubtypes,
  actionTypes,
  citationColumns,
  officeActionColumns,
  rejectionColumns,
} from "./columns.js";
import { Deck } from "./deck.js";
import { Examination, type ExaminedAction } from "./examination.js";
import { type Output, openOutput } from "./outputs.js";
import { Random } from "./random.js";
import { References } from "./references.js";
import { RowWriter } from "./row-writer.js";
import { type Shape, scaledShape } from "./shape.js";
import type { Truth, WholeApplication } from "./truth.js";
import { TruthKeeper } from "./truth-keeper.js";

export interface GeneratedRelease {
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly csvBytes: number }[];
  readonly truthPath: string;
  readonly truth: Truth;
}

/** To be raised when the same seed comes to give other files or another truth: kept ones are then made anew. */
export const generatorVersion = 2;

/**
 * Writes office_actions, rejections and citations in the likeness of the 2017 release, and `truth.json` beside
 * them. The same seed and scale give the same bytes. Rejections and citations follow the application number,
 * actions the document id, as in the release.
 */
export async function generateRelease(options: {
  readonly folder: string;
  readonly scale: number;
  readonly seed: number;
  readonly zip: boolean;
}): Promise<GeneratedRelease> {
  const { folder, scale, seed, zip } = options;
  await mkdir(folder, { recursive: true });
  const shape = scaledShape(scale);
  const open = (name: string, columns: readonly string[]) => new CsvFile(folder, name, columns, zip);
  const rejections = open("rejections.csv", rejectionColumns);
  const citations = open("citations.csv", citationColumns);

  const random = new Random(seed);
  const references = new References(shape.distinctReferences, seed);
  const examination = new Examination(shape, random, seed);
  const truth = new TruthKeeper(shape, seed, references);
  const actions = new ActionStore(shape.actions);
  const numbers = [...applicationNumbers(shape, random)];
  const orphans = numbers.filter((number) => number < 0).length;
  const citing = new Citing(shape, orphans, random, references, citations.rows, truth);
  const citingOrNot = new Deck([
    shape.applications - shape.applicationsWithoutCitations,
    shape.applicationsWithoutCitations,
  ]);
  let orphansLeft = orphans;
  for (const number of numbers) {
    const before = citing.rows;
    if (number < 0) {
      orphansLeft--;
      citing.orphan(-number, orphansLeft === 0, () => examination.foreignDocument(-number));
      truth.application(-number, { office_actions: 0, rejections: 0, citations: citing.rows - before });
    } else {
      const examined = examination.examine(number);
      const rejectionsFrom = rejections.rows.size;
      const citationsFrom = citations.rows.size;
      for (const one of examined) {
        actions.add(one.action);
        writeRejections(one, rejections.rows);
        truth.action(one);
      }
      if (citingOrNot.draw(random) === 0) citing.application(number, examined);
      else citing.skip(examined);
      if (truth.isWhole()) {
        truth.keepWhole(
          wholeApplication(
            number,
            examined,
            rejections.rows.textSince(rejectionsFrom),
            citations.rows.textSince(citationsFrom),
          ),
        );
      }
      truth.application(number, {
        office_actions: examined.length,
        rejections: examined.reduce((rows, one) => rows + one.rejections.length, 0),
        citations: citing.rows - before,
      });
    }
    if (rejections.rows.isFull) await rejections.flush();
    if (citations.rows.isFull) await citations.flush();
  }
  const written = [await rejections.close(), await citations.close()];

  const officeActions = open("office_actions.csv", officeActionColumns);
  for (const row of actions.inDocumentOrder()) {
    actions.write(row, officeActions.rows);
    if (officeActions.rows.isFull) await officeActions.flush();
  }
  written.unshift(await officeActions.close());

  const truthPath = join(folder, "truth.json");
  const counted = truth.finish();
  await writeFile(truthPath, `${JSON.stringify(counted)}\n`);
  return { files: written, truthPath, truth: counted };
}

/**
 * Application numbers in rising order, spread over series 12 to 15 as in the release; negative ones are cited
 * in, but have no action.
 */
function* applicationNumbers(shape: Shape, random: Random): Iterable<number> {
  const orphans = Math.min(shape.orphanCitations, Math.max(1, Math.round(shape.orphanCitations / 13)));
  const shares = [0.325, 0.385, 0.26];
  const applications = shares.map((share) => Math.round(shape.applications * share));
  applications.push(shape.applications - applications.reduce((sum, count) => sum + count, 0));
  for (const [i, count] of applications.entries()) {
    const orphaned = Math.floor((orphans * (i + 1)) / 4) - Math.floor((orphans * i) / 4);
    // The last series had only begun when the release ends.
    const serials = i === 3 ? 299_999 : 999_998;
    const deck = new Deck([serials - count - orphaned, count, orphaned]);
    for (let number = (12 + i) * 1_000_000 + 1; deck.left > 0; number++) {
      const face = deck.draw(random);
      if (face !== 0) yield face === 1 ? number : -number;
    }
  }
}

function writeRejections({ action, rejections }: ExaminedAction, rows: RowWriter): void {
  const document = documentId(action.idKey, action.ending);
  for (const rejection of rejections) {
    rows.digits(action.applicationId, 8);
    rows.code(COMMA);
    rows.text(document);
    rows.code(COMMA);
    rows.text(actionTypes[rejection.type]!);
    rows.code(COMMA);
    rows.text(actionSubtypes[rejection.subtype]!);
    rows.code(COMMA);
    rows.raw(rejection.claims.csv);
    rows.raw(DECISIONS[rejection.decisions]!);
  }
}

const COMMA = 44;
const DECISIONS = Array.from({ length: 16 }, (_, bits) =>
  Buffer.from(`,${[0, 1, 2, 3].map((bit) => (bits >>> bit) & 1).join(",")}\n`),
);

function wholeApplication(
  number: number,
  examined: readonly ExaminedAction[],
  rejections: string,
  citations: string,
): WholeApplication {
  const store = new ActionStore(examined.length);
  const rows = new RowWriter(4096);
  examined.forEach(({ action }, i) => {
    store.add(action);
    store.write(i, rows);
  });
  const lines = (text: string) => text.split("\n").filter((line) => line !== "");
  return {
    app_id: String(number),
    office_actions: lines(rows.textSince(0)),
    rejections: lines(rejections),
    citations: lines(citations),
  };
}

/** One of the three files: rows gather in memory and leave for the disk a mebibyte at a time. */
class CsvFile {
  readonly rows = new RowWriter(1 << 20);
  private readonly output: Output;
  private csvBytes = 0;

  constructor(folder: string, name: string, columns: readonly string[], zip: boolean) {
    this.output = openOutput(join(folder, zip ? `${name}.zip` : name), zip ? name : null);
    this.rows.text(`${columns.join(",")}\n`);
  }

  async flush(): Promise<void> {
    const bytes = this.rows.take();
    this.csvBytes += bytes.length;
    await this.output.write(bytes);
  }

  async close(): Promise<{ readonly path: string; readonly bytes: number; readonly csvBytes: number }> {
    await this.flush();
    return { path: this.output.path, bytes: await this.output.close(), csvBytes: this.csvBytes };
  }
}
