import { HttpConnection } from "../drive/http-client.js";
import { type Timing, timing } from "../drive/measure.js";
import { randomOf } from "../operators/questions.js";
import type { ApplicationsTruth } from "./generate.js";

/** What came of one kind of question; a figure exists only where every answer was right. */
export interface Asked {
  readonly title: string;
  readonly bar: string;
  readonly figure: Timing | { readonly perSecond: number } | null;
  readonly faults: readonly string[];
}

interface Question {
  readonly path: string;
  /** Null where the answer is right. */
  readonly faultOf: (body: Answer) => string | null;
}

interface Answer {
  readonly count?: number;
  readonly patentFileWrapperDataBag?: readonly { readonly applicationNumberText: string }[];
  readonly facets?: Readonly<Record<string, readonly unknown[]>>;
}

interface Kind {
  readonly title: string;
  readonly bar: string;
  readonly questions: (truth: ApplicationsTruth, count: number) => readonly Question[];
}

const SEARCH = "/api/v1/patent/applications/search";
const FACETS = [
  "applicationMetaData.applicationStatusCode",
  "applicationMetaData.applicationTypeLabelName",
  "applicationMetaData.groupArtUnitNumber",
  "applicationMetaData.class",
  "applicationMetaData.firstInventorToFileIndicator",
];

const KINDS: readonly Kind[] = [
  { title: "One application by its number", bar: "p50 ≤ 3 ms", questions: byNumber },
  {
    title: "Field and range, exact total, first 25",
    bar: "p50 ≤ 50 ms",
    questions: (truth, count) =>
      sampled(Object.entries(truth.units), count, 2).map(([unit, total]) =>
        search(
          {
            q: `applicationMetaData.groupArtUnitNumber:${unit} AND applicationMetaData.filingDate:>=2019-01-01`,
          },
          total,
        ),
      ),
  },
  {
    title: "Five facets of an art unit",
    bar: "p50 ≤ 200 ms",
    questions: (truth, count) =>
      sampled(Object.entries(truth.units), count, 3).map(([unit, total]) => {
        const asked = { q: `applicationMetaData.groupArtUnitNumber:${unit}`, facets: FACETS.join(",") };
        const found = search(asked, total);
        return {
          ...found,
          faultOf: (body) =>
            Object.keys(body.facets ?? {}).length === FACETS.length
              ? found.faultOf(body)
              : `${found.path}: not five facets`,
        };
      }),
  },
  {
    title: "A word of a title, exact total, first 25",
    bar: "p50 ≤ 50 ms",
    questions: (truth, count) =>
      sampled(Object.entries(truth.titleWords), count, 4).map(([word, total]) =>
        search({ q: `applicationMetaData.inventionTitle:${word}` }, total),
      ),
  },
  {
    title: "A word of any title or name, exact total, first 25",
    bar: "p50 ≤ 50 ms",
    questions: (truth, count) =>
      sampled(Object.entries(truth.titleWords), count, 5).map(([word, total]) => {
        const found = search({ q: word }, total);
        // Names have the words of titles, too.
        const faultOf = (body: Answer) =>
          (body.count ?? 0) >= total ? null : `${found.path}: ${body.count} instead of ${total} or more`;
        return { ...found, faultOf };
      }),
  },
];

/** Asks each kind of question so often, and each question once. */
export async function askAll(
  port: number,
  truth: ApplicationsTruth,
  count: number,
): Promise<readonly Asked[]> {
  const connection = await HttpConnection.open("127.0.0.1", port);
  try {
    const all: Asked[] = [];
    for (const { title, bar, questions } of KINDS) {
      const times: number[] = [];
      const faults: string[] = [];
      for (const { path, faultOf } of questions(truth, count)) {
        const began = performance.now();
        const { status, body } = await connection.send({ method: "GET", path });
        times.push(performance.now() - began);
        const fault =
          status === 200 ? faultOf(JSON.parse(body.toString()) as Answer) : `${path}: ${status} ${body}`;
        if (fault !== null) faults.push(fault);
      }
      all.push({ title, bar, faults, figure: faults.length > 0 ? null : timing(times) });
    }
    return all;
  } finally {
    connection.close();
  }
}

/** Keeps so many look-ups in flight for so long. */
export async function inFlight(
  port: number,
  truth: ApplicationsTruth,
  connections: number,
  seconds: number,
): Promise<Asked> {
  const open = await Promise.all(
    Array.from({ length: connections }, () => HttpConnection.open("127.0.0.1", port)),
  );
  const questions = byNumber(truth, 5_000);
  const heard: [Question, number, Buffer][] = [];
  const end = performance.now() + seconds * 1000;
  let next = 0;
  await Promise.all(
    open.map(async (connection) => {
      while (performance.now() < end) {
        const question = questions[next++ % questions.length]!;
        const { status, body } = await connection.send({ method: "GET", path: question.path });
        heard.push([question, status, body]);
      }
      connection.close();
    }),
  );
  // The machine that is measured asks, too: answers are read when the time is over.
  const faults = heard
    .filter((_, at) => at % 50 === 0)
    .flatMap(([{ path, faultOf }, status, body]) => {
      const fault = status === 200 ? faultOf(JSON.parse(body.toString()) as Answer) : `${path}: ${status}`;
      return fault === null ? [] : [fault];
    });
  return {
    title: `Applications by number, ${connections} in flight`,
    bar: "≥ 2,000 requests/s",
    faults,
    figure: faults.length > 0 ? null : { perSecond: heard.length / seconds },
  };
}

function byNumber(truth: ApplicationsTruth, count: number): readonly Question[] {
  const random = randomOf(1);
  return Array.from({ length: count }, () => {
    const number = String(16_000_000 + random(truth.count));
    const path = `/api/v1/patent/applications/${number}`;
    const faultOf = ({ patentFileWrapperDataBag: bag }: Answer) =>
      bag?.length === 1 && bag[0]!.applicationNumberText === number ? null : `${path}: not that application`;
    return { path, faultOf };
  });
}

function search(asked: Readonly<Record<string, string>>, total: number): Question {
  const path = `${SEARCH}?${new URLSearchParams(asked)}`;
  return { path, faultOf: ({ count }) => (count === total ? null : `${path}: ${count} instead of ${total}`) };
}

function sampled<Value>(all: readonly Value[], count: number, seed: number): readonly Value[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, () => all[random(all.length)]!);
}
