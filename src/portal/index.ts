import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  baseUrlOf,
  OPEN,
  readParameters,
  type Service,
  Summaries,
  type Summary,
  sendText,
} from "../server/index.js";
import { consolePage, datasetOfLink } from "./console.js";
import { firstCalls, homePage } from "./home.js";
import { type Html, wholePage } from "./html.js";
import { STYLE } from "./style.js";

/** No script, no frame, nothing from elsewhere. */
const CONTENT_POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Adds the pages: what is loaded, with its JSON twin, and the console that old documentation links lead to. */
export function addPortal(app: FastifyInstance, service: Service): void {
  const summaries = new Summaries();

  async function summary(): Promise<Summary | null> {
    const lease = service.snapshots.current();
    if (!lease) return null;
    try {
      return await summaries.of(lease);
    } finally {
      lease.release();
    }
  }

  async function answerTwin(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const base = baseUrlOf(service, request);
    const twin = { name: "Artunit", isUspto: false, loaded: await summary(), firstCalls: firstCalls(base) };
    return sendText(request, reply, "application/json", JSON.stringify(twin));
  }

  app.get("/", OPEN, async (request, reply) => {
    const { format = "html" } = readParameters(request.url, { format: ["html", "json"] });
    if (format === "json") return answerTwin(request, reply);
    const base = baseUrlOf(service, request);
    const title = "Artunit: the USPTO’s Office-action data on this machine";
    return sendPage(request, reply, title, base, homePage(await summary(), base));
  });
  app.get("/index.json", OPEN, async (request, reply) => {
    readParameters(request.url, {});
    return answerTwin(request, reply);
  });
  const answerConsole = (request: FastifyRequest, reply: FastifyReply) => {
    const { url = "" } = readParameters(request.url, { url: null });
    const base = baseUrlOf(service, request);
    const dataset = datasetOfLink(url);
    const title = dataset ? `${dataset.title}: console` : "Console";
    return sendPage(request, reply, title, base, consolePage(dataset, base));
  };
  app.get("/ds-api-docs", OPEN, answerConsole);
  app.get("/ds-api-docs/index.html", OPEN, answerConsole);
  app.get("/artunit.css", OPEN, (request, reply) => {
    readParameters(request.url, {});
    reply.header("cache-control", "max-age=3600");
    return sendText(request, reply, "text/css; charset=utf-8", STYLE);
  });
}

function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  title: string,
  base: string,
  body: Html,
): FastifyReply {
  reply.header("content-security-policy", CONTENT_POLICY).header("referrer-policy", "no-referrer");
  return sendText(request, reply, "text/html; charset=utf-8", wholePage({ title, base, body }));
}
