import type { TextsTruth } from "../texts/generate.js";
import type { Frequency, Search } from "../texts/word-scan.js";
import { HttpConnection } from "./http-client.js";
import { type Timing, timing } from "./measure.js";

export interface TextFinding {
  readonly title: string;
  readonly bar: string;
  readonly first: Timing | null;
  readonly again: Timing | null;
  /** Answers that were wrong; then there is no figure. */
  readonly faults: readonly string[];
}

const kinds: readonly { readonly kind: Search["kind"]; readonly title: string; readonly bar: string }[] = [
  { kind: "word", title: "One word", bar: "" },
  { kind: "words", title: "Two words", bar: "p50 ≤ 20 ms" },
  { kind: "phrase", title: "Phrase", bar: "p50 ≤ 30 ms, p95 ≤ 150 ms" },
  { kind: "prefix", title: "Words that begin with five letters", bar: "" },
];
const frequencies: readonly Frequency[] = ["rare", "middling", "common"];

/** Searches of every kind and frequency with their exact totals, when so many archives are loaded. */
export async function timeSearches(
  port: number,
  truth: TextsTruth,
  archives: number,
): Promise<TextFinding[]> {
  const connection = await HttpConnection.open("127.0.0.1", port);
  const findings: TextFinding[] = [];
  for (const { kind, title, bar } of kinds) {
    for (const frequency of frequencies) {
      const searches = truth.searches.filter(
        (search) => search.kind === kind && search.frequency === frequency,
      );
      if (searches.length === 0) continue;
      const faults = new Set<string>();
      const pass = async () => {
        const times: number[] = [];
        for (const search of searches) {
          const began = performance.now();
          const total = await totalOf(connection, search);
          times.push(performance.now() - began);
          const expected = search.documents[archives - 1];
          if (total !== expected)
            faults.add(`${criteriaOf(search)}: ${total} documents, and should be ${expected}`);
        }
        return timing(times);
      };
      const [first, again] = [await pass(), await pass()];
      const right = faults.size === 0;
      findings.push({
        title: `${title}, ${frequency}`,
        bar,
        first: right ? first : null,
        again: right ? again : null,
        faults: [...faults],
      });
    }
  }
  connection.close();
  return findings;
}

/** Fetches single actions by document id and compares the text's digest. */
export async function timeFetches(
  port: number,
  sample: TextsTruth["sample"],
  digest: (text: string) => string,
): Promise<TextFinding> {
  const connection = await HttpConnection.open("127.0.0.1", port);
  const faults: string[] = [];
  const times: number[] = [];
  for (const { documentId, sha256 } of sample) {
    const body = form({ criteria: `obsoleteDocumentIdentifier:${documentId}`, rows: "1" });
    const began = performance.now();
    const answer = await connection.send({ method: "POST", path, body });
    times.push(performance.now() - began);
    const text = firstText(answer.body.toString());
    if (text === null || digest(text) !== sha256)
      faults.push(`${documentId}: the text is not the one that was loaded`);
  }
  connection.close();
  const right = faults.length === 0;
  return {
    title: "One action by document id, whole text",
    bar: "p50 ≤ 3 ms",
    first: right ? timing(times) : null,
    again: null,
    faults,
  };
}

/**
 * Searches without pause until told to stop. Every answer must be one of two: that of before, or that of after
 * the archive that is being added; anything else is a fault.
 */
export async function searchMeanwhile(
  port: number,
  truth: TextsTruth,
  archives: number,
  isOver: () => boolean,
): Promise<{ readonly timing: Timing; readonly faults: readonly string[] }> {
  const connection = await HttpConnection.open("127.0.0.1", port);
  const searches = truth.searches.filter((search) => search.kind === "words" || search.kind === "phrase");
  const times: number[] = [];
  const faults: string[] = [];
  for (let i = 0; !isOver(); i++) {
    const search = searches[i % searches.length]!;
    const began = performance.now();
    try {
      const total = await totalOf(connection, search);
      const [before, after] = [search.documents[archives - 1], search.documents[archives]];
      if (total !== before && total !== after) {
        faults.push(`${criteriaOf(search)}: ${total} documents, neither ${before} nor ${after}`);
      }
    } catch (error) {
      faults.push((error as Error).message);
      break;
    }
    times.push(performance.now() - began);
  }
  connection.close();
  return { timing: timing(times), faults };
}

/** The snapshot a server answers from now. */
export async function snapshotServed(port: number): Promise<string> {
  const connection = await HttpConnection.open("127.0.0.1", port);
  const answer = await connection.send({
    method: "POST",
    path,
    body: form({ criteria: "*:*", rows: "1", fl: "id" }),
  });
  connection.close();
  return answer.headers.get("x-artunit-snapshot") ?? "";
}

/** Waits until the server has moved over from a snapshot; resolves to the seconds that took. */
export async function movedOverFrom(port: number, snapshot: string): Promise<number> {
  const began = performance.now();
  while ((await snapshotServed(port)) === snapshot) {
    if (performance.now() - began > 60_000) throw new Error(`The server still answers from ${snapshot}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return (performance.now() - began) / 1000;
}

const path = "/ds-api/oa_actions/v1/records";

async function totalOf(connection: HttpConnection, search: Search): Promise<number> {
  const body = form({
    criteria: criteriaOf(search),
    rows: "10",
    fl: "obsoleteDocumentIdentifier,submissionDate",
  });
  const answer = await connection.send({ method: "POST", path, body });
  if (answer.status !== 200)
    throw new Error(`artunit answered ${answer.status}: ${answer.body.toString().slice(0, 300)}`);
  return Number(/"numFound":\s*(\d+)/.exec(answer.body.toString())?.[1]);
}

function criteriaOf({ kind, words }: Search): string {
  switch (kind) {
    case "word":
      return `bodyText:${words[0]}`;
    case "words":
      return words.map((word) => `bodyText:${word}`).join(" AND ");
    case "phrase":
      return `bodyText:"${words.join(" ")}"`;
    case "prefix":
      return `bodyText:${words[0]}*`;
  }
}

function form(parameters: Readonly<Record<string, string>>): string {
  return new URLSearchParams(parameters).toString();
}

function firstText(body: string): string | null {
  const { response } = JSON.parse(body) as { response: { docs: { bodyText?: string | string[] }[] } };
  const text = response.docs[0]?.bodyText;
  return (Array.isArray(text) ? text[0] : text) ?? null;
}
