/** A request to this server, as somebody would send it from a program. */
export interface Call {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: string;
  readonly body: { readonly type: string; readonly text: string } | null;
  /** What the program does with the answer: reads a table, reads JSON, or keeps the file. */
  readonly answers: "csv" | "json" | "file";
  /** How a file with the answer is called. */
  readonly fileName: string;
  /** The server asks for a key: programs take it from the environment, so that none stands in a text that is copied. */
  readonly asksForKey: boolean;
}

/** The variable of the environment that holds the key in the calls we write. */
const KEY = "ARTUNIT_API_KEY";

/** The call in each language that people here work with, by the language's name. */
export function inLanguages(call: Call): readonly (readonly [language: string, text: string])[] {
  return [
    ["curl", asCurl(call)],
    ["Python", asPython(call)],
    ["R", asR(call)],
    ["TypeScript", asTypeScript(call)],
  ];
}

function asCurl({ method, url, body, fileName, asksForKey }: Call): string {
  const parts = [
    "curl",
    ...(method === "PUT" ? ["-X PUT"] : []),
    ...(asksForKey ? [`-H "X-API-KEY: $${KEY}"`] : []),
    ...(body ? [`-H ${shellWord(`Content-Type: ${body.type}`)}`, `--data-raw ${shellWord(body.text)}`] : []),
    ...(method === "POST" && !body ? ["-X POST"] : []),
    shellWord(url),
  ];
  return `${parts.join(" ")} > ${fileName}`;
}

/** A word of a shell, whatever stands in it. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

// JSON's texts are texts of Python, R and TypeScript, too.
const quoted = (text: string) => JSON.stringify(text);

function asPython(call: Call): string {
  const { method, url, body, answers, fileName, asksForKey } = call;
  const key = `"X-API-KEY": os.environ["${KEY}"]`;
  if (answers === "csv" && body === null) {
    const options = asksForKey ? `, storage_options={${key}}` : "";
    return `${asksForKey ? "import os\n" : ""}import pandas as pd\nrecords = pd.read_csv(${quoted(url)}${options})`;
  }
  const headers = [...(asksForKey ? [key] : []), ...(body ? [`"Content-Type": ${quoted(body.type)}`] : [])];
  const isPlain = method === "GET" && headers.length === 0;
  const parts = [
    quoted(url),
    ...(body ? [`data=${quoted(body.text)}.encode()`] : []),
    ...(headers.length > 0 ? [`headers={${headers.join(", ")}}`] : []),
    ...(method === "GET" ? [] : [`method="${method}"`]),
  ];
  const modules = [...(answers === "json" ? ["json"] : []), ...(asksForKey ? ["os"] : []), "urllib.request"];
  return [
    `import ${modules.join(", ")}`,
    ...(isPlain ? [] : [`request = urllib.request.Request(${parts.join(", ")})`]),
    answers === "json"
      ? `answer = json.load(urllib.request.urlopen(${isPlain ? quoted(url) : "request"}))`
      : `open(${quoted(fileName)}, "wb").write(urllib.request.urlopen(${isPlain ? quoted(url) : "request"}).read())`,
  ].join("\n");
}

function asR({ method, url, body, answers, fileName, asksForKey }: Call): string {
  if (method === "GET" && !asksForKey) {
    if (answers === "csv") return `records <- read.csv(${quoted(url)})`;
    if (answers === "json") return `answer <- jsonlite::fromJSON(${quoted(url)})`;
    return `download.file(${quoted(url)}, ${quoted(fileName)}, mode = "wb")`;
  }
  const read = { json: "resp_body_json()", csv: "resp_body_string()", file: "resp_body_raw()" }[answers];
  return [
    "library(httr2)",
    [
      `answer <- request(${quoted(url)})`,
      ...(method === "GET" ? [] : [`req_method("${method}")`]),
      ...(asksForKey ? [`req_headers(\`X-API-KEY\` = Sys.getenv("${KEY}"))`] : []),
      ...(body ? [`req_body_raw(${quoted(body.text)}, ${quoted(body.type)})`] : []),
      "req_perform()",
      read,
    ].join(" |>\n  "),
    ...(answers === "csv" ? ["records <- read.csv(text = answer)"] : []),
    ...(answers === "file" ? [`writeBin(answer, ${quoted(fileName)})`] : []),
  ].join("\n");
}

function asTypeScript({ method, url, body, answers, asksForKey }: Call): string {
  const headers = [
    ...(asksForKey ? [`"X-API-KEY": process.env.${KEY}!`] : []),
    ...(body ? [`"Content-Type": ${quoted(body.type)}`] : []),
  ];
  const options = [
    ...(method === "GET" ? [] : [`method: "${method}"`]),
    ...(headers.length > 0 ? [`headers: { ${headers.join(", ")} }`] : []),
    ...(body ? [`body: ${quoted(body.text)}`] : []),
  ];
  const given = options.length === 0 ? quoted(url) : `${quoted(url)}, { ${options.join(", ")} }`;
  const read = { json: "json", csv: "text", file: "arrayBuffer" }[answers];
  return `const answer = await (await fetch(${given})).${read}();`;
}
