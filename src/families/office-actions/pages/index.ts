import { ArtunitError } from "../../../errors.js";
import { type Extraction, MARK_STYLE } from "../../../extract/index.js";
import type { Drawn, Finder, Interpretation, Page } from "../../../server/extension.js";
import { type Html, html } from "../../../server/html.js";
import { answerOf } from "../../../server/inProcess.js";
import type { Asked, Context, Upload } from "../../../server/route.js";
import { AS_OF } from "../../../server/usualParameters.js";
import { OFFICE_ACTIONS_ALL } from "../actions.js";
import { OFFICE_ACTION, OFFICE_ACTION_TEXT } from "../routes/actions.js";
import { DIFFERENCE } from "../routes/difference.js";
import { EXTRACT } from "../routes/extract.js";
import { OFFICE_ACTION_SEARCH } from "../routes/search.js";
import { textOfFile } from "../texts/reading.js";
import type { TextOfFile } from "../texts/readingWorker.js";
import { COMBINATION_PAGES } from "./combinations.js";
import { DIFFERENCE_STYLE, type DifferenceAnswer } from "./difference.js";
import { type Action, actionPage, READER_STYLE, readerParts } from "./reader.js";
import { SEARCH, SEARCH_BUILDER, SEARCH_STYLE } from "./search.js";
import { SIMILAR_PAGE } from "./similar.js";
import { suggest } from "./suggest.js";
import { VERIFY_PAGE } from "./verify.js";

export const OFFICE_ACTION_STYLE = MARK_STYLE + READER_STYLE + DIFFERENCE_STYLE + SEARCH_STYLE;

/** `/office-actions/{id}`: one action to read. */
const READER: Page = {
  path: "/office-actions/{id}",
  title: "Office action",
  parameters: [
    { name: "id", in: "path", kind: "text", meaning: "Image-file-wrapper id of the document." },
    AS_OF,
  ],
  async draw(asked, context): Promise<Drawn> {
    const id = asked.text("id") ?? "";
    const action = (await answerOf(OFFICE_ACTION, { id }, asked, context)) as Action & {
      readonly application_number: string;
    };
    const text = action.text === null ? null : await textOf(id, asked, context);
    const code = action.action?.document_code;
    const found =
      text === null
        ? null
        : await extracted(
            {
              text: text.body,
              documentId: id,
              applicationNumber: action.application_number,
              ...(typeof code === "string" ? { documentCode: code } : {}),
            },
            asked,
            context,
          );
    const compared =
      text === null ? null : ((await answerOf(DIFFERENCE, { id }, asked, context)) as DifferenceAnswer);
    return {
      title: `Office action ${id}: Artunit`,
      body: actionPage(action, text, found, compared, context.baseUrl),
      twin: `/v1/office-actions/${encodeURIComponent(id)}`,
    };
  },
};

async function textOf(id: string, asked: Asked, context: Context) {
  const { text } = (await answerOf(OFFICE_ACTION_TEXT, { id }, asked, context)) as {
    readonly text: Readonly<Record<string, unknown>>;
  };
  return typeof text.bodyText === "string" ? { body: text.bodyText, record: text } : null;
}

async function extracted(given: Readonly<Record<string, unknown>>, asked: Asked, context: Context) {
  return (await answerOf(EXTRACT, given, asked, context)) as Extraction;
}

/** The longest action that is read on a page; whoever has a longer one has the command. */
const LONGEST = 4 * 1024 * 1024;

/** `/read`: an action that somebody brings, read at once and kept nowhere. */
const READ: Page = {
  path: "/read",
  title: "Read an Office action",
  menu: "Read an action",
  methods: ["GET", "POST"],
  body: { limit: LONGEST, beyond: 'The command "artunit extract" reads any text.', plain: "text" },
  from: "nothing",
  parameters: [
    { name: "text", in: "query", kind: "text", meaning: "The text of the action." },
    {
      name: "file",
      in: "query",
      kind: "file",
      meaning: "The action as .docx, .pdf, .txt, .md, .html or .xml.",
    },
  ],
  async draw(asked, context): Promise<Drawn | Html> {
    const file = asked.file("file");
    const { text, remarks } =
      file && file.bytes.length > 0
        ? await readFile(file, asked, context)
        : { text: asked.text("text") ?? "", remarks: [] };
    if (text.trim() === "") return html`<h1>Read an Office action</h1>\n${readForm(context.baseUrl)}`;
    const found = await extracted({ text }, asked, context);
    const name = file?.name || "the text you pasted";
    return {
      title: "What the action says: Artunit",
      body: html`<h1>What ${name} says</h1>
<p>Read just now, and kept nowhere.</p>
${remarks.map((each) => html`<p class="note" role="note">Of this file: ${each}.</p>\n`)}${readerParts(found, text, context.baseUrl)}`,
      twin: "/v1/extract",
    };
  },
};

/** The text of a file, read in a thread of its own. */
function readFile(file: Upload, { signal }: Asked, { client, settings }: Context): Promise<TextOfFile> {
  return textOfFile(file, { client, settings, signal });
}

/** The form that brings an action: as text or as a file. */
export function readForm(base: string): Html {
  return html`<section aria-labelledby="read">
<h2 id="read">Read an Office action</h2>
<form method="post" action="${base}/read" enctype="multipart/form-data" data-drop="">
<label>Its text <span class="hint">read at once, kept nowhere</span>
<textarea name="text" rows="4" spellcheck="false"></textarea></label>
<label>Or a file <span class="hint">.docx, .pdf, .txt, .md, .html, .xml, up to 4 MiB; it may be dropped here</span>
<input type="file" name="file" accept=".docx,.docm,.pdf,.txt,.md,.html,.xml"></label>
<p class="buttons"><button>Read it</button></p>
</form>
</section>`;
}

export const OFFICE_ACTION_PAGES: readonly Page[] = [
  SEARCH,
  SEARCH_BUILDER,
  READ,
  READER,
  SIMILAR_PAGE,
  VERIFY_PAGE,
  ...COMBINATION_PAGES,
];

/** A document id, an art unit, or words to look for in the texts. */
export const OFFICE_ACTION_FINDER: Finder = {
  examples: ["IVLC08MNRXEAPX5", "3763", "hasRej103:1", "solid electrolyte"],
  suggest,
  async find(written, asked, context): Promise<readonly Interpretation[]> {
    const text = written.trim();
    const readings: Interpretation[] = [];
    if (/^[A-Z0-9]{12,20}$/i.test(text) && /[A-Z]{3}/i.test(text))
      readings.push(await asDocument(text.toUpperCase(), asked, context));
    if (/^\d{4}$/.test(text)) readings.push(await asArtUnit(text, asked, context));
    if (/[a-z]{2}/i.test(text) && !/\S:\S/.test(text) && context.isLoaded) {
      const total = await texts(text, asked, context);
      readings.push({
        says: `words: ${total} texts of Office actions hold them`,
        path: `/search?text=${encodeURIComponent(text)}`,
        isLoaded: total > 0,
        likeness: 1,
      });
    }
    return readings;
  },
};

async function asDocument(id: string, asked: Asked, context: Context): Promise<Interpretation> {
  return {
    says: `Office action ${id}`,
    path: `/office-actions/${id}`,
    isLoaded: await isAnswered(() => answerOf(OFFICE_ACTION, { id }, asked, context), context),
    likeness: 3,
  };
}

async function asArtUnit(unit: string, asked: Asked, context: Context): Promise<Interpretation> {
  const column = { kind: "in", column: "art_unit", values: [unit] } as const;
  const total = context.isLoaded
    ? await context.lease.store.count({
        dataset: OFFICE_ACTIONS_ALL,
        predicate: column,
        signal: asked.signal,
      })
    : null;
  return {
    says: `art unit ${unit}: ${total ?? "its"} Office actions`,
    path: `/art-units/${unit}`,
    isLoaded: total === null ? null : total > 0,
    likeness: 3,
  };
}

/** How many texts hold the words; none where they are no question at all. */
async function texts(text: string, asked: Asked, context: Context): Promise<number> {
  try {
    const found = await answerOf(OFFICE_ACTION_SEARCH, { text, limit: 1 }, asked, context);
    return (found as { readonly total: number }).total;
  } catch (error) {
    if (error instanceof ArtunitError && error.status < 500) return 0;
    throw error;
  }
}

async function isAnswered(ask: () => Promise<unknown>, context: Context): Promise<boolean | null> {
  if (!context.isLoaded) return null;
  try {
    await ask();
    return true;
  } catch (error) {
    if (error instanceof ArtunitError && error.status < 500) return false;
    throw error;
  }
}
