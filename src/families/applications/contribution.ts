import {
  type Dataset,
  type Nested,
  type NestedObject,
  nestedShape,
  readNested,
  writeNested,
} from "../../catalog/index.js";
import { readStoredNumbers } from "../../query/index.js";
import type { Contribution } from "../../server/extension.js";
import type { Schema } from "../../server/route.js";
import { list, object } from "../../server/schemas.js";
import { at, listAt, numberAt, textAt } from "../nestedValues.js";
import { outcomeOf } from "./outcome.js";
import { drawFileWrapper } from "./page.js";

const TEXT = { type: ["string", "null"] };
const WORDS = list({ type: "string" });

const RELATIVES = list(
  object({ application: TEXT, filed: TEXT, patent: TEXT, status: TEXT, relation: TEXT }),
);

const MEMBERS = {
  status: told("The status in words, its code and its day.", {
    text: TEXT,
    code: { type: ["integer", "null"] },
    date: TEXT,
  }),
  filing: told("When and as what it was filed, its title, its applicant and inventors.", {
    date: TEXT,
    type: TEXT,
    title: TEXT,
    docket: TEXT,
    applicant: TEXT,
    inventors: WORDS,
    publication: TEXT,
    patent: TEXT,
    granted: TEXT,
  }),
  examiner: told("The examiner and the art unit.", { name: TEXT, art_unit: TEXT }),
  class: told("The class and subclass of the United States, and those of the CPC.", {
    uspc: TEXT,
    cpc: WORDS,
  }),
  events: list(object({ date: TEXT, code: TEXT, text: TEXT })),
  continuity: told("Applications it follows from, and those that follow from it.", {
    parents: RELATIVES,
    children: RELATIVES,
  }),
  outcome: {
    ...TEXT,
    enum: ["allowed", "abandoned", "pending", null],
    description:
      "What became of it: by its patent, else by the words of its status; null where nothing says so.",
  },
} as const;

/** An object of these members, or null where nothing is loaded. */
function told(description: string, members: Readonly<Record<string, Schema>>): Schema {
  return { ...object(members), type: ["object", "null"], description };
}

/** What the file wrapper knows of an application, among what all families know by its number. */
export function applicationContribution(applications: Dataset): Contribution {
  const { application } = applications.table.roles;
  return {
    about: "application",
    tables: [applications.table],
    parameters: [],
    members: MEMBERS,
    async read(number, { signal }, { lease }) {
      // Most folders hold Office actions alone: no engine is asked what the manifest says.
      const { tables } = lease.store.manifest;
      if (!tables.some(({ name, rows }) => name === applications.table.name && rows > 0))
        return { isEmpty: true, members: NOTHING };
      const page = await lease.store.page({
        dataset: applications,
        predicate: { kind: "in", column: application!, values: readStoredNumbers(number) },
        shape: nestedShape(applications, "application"),
        rows: 1,
        counts: false,
        signal,
      });
      const found: string[] = [];
      for await (const batch of page.records) found.push(...batch);
      const object = found[0] === undefined ? null : (readNested(found[0]) as NestedObject);
      return { isEmpty: object === null, members: object === null ? NOTHING : membersOf(object) };
    },
    draw: drawFileWrapper,
  };
}

const NOTHING = {
  status: "null",
  filing: "null",
  examiner: "null",
  class: "null",
  events: "[]",
  continuity: "null",
  outcome: "null",
};

function membersOf(object: NestedObject): typeof NOTHING {
  const about = at(object, "applicationMetaData");
  const text = (name: string) => textAt(about, name);
  const patent = text("patentNumber");
  const status = text("applicationStatusDescriptionText");
  const events = listAt(object, "eventDataBag").map((event) =>
    whole({
      date: textAt(event, "eventDate") ?? null,
      code: textAt(event, "eventCode") ?? null,
      text: textAt(event, "eventDescriptionText") ?? null,
    }),
  );
  const written = (members: Readonly<Record<string, Nested>>) => writeNested(whole(members));
  return {
    status: written({
      text: status ?? null,
      code: /^\d{1,9}$/.test(text("applicationStatusCode") ?? "")
        ? (numberAt(about, "applicationStatusCode") ?? null)
        : null,
      date: text("applicationStatusDate") ?? null,
    }),
    filing: written({
      date: text("filingDate") ?? null,
      type: text("applicationTypeLabelName") ?? null,
      title: text("inventionTitle") ?? null,
      docket: text("docketNumber") ?? null,
      applicant: text("firstApplicantName") ?? null,
      inventors: listAt(about, "inventorBag").flatMap((each) => textAt(each, "inventorNameText") ?? []),
      publication: text("earliestPublicationNumber") ?? null,
      patent: patent ?? null,
      granted: text("grantDate") ?? null,
    }),
    examiner: written({
      name: text("examinerNameText") ?? null,
      art_unit: text("groupArtUnitNumber") ?? null,
    }),
    class: written({
      uspc: text("uspcSymbolText") ?? null,
      cpc: listAt(about, "cpcClassificationBag").flatMap((each) => textAt(each)?.replace(/\s+/g, " ") ?? []),
    }),
    events: writeNested(events),
    continuity: written({
      parents: listAt(object, "parentContinuityBag").map((each) => relative(each, "parent")),
      children: listAt(object, "childContinuityBag").map((each) => relative(each, "child")),
    }),
    outcome: JSON.stringify(outcomeOf(patent, status)),
  };
}

/** An object with all its members, empty lists too: programs rely on them. */
function whole(members: Readonly<Record<string, Nested>>): NestedObject {
  return new Map(Object.entries(members));
}

function relative(relation: Nested, who: "parent" | "child"): NestedObject {
  return whole({
    application: textAt(relation, `${who}ApplicationNumberText`) ?? null,
    filed: textAt(relation, `${who}ApplicationFilingDate`) ?? null,
    patent: textAt(relation, `${who}PatentNumber`) ?? null,
    status: textAt(relation, `${who}ApplicationStatusDescriptionText`) ?? null,
    relation: textAt(relation, "claimParentageTypeCodeDescriptionText") ?? null,
  });
}
