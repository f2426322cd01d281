/**
 * Sends the call that the page shows and shows the answer. The server alone makes calls of what is filled in: before
 * sending, the form is sent to it, and the part of its page with the call is taken over. The key is read from its field
 * when a call is sent, and is kept nowhere.
 */

const find = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;

/** Bytes of an answer that are read and shown; the rest stays where it is. */
const MOST_BYTES = 4_000_000;
const MOST_ROWS = 200;
const MOST_CHARACTERS = 300;
const MOST_RAW = 200_000;

/** Headers that say something of the answer. */
const HEADERS = [
  "content-type",
  "content-disposition",
  "x-artunit-snapshot",
  "x-artunit-sources",
  "x-artunit-warning",
  "x-artunit-rows",
  "x-artunit-sha256",
  "etag",
  "location",
  "retry-after",
];

interface Received {
  readonly response: Response;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isCut: boolean;
  readonly milliseconds: number;
}

let under: AbortController | null = null;

function start(): void {
  const sending = document.getElementById("sending");
  if (sending === null) return;
  sending.hidden = false;
  sending.addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });
  find("stop").addEventListener("click", () => under?.abort());
}

async function send(): Promise<void> {
  under?.abort();
  const own = new AbortController();
  under = own;
  const stop = find<HTMLButtonElement>("stop");
  stop.disabled = false;
  say("Asking …");
  try {
    await takeCall(own.signal);
    const { method, url, type, body, file } = find("call").dataset;
    if (url === undefined) return say("Fill in what is required first.");
    show(await ask(method ?? "GET", url, type, body, own.signal), file ?? "answer");
  } catch (error) {
    if (!own.signal.aborted) say(`The server could not be asked: ${(error as Error).message}.`);
    else if (under === own) say("Stopped.");
  } finally {
    if (under === own) stop.disabled = true;
  }
}

function say(text: string): void {
  find("state").textContent = text;
}

/** Lets the server make the call of what is filled in now, and puts that into the address. */
async function takeCall(signal: AbortSignal): Promise<void> {
  const form = find<HTMLFormElement>("fields");
  const given = [...new FormData(form)] as [string, string][];
  const filled = given.filter(([, value]) => value !== "");
  // A form that was emptied is another than one that was never filled in, to which examples are given.
  const isEmptied = !filled.some(([name]) => name.startsWith("p."));
  const url = `${form.action}?${new URLSearchParams(isEmptied ? given : filled)}`;
  const response = await fetch(url, { signal, credentials: "omit", headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const call = page.getElementById("call");
  if (call === null) throw new Error(`it answers ${response.status} to what is filled in`);
  find("call").replaceWith(call);
  history.replaceState(null, "", url);
}

async function ask(
  method: string,
  url: string,
  type: string | undefined,
  body: string | undefined,
  signal: AbortSignal,
): Promise<Received> {
  const key = find<HTMLInputElement>("key").value.trim();
  const headers = {
    accept: "application/json, */*;q=0.5",
    ...(key === "" ? {} : { "x-api-key": key }),
    ...(type === undefined ? {} : { "content-type": type }),
  };
  const begun = performance.now();
  const response = await fetch(url, {
    method,
    headers,
    signal,
    credentials: "omit",
    cache: "no-store",
    ...(body === undefined ? {} : { body }),
  });
  const { bytes, isCut } = await readSome(response);
  return { response, bytes, isCut, milliseconds: performance.now() - begun };
}

async function readSome(
  response: Response,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly isCut: boolean }> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  while (reader && length < MOST_BYTES) {
    const { done, value } = await reader.read();
    if (done) return { bytes: joined(chunks, length), isCut: false };
    chunks.push(value);
    length += value.length;
  }
  await reader?.cancel();
  return { bytes: joined(chunks, length), isCut: reader !== undefined };
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function show({ response, bytes, isCut, milliseconds }: Received, file: string): void {
  const type = response.headers.get("content-type") ?? "";
  const answer = find("answer");
  const size = `${isCut ? "more than " : ""}${bytes.length.toLocaleString("en-US")} bytes`;
  say(`${response.status} ${response.statusText}, ${Math.round(milliseconds)} ms, ${size}.`);
  const parts: HTMLElement[] = [element("h2", "The answer")];
  if (response.redirected) parts.push(element("p", `It came from ${response.url}.`));
  if (isCut)
    parts.push(
      element("p", "The answer is longer than is shown here. Ask for fewer records, or copy the call."),
    );
  parts.push(headersOf(response));
  if (/json|text|xml|csv|javascript/.test(type)) {
    const text = new TextDecoder().decode(bytes);
    const rows = isCut && !/ndjson|csv/.test(type) ? null : rowsOf(text, type, isCut);
    if (rows !== null && rows.length > 0) parts.push(tableOf(rows));
    parts.push(rawOf(text));
  } else parts.push(element("p", `An answer of type ${type || "unknown"} is for programs.`));
  if (!isCut) parts.push(saveLink(bytes, type, response.headers.get("content-disposition") ?? "", file));
  answer.replaceChildren(...parts);
  answer.focus();
}

/** Controls that would turn the direction of what follows show as what they are: foreign. */
const TURNING = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\0]/g;

function element(name: string, text = "", ...children: readonly Node[]): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text.replace(TURNING, "\ufffd");
  made.append(...children);
  return made;
}

function headersOf({ headers }: Response): HTMLElement {
  const list = element("dl");
  list.className = "facts";
  for (const name of HEADERS) {
    const value = headers.get(name);
    if (value !== null) list.append(element("div", "", element("dt", name), element("dd", value)));
  }
  return list;
}

type Row = Readonly<Record<string, unknown>>;

/** The records of an answer: its longest list of objects, the lines of a CSV, or the answer itself; null for none. */
function rowsOf(text: string, type: string, isCut: boolean): readonly Row[] | null {
  try {
    if (type.includes("csv")) return linesOfCsv(text);
    if (type.includes("ndjson")) {
      const lines = text.split("\n").filter((line) => line !== "");
      return (isCut ? lines.slice(0, -1) : lines).map((line) => JSON.parse(line) as Row);
    }
    if (!type.includes("json")) return null;
    const value = JSON.parse(text) as unknown;
    return longestList(value, 0) ?? (isRow(value) ? [value] : null);
  } catch {
    // What says it is JSON and is not shows as it came.
    return null;
  }
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Lists stand at most so deep below the top of an answer. */
const DEPTH = 3;

function longestList(value: unknown, depth: number): readonly Row[] | null {
  if (Array.isArray(value)) return value.length > 0 && value.every(isRow) ? value : null;
  if (!isRow(value) || depth === DEPTH) return null;
  const lists = Object.values(value).flatMap((each) => {
    const list = longestList(each, depth + 1);
    return list === null ? [] : [list];
  });
  return lists.sort((a, b) => b.length - a.length)[0] ?? null;
}

function linesOfCsv(text: string): readonly Row[] {
  const [head = [], ...lines] = cellsOf(text);
  return lines.map((line) => Object.fromEntries(head.map((name, at) => [name, line[at] ?? ""])));
}

/** The cells of each line (RFC 4180). */
function cellsOf(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (end === "" && quoted === undefined && plain === "" && lines.at(-1)!.length === 0) break;
    lines.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ",") lines.push([]);
    if (lines.length > MOST_ROWS + 2) break;
  }
  return lines.filter((line) => line.length > 0);
}

function tableOf(rows: readonly Row[]): HTMLElement {
  const shown = rows.slice(0, MOST_ROWS);
  const names = [...new Set(shown.flatMap(Object.keys))];
  const says =
    rows.length > shown.length
      ? `The first ${MOST_ROWS} of the records in the answer`
      : `${rows.length} ${rows.length === 1 ? "record" : "records"} in the answer`;
  const head = element("tr", "", ...names.map((name) => scoped("col", name)));
  const body = shown.map((row) =>
    element(
      "tr",
      "",
      ...names.map((name, at) => {
        const text = cellText(row[name]);
        return at === 0 ? scoped("row", text) : element("td", text);
      }),
    ),
  );
  const table = element(
    "table",
    "",
    element("caption", "", element("span", says)),
    element("thead", "", head),
    element("tbody", "", ...body),
  );
  table.className = "dense";
  const frame = element("div", "", table);
  frame.className = "wide";
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", says);
  return frame;
}

function scoped(scope: string, text: string): HTMLElement {
  const cell = element("th", text);
  cell.setAttribute("scope", scope);
  return cell;
}

function cellText(value: unknown): string {
  const text =
    value === null || value === undefined
      ? "–"
      : typeof value === "object"
        ? JSON.stringify(value)
        : String(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

function rawOf(text: string): HTMLElement {
  const isLong = text.length > MOST_RAW;
  const raw = element("pre", "", element("code", isLong ? text.slice(0, MOST_RAW) : text));
  raw.tabIndex = 0;
  raw.setAttribute("aria-label", "The answer as it came");
  const says = isLong ? `As it came, the first ${MOST_RAW.toLocaleString("en-US")} characters` : "As it came";
  const part = element("details", "", element("summary", says), raw) as HTMLDetailsElement;
  return part;
}

function saveLink(
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
  disposition: string,
  file: string,
): HTMLElement {
  const link = element("a", "Save the answer") as HTMLAnchorElement;
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = /filename="([^"]+)"/.exec(disposition)?.[1] ?? file;
  return element("p", "", link);
}

start();
