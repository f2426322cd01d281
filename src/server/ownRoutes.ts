import { ERROR_BY_STATUS, errorByStatus } from "./officeErrors.js";
import { openApiDocument } from "./openapi.js";
import type { Installation, Protocol } from "./protocol.js";
import { readStrictly } from "./received.js";
import type { Context, Route } from "./route.js";
import { object } from "./schemas.js";

/** What a server answers of itself, whatever protocols it has. */
export const OWN: Protocol = {
  name: "server",
  title: "Server",
  description: "The server itself.",
  mounts: [],
  routes: (installation) => [HEALTH, METRICS, openApi(installation)],
  read: readStrictly,
  error: errorByStatus,
  errorSchema: ERROR_BY_STATUS,
  publishes: () => [],
  schemas: () => ({}),
};

const HEALTH: Route = {
  path: "/healthz",
  operationId: "health",
  summary: "Whether the server answers, and from which snapshot.",
  methods: ["GET"],
  parameters: [],
  open: true,
  from: "snapshot-if-any",
  answer: object({ status: { type: "string" }, snapshot: { type: ["string", "null"] } }),
  handle: async (_asked, context) => ({
    kind: "json",
    body: { status: "ok", snapshot: snapshotOf(context) },
  }),
};

const METRICS: Route = {
  path: "/metrics",
  operationId: "metrics",
  summary: "Counts and times since the start, and what is loaded, for Prometheus.",
  methods: ["GET"],
  parameters: [],
  open: true,
  from: "snapshot-if-any",
  type: "text/plain",
  answer: { type: "string" },
  handle: async (_asked, context) => ({
    kind: "text",
    type: "text/plain; version=0.0.4; charset=utf-8",
    body: await context.metrics.text(
      context.isLoaded ? context.lease.store.manifest : null,
      context.settings.version,
    ),
  }),
};

function openApi(installation: Installation): Route {
  return {
    path: "/openapi.json",
    operationId: "openapi-document",
    summary: "This document.",
    methods: ["GET"],
    parameters: [],
    open: true,
    from: "nothing",
    answer: { type: "object" },
    handle: async (_asked, { baseUrl, settings }) => ({
      kind: "json",
      body: openApiDocument([OWN, ...installation.protocols], installation, baseUrl, settings.version),
    }),
  };
}

function snapshotOf(context: Context): string | null {
  return context.isLoaded ? context.lease.store.manifest.id : null;
}
