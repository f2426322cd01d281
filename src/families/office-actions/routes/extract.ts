import { ArtunitError } from "../../../errors.js";
import type { ExtractionContext } from "../../../extract/index.js";
import { ownSchema } from "../../../server/ownSchemas.js";
import type { Answer, Asked, Context, FileType, Parameter, Route } from "../../../server/route.js";
import { extractionOf, extractionOfFile } from "../texts/reading.js";

/** What is known of the action beside its text; each member is a parameter. */
const CONTEXT: Readonly<Record<keyof ExtractionContext, Pick<Parameter, "kind" | "choices" | "meaning">>> = {
  documentId: { kind: "text", meaning: "Repeated in the answer." },
  applicationNumber: {
    kind: "text",
    meaning: "Tells the application's own rejections from those of others.",
  },
  documentCode: { kind: "text", meaning: "The USPTO's document code, e.g. CTNF; settles actionType." },
  filingDate: { kind: "day", meaning: "Settles the AIA status where the text is silent." },
  aia: {
    kind: "choice",
    choices: ["post", "pre"],
    meaning: "What the USPTO says of the AIA status; taken where the text is silent.",
  },
  lastClaim: { kind: "count", meaning: "The highest claim number on file." },
};

/** What is read; the content decides, whatever the type says. */
const FILES: readonly FileType[] = [
  { extension: ".txt", type: "text/plain" },
  { extension: ".md", type: "text/markdown" },
  { extension: ".html", type: "text/html" },
  { extension: ".html", type: "application/xhtml+xml" },
  { extension: ".xml", type: "application/xml" },
  { extension: ".xml", type: "text/xml" },
  { extension: ".docx", type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  { extension: ".docm", type: "application/vnd.ms-word.document.macroEnabled.12".toLowerCase() },
  { extension: ".pdf", type: "application/pdf" },
];

/** An Office action's text in, its rejections, citations and flags out. Stores nothing. */
export const EXTRACT: Route = {
  path: "/v1/extract",
  operationId: "extract",
  summary:
    "Read an Office action, as text or as a file: rejections, objections, citations, flags, each with its passage.",
  methods: ["POST"],
  parameters: [
    { name: "text", in: "query", kind: "text", meaning: "The text of the action; it, or a file." },
    {
      name: "file",
      in: "query",
      kind: "file",
      meaning: "The action as .docx, .pdf, .txt, .md, .html or .xml: a form's file, or the body itself.",
    },
    ...Object.entries(CONTEXT).map(([name, about]): Parameter => ({ name, in: "query", ...about })),
  ],
  from: "nothing",
  body: {
    // The longest Office action that is read over HTTP.
    limit: 16 * 1024 * 1024,
    beyond: 'The command "artunit extract" reads any text.',
    plain: "text",
    files: FILES,
  },
  answer: ownSchema("extraction"),
  async handle(asked, context): Promise<Answer> {
    return { kind: "text", body: await readAction(asked, context) };
  },
};

async function readAction(asked: Asked, { client, settings }: Context): Promise<string> {
  const [text, file] = [asked.text("text"), asked.file("file")];
  const visitor = { client, settings, signal: asked.signal };
  if (text !== undefined && file !== undefined)
    throw new ArtunitError("bad-parameter", 'Both "text" and "file" are sent. Send one of them.', {
      field: "file",
    });
  if (file !== undefined) {
    const found = file.bytes.length === 0 ? null : await extractionOfFile(file, contextOf(asked), visitor);
    if (found !== null) return found;
    throw new ArtunitError("bad-parameter", `${file.name || "The file"} holds no text.`, { field: "file" });
  }
  if (text === undefined || text.trim() === "")
    throw new ArtunitError(
      "bad-parameter",
      `${text === undefined ? "No action is sent" : '"text" is blank'}: send its text as text/plain, {"text": "DETAILED ACTION …"} as application/json, or the file itself.`,
      { field: "text" },
    );
  return extractionOf(text, contextOf(asked), visitor);
}

function contextOf(asked: Asked): ExtractionContext {
  const known = Object.entries(CONTEXT).map(([name, { kind }]) => [
    name,
    kind === "count" ? asked.count(name) : asked.text(name),
  ]);
  return Object.fromEntries(known.filter(([, value]) => value !== undefined)) as ExtractionContext;
}
