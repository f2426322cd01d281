import { ArtunitError } from "../../errors.js";
import { readAnyApplication, referenceKey } from "../../query/index.js";
import type { Contribution } from "../../server/extension.js";
import type { Installation } from "../../server/protocol.js";
import type { Answer, Asked, Context, Parameter, Route, Schema } from "../../server/route.js";
import { object, TEXT } from "../../server/schemas.js";
import { AS_OF } from "../../server/usualParameters.js";
import { contributionsAbout } from "./contributions.js";

/** `/v1/applications/{number}`: what all families know of one application. */
export function applicationRoute(installation: Installation): Route {
  const contributions = contributionsAbout("application", installation);
  return {
    path: "/v1/applications/{number}",
    operationId: "read-application",
    summary: "One application: all that is loaded about it.",
    methods: ["GET"],
    slashed: "number",
    parameters: [
      {
        name: "number",
        in: "path",
        kind: "text",
        meaning: "Application number in any written form.",
        example: "14574014",
      },
      ...parametersOf(contributions),
      AS_OF,
    ],
    answer: object({
      snapshot: { type: "string" },
      application_number: { type: "string" },
      spellings: SPELLINGS,
      ...membersOf(contributions),
    }),
    async handle(asked: Asked, context: Context): Promise<Answer> {
      const number = readAnyApplication(asked.text("number") ?? "", "number");
      const own = { application_number: number, spellings: spellings(number) };
      return (
        (await assembled(own, contributions, number, asked, context)) ?? nothingAbout(nothingSaid(number))
      );
    },
  };
}

/** `/v1/references/{number}`: what all families know of one cited document. */
export function referenceRoute(installation: Installation): Route {
  const contributions = contributionsAbout("reference", installation);
  return {
    path: "/v1/references/{number}",
    operationId: "read-reference",
    summary: "One cited document: who was rejected over it, on which ground, together with which others.",
    methods: ["GET"],
    slashed: "number",
    parameters: [
      {
        name: "number",
        in: "path",
        kind: "text",
        meaning: "Its number in any written form.",
        example: "US 6,992,580 B2",
      },
      ...parametersOf(contributions),
      AS_OF,
    ],
    answer: object({
      snapshot: { type: "string" },
      reference_key: { type: "string", description: "Country and digits, the same for every spelling." },
      ...membersOf(contributions),
    }),
    async handle(asked: Asked, context: Context): Promise<Answer> {
      const written = asked.text("number") ?? "";
      const reference = referenceKey(written);
      if (reference === null)
        throw new ArtunitError(
          "bad-value",
          `"${written}" is not a document number. Write country and number, as US 6,992,580 or JP 2004-159476.`,
          { field: "number" },
        );
      const own = { reference_key: reference };
      return (
        (await assembled(own, contributions, reference, asked, context)) ??
        nothingAbout(`Nothing that is loaded names ${reference}.`)
      );
    },
  };
}

/** Of a national number every spelling; of an international one that which is printed. */
const SPELLINGS: Schema = {
  type: "object",
  description: "The number as other data sets write it.",
  required: ["printed"],
  properties: { patex: TEXT, patentsview: TEXT, printed: TEXT, uspto_portal: TEXT },
};

/** What narrows several contributions is one parameter. */
function parametersOf(contributions: readonly Contribution[]): readonly Parameter[] {
  const all = contributions.flatMap(({ parameters }) => parameters);
  return all.filter(({ name }, at) => all.findIndex((each) => each.name === name) === at);
}

function membersOf(contributions: readonly Contribution[]): Readonly<Record<string, Schema>> {
  const names = contributions.flatMap(({ members }) => Object.keys(members));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new Error(
      `Two contributions have a member "${twice}". What is left to us is told under the key of its dataset.`,
    );
  return Object.assign({}, ...contributions.map(({ members }) => members));
}

/** The members of all contributions behind our own; null where none knows anything. */
async function assembled(
  own: Readonly<Record<string, unknown>>,
  contributions: readonly Contribution[],
  number: string,
  asked: Asked,
  context: Context,
): Promise<Answer | null> {
  const contributed = await Promise.all(contributions.map((each) => each.read(number, asked, context)));
  if (contributed.every(({ isEmpty }) => isEmpty)) return null;
  let body = JSON.stringify({ snapshot: context.lease.store.manifest.id, ...own }).slice(0, -1);
  for (const { members } of contributed) for (const name in members) body += `,"${name}":${members[name]}`;
  return { kind: "text", body: `${body}}` };
}

function nothingAbout(message: string): never {
  throw new ArtunitError("not-found", message, { field: "number" });
}

function nothingSaid(number: string): string {
  return isInternational(number)
    ? `Nothing is loaded about international application ${number}. Office actions are kept under the numbers of the national applications that followed from it.`
    : `Nothing is loaded about application ${number}.`;
}

function isInternational(number: string): boolean {
  return number.startsWith("PCT");
}

/** The number as other datasets write it. */
function spellings(number: string): Readonly<Record<string, string>> {
  if (isInternational(number)) return { printed: number };
  return {
    patex: number,
    patentsview: `${number.slice(0, 2)}/${number.slice(2)}`,
    printed: `${number.slice(0, 2)}/${number.slice(2, 5)},${number.slice(5)}`,
    uspto_portal: number,
  };
}
