import { count, type Dataset, datasetName } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { readAnyApplication, referenceKey } from "../query/index.js";
import { address } from "../server/address.js";
import type { Interpretation } from "../server/extension.js";
import { type Html, html } from "../server/html.js";
import type { Installation } from "../server/index.js";
import type { Asked, Context } from "../server/route.js";
import { link, list } from "./components.js";
import { tablePath } from "./datasets.js";
import { askNative } from "./native.js";

/** Every way to take what was written, the likeliest first: what is loaded before what is not. */
export async function readingsOf(
  written: string,
  asked: Asked,
  context: Context,
  installation: Installation,
): Promise<readonly Interpretation[]> {
  const found = await Promise.all([
    application(written, asked, context, installation),
    reference(written, asked, context, installation),
    criteria(written, asked, context, installation),
    ...installation.families.flatMap(({ finders }) =>
      (finders ?? []).map((each) => each.find(written, asked, context)),
    ),
  ]);
  return found.flat().sort((a, b) => weight(b) - weight(a));
}

function weight({ isLoaded, likeness }: Interpretation): number {
  return (isLoaded === false ? 0 : isLoaded === true ? 20 : 10) + likeness;
}

/** The path a reading leads to, which tells the page what was written. */
export function pathOf({ path }: Interpretation, written: string): string {
  const [before = "", anchor] = path.split("#");
  return `${before}${before.includes("?") ? "&" : "?"}asked=${encodeURIComponent(written)}${anchor ? `#${anchor}` : ""}`;
}

/** What something may mean, to choose from; and what may be written at all. */
export function findPage(written: string, readings: readonly Interpretation[], base: string): Html {
  return html`<h1>Find</h1>
<form class="big" action="${base}/find">
<label>Application, patent, publication or document number, art unit, criteria, words
<input id="find-box" name="q" value="${written}" data-suggest="${base}/v1/suggestions" maxlength="2000" autocomplete="off" spellcheck="false"></label>
<p class="buttons"><button>Find</button></p>
</form>
${
  written === ""
    ? null
    : readings.length === 0
      ? html`<p>“${written}” is no number, document or criteria that is known here, and no text is loaded to look for it in.</p>`
      : html`<p>“${written}” may mean:</p>
${list(
  readings.map((each) => {
    if (each.isLoaded === false) return `${each.says} (nothing is loaded about it)`;
    return html`${link(base + pathOf(each, written), each.says)}${each.isLoaded ? " (loaded)" : ""}`;
  }),
)}`
}`;
}

async function application(
  written: string,
  asked: Asked,
  context: Context,
  installation: Installation,
): Promise<readonly Interpretation[]> {
  const number = orNull(() => readAnyApplication(written));
  if (number === null) return [];
  const isLoaded = await answers("read-application", { number }, asked, context, installation);
  // Eight digits, or seven, may be a patent as well; a slash or a blank after the series may not.
  const isInternational = number.startsWith("PCT");
  const isSure = isInternational || /^\D*\d{2}\s*\/\s*\d{3}/.test(written);
  const printed = isInternational ? number : `${number.slice(0, 2)}/${number.slice(2, 5)},${number.slice(5)}`;
  return [
    {
      says: `application ${printed}`,
      path: `/applications/${number}`,
      isLoaded,
      likeness: isSure ? 3 : 2,
    },
  ];
}

async function reference(
  written: string,
  asked: Asked,
  context: Context,
  installation: Installation,
): Promise<readonly Interpretation[]> {
  // A number must be most of what was written: criteria and words hold numbers, too.
  const key = /[:"*]|[a-z]{4,}.*\s.*[a-z]{4,}/i.test(written) ? null : orNull(() => referenceKey(written));
  if (key === null) return [];
  const isLoaded = await answers("read-reference", { number: key }, asked, context, installation);
  const isSure = /^\s*(?:[A-Z]{2}\b|[A-Z]{2}\d|\d{1,2},\d{3},\d{3})/i.test(written);
  return [{ says: `cited document ${key}`, path: `/references/${key}`, isLoaded, likeness: isSure ? 3 : 1 }];
}

/** Criteria, in each dataset that has the fields they name. */
async function criteria(
  written: string,
  asked: Asked,
  context: Context,
  installation: Installation,
): Promise<readonly Interpretation[]> {
  if (!/\S:\S/.test(written) || !context.isLoaded) return [];
  const readings = installation.datasets.map(async (dataset: Dataset): Promise<readonly Interpretation[]> => {
    const { key, version } = dataset;
    const given = { key, version, criteria: written, count_only: true };
    const found = await orNullLater(
      askNative<{ readonly total: number }>("list-records", given, asked, context, installation),
    );
    if (found === null) return [];
    return [
      {
        says: `criteria: ${count(found.total)} records of ${datasetName(dataset)}`,
        path: address(tablePath(dataset), { criteria: written }),
        isLoaded: found.total > 0,
        likeness: 3,
      },
    ];
  });
  return (await Promise.all(readings)).flat();
}

async function answers(
  operation: string,
  given: Readonly<Record<string, unknown>>,
  asked: Asked,
  context: Context,
  installation: Installation,
): Promise<boolean | null> {
  if (!context.isLoaded) return null;
  return (await orNullLater(askNative(operation, given, asked, context, installation))) !== null;
}

/** What cannot be read so is no reading; anything else is a fault. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof ArtunitError) return null;
    throw error;
  }
}

async function orNullLater<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ArtunitError && error.status < 500) return null;
    throw error;
  }
}
