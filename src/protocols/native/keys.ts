import { ArtunitError } from "../../errors.js";
import type { Context, Parameter, Route } from "../../server/route.js";
import { list, object } from "../../server/schemas.js";

const ISSUED = {
  id: { type: "string" },
  name: { type: "string" },
  limit: { type: ["integer", "null"], description: "Requests a minute; null for no limit of its own." },
  createdAt: { type: "string" },
  revokedAt: { type: ["string", "null"] },
};

const NAME: Parameter = {
  name: "name",
  in: "query",
  kind: "text",
  required: true,
  meaning: "Whose key it is.",
  example: "Ada",
};
const LIMIT: Parameter = {
  name: "limit",
  in: "query",
  kind: "count",
  meaning: "Requests a minute that the key allows; no limit of its own where it is left out.",
};
const ID: Parameter = {
  name: "id",
  in: "path",
  kind: "text",
  meaning: "Id of the key, as the list tells it.",
  example: "0123456789ab",
};

const shared = { from: "nothing", changes: true } as const;
/** What holds a key, or tells of keys, is kept by nobody on its way. */
const PRIVATE = { "cache-control": "no-store" };

/** Keys of this server. They hold only with the operator's own key; creating one may be left to everybody. */
export const KEY_ROUTES: readonly Route[] = [
  {
    ...shared,
    path: "/v1/keys",
    operationId: "list-keys",
    summary:
      "The keys that were made here, with their limits and how much they were used. Needs the operator's key.",
    methods: ["GET"],
    parameters: [],
    answer: object({
      keys: list(
        object({ ...ISSUED, requests: { type: "integer" }, lastUsed: { type: ["string", "null"] } }),
      ),
    }),
    async handle(_asked, context) {
      const keys = keysOf(context);
      askOperator(context);
      return { kind: "json", body: { keys: await keys.list() }, headers: PRIVATE };
    },
  },
  {
    ...shared,
    path: "/v1/keys/new",
    operationId: "create-key",
    summary:
      "Makes a key, and tells it this once. Needs the operator's key, unless keys are self-service here.",
    methods: ["POST"],
    parameters: [NAME, LIMIT],
    forNewcomers: true,
    answer: object({ key: { type: "string", description: "Told this once." }, ...ISSUED }),
    async handle(asked, context) {
      const keys = keysOf(context);
      const { selfServiceLimit: most } = context.settings;
      const limit = asked.count("limit") ?? null;
      if (context.role !== "operator" && most === null) askOperator(context);
      if (context.role !== "operator" && most !== null && limit !== null && limit > most)
        throw new ArtunitError(
          "bad-parameter",
          `A key that one makes oneself has a limit of at most ${most}.`,
          {
            field: "limit",
          },
        );
      const allowed = context.role === "operator" ? limit : (limit ?? most);
      const { key, issued } = await keys.create(asked.text("name") ?? "", allowed);
      return { kind: "json", body: { key, ...issued }, headers: PRIVATE };
    },
  },
  {
    ...shared,
    path: "/v1/keys/{id}/revoke",
    operationId: "revoke-key",
    summary: "Lets a key hold no longer. Needs the operator's key.",
    methods: ["POST"],
    parameters: [ID],
    answer: object(ISSUED),
    async handle(asked, context) {
      const keys = keysOf(context);
      askOperator(context);
      return { kind: "json", body: await keys.revoke(asked.text("id") ?? ""), headers: PRIVATE };
    },
  },
];

function keysOf({ settings }: Context) {
  if (settings.issuedKeys?.isSet()) return settings.issuedKeys;
  throw new ArtunitError(
    "not-found",
    "No keys are made here yet. Run `artunit keys init` on the machine of this server.",
  );
}

function askOperator({ role }: Context): void {
  if (role === "operator") return;
  throw role === "key"
    ? new ArtunitError("key-wrong", "This needs the operator's own key, which `artunit keys init` printed.")
    : new ArtunitError(
        "key-missing",
        "This needs the operator's own key, which `artunit keys init` printed. Send it in the header X-API-KEY.",
      );
}
