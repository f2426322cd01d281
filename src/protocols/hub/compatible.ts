import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Dataset, datasetName } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { findDataset } from "../../installation.js";
import { refuseParameters } from "../../server/parameters.js";
import { sendText } from "../../server/send.js";
import { baseUrlOf, type Service } from "../../server/service.js";
import {
  datasetList,
  datasetOfSwagger,
  datasetsOf,
  type Envelope,
  fieldsAnswer,
  PREFIX,
} from "./datasets.js";
import { answerRecords } from "./records.js";
import { swaggerDocument } from "./swagger.js";

const JSON_TYPE = "application/json";

interface DatasetPath {
  Params: { readonly dataset: string; readonly version: string };
}

/** The routes of the Developer Hub and of the portal's Office-action APIs: same data, two envelopes. */
export function addCompatibleRoutes(app: FastifyInstance, service: Service): void {
  app.get(PREFIX.ds, (request, reply) => {
    refuseParameters(request.url);
    return sendText(request, reply, JSON_TYPE, datasetList(baseUrlOf(service, request)));
  });
  app.get("/ds-api/swagger/docs/:document", (request, reply) => answerSwagger(service, request, reply));
  app.get("/ds-api/swagger/docs/:document/:version", (request, reply) =>
    answerSwagger(service, request, reply),
  );
  for (const envelope of ["ds", "odp"] as const) addDatasetRoutes(app, service, envelope);
}

function addDatasetRoutes(app: FastifyInstance, service: Service, envelope: Envelope): void {
  const path = `${PREFIX[envelope]}/:dataset/:version`;
  app.get<DatasetPath>(`${path}/fields`, (request, reply) => {
    refuseParameters(request.url);
    const dataset = datasetOf(request.params, envelope);
    return sendText(request, reply, JSON_TYPE, fieldsAnswer(dataset, envelope, baseUrlOf(service, request)));
  });
  app.route<DatasetPath>({
    method: ["GET", "POST"],
    url: `${path}/records`,
    handler: (request, reply) =>
      answerRecords(service, request, reply, datasetOf(request.params, envelope), envelope),
  });
}

/** Throws `unknown-dataset`, naming those that exist. */
function datasetOf({ dataset, version }: DatasetPath["Params"], envelope: Envelope): Dataset {
  const found = findDataset(dataset, version);
  if (envelope in found.publishedIn) return found;
  const known = datasetsOf(envelope).map(datasetName).join(", ");
  throw new ArtunitError(
    "unknown-dataset",
    `${datasetName(found)} is not served under this path. Served are: ${known}.`,
  );
}

function answerSwagger(service: Service, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  refuseParameters(request.url);
  const { document, version = "" } = request.params as {
    readonly document: string;
    readonly version?: string;
  };
  const found = datasetOfSwagger(document.replace(/\.json$/i, ""), version);
  if (!found) {
    const known = [...new Set(datasetsOf("ds").map((each) => each.key))].join(", ");
    throw new ArtunitError(
      "unknown-dataset",
      `There is no such document. There are documents for: ${known}.`,
    );
  }
  return sendText(
    request,
    reply,
    JSON_TYPE,
    JSON.stringify(swaggerDocument(found, baseUrlOf(service, request))),
  );
}
