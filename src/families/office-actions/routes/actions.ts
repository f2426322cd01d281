import { ownShape } from "../../../catalog/index.js";
import { ArtunitError } from "../../../errors.js";
import { recordOf } from "../../../server/ownSchemas.js";
import type { Answer, Asked, Context, Parameter, Route } from "../../../server/route.js";
import { object } from "../../../server/schemas.js";
import { AS_OF } from "../../../server/usualParameters.js";
import { equals } from "../../../server/wholeTable.js";
import { OA_ACTIONS_V1 } from "../texts/dataset.js";
import { ACTION, applicationOf, objectText, readApplication } from "./application.js";

/** The document of a path. */
export const DOCUMENT: Parameter = {
  name: "id",
  in: "path",
  kind: "text",
  meaning: "Image-file-wrapper id of the document.",
  example: "IVLC08MNRXEAPX5",
};

export const OFFICE_ACTION: Route = {
  path: "/v1/office-actions/{id}",
  operationId: "read-office-action",
  summary: "One Office action joined with its rejections, citations, sources and neighbours.",
  methods: ["GET"],
  parameters: [DOCUMENT, AS_OF],
  answer: object({
    snapshot: { type: "string" },
    application_number: { type: "string" },
    ...ACTION,
  }),
  async handle(asked: Asked, context: Context): Promise<Answer> {
    const id = asked.text("id") ?? "";
    const number = await applicationOf(id, asked, context);
    const found =
      number === null
        ? undefined
        : (await readApplication(number, asked, context)).actions.find(
            (each) => each.document_id === JSON.stringify(id),
          );
    if (!found)
      throw new ArtunitError("not-found", `Nothing is loaded about an Office action "${id}".`, {
        field: "id",
      });
    return {
      kind: "text",
      body: objectText({
        snapshot: JSON.stringify(context.lease.store.manifest.id),
        application_number: JSON.stringify(number),
        ...found,
      }),
    };
  },
};

export const OFFICE_ACTION_TEXT: Route = {
  path: "/v1/office-actions/{id}/text",
  operationId: "read-office-action-text",
  summary: "The full text of one Office action, with its sections.",
  methods: ["GET"],
  parameters: [DOCUMENT, AS_OF],
  answer: object({
    snapshot: { type: "string" },
    text: recordOf(OA_ACTIONS_V1),
  }),
  async handle(asked: Asked, context: Context): Promise<Answer> {
    const id = asked.text("id") ?? "";
    const { store } = context.lease;
    const page = await store.page({
      dataset: OA_ACTIONS_V1,
      predicate: equals("document_id", id),
      shape: ownShape(OA_ACTIONS_V1),
      rows: 1,
      counts: false,
      signal: asked.signal,
    });
    for await (const [record] of page.records)
      if (record !== undefined)
        return { kind: "json", body: { snapshot: store.manifest.id, text: JSON.parse(record) as unknown } };
    throw new ArtunitError("not-found", `No text of an Office action "${id}" is loaded.`, { field: "id" });
  },
};
