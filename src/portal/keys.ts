import { counted } from "../catalog/index.js";
import { type Html, html } from "../server/html.js";
import { type Installation, KEY_FIELD } from "../server/index.js";
import type { Context, Parameter, Route } from "../server/route.js";
import { lines, moment, table } from "./components.js";
import { askNative } from "./native.js";
import { pageRoute } from "./pages.js";

interface Issued {
  readonly id: string;
  readonly name: string;
  readonly limit: number | null;
  readonly createdAt: string;
  readonly revokedAt: string | null;
  readonly requests: number;
  readonly lastUsed: string | null;
}

const NAME: Parameter = { name: "name", in: "query", kind: "text", meaning: "Whose key it is." };
const LIMIT: Parameter = { name: "limit", in: "query", kind: "text", meaning: "Requests a minute." };
const ID: Parameter = { name: "id", in: "query", kind: "text", meaning: "Id of the key." };

/**
 * Keys for people. The operator's own key stands in each form that needs it and is kept nowhere, so that no page of
 * another site can act for the operator.
 */
export function keyRoutes(installation: Installation): readonly Route[] {
  const shared = { from: "nothing" } as const;
  return [
    pageRoute(
      {
        ...shared,
        path: "/keys",
        operationId: "keys",
        summary: "What keys are for here, and forms to make and revoke them.",
        parameters: [],
        open: true,
        draw: async (_asked, context) => ({ title: "Keys: Artunit", body: keysPage(context) }),
      },
      installation,
    ),
    pageRoute(
      {
        ...shared,
        path: "/keys/list",
        operationId: "keys-list",
        summary: "The keys, with their limits and use.",
        methods: ["POST"],
        isPrivate: true,
        parameters: [],
        async draw(asked, context) {
          const { keys } = await askNative<{ keys: readonly Issued[] }>(
            "list-keys",
            {},
            asked,
            context,
            installation,
          );
          return { title: "Keys: Artunit", body: listPage(keys, context.baseUrl) };
        },
      },
      installation,
    ),
    pageRoute(
      {
        ...shared,
        path: "/keys/new",
        operationId: "keys-new",
        summary: "Makes a key and shows it, this once.",
        methods: ["POST"],
        isPrivate: true,
        parameters: [NAME, LIMIT],
        forNewcomers: true,
        async draw(asked, context) {
          const given = { name: asked.text("name") ?? "", limit: asked.text("limit") || undefined };
          const made = await askNative<Issued & { readonly key: string }>(
            "create-key",
            given,
            asked,
            context,
            installation,
          );
          return { title: "A new key: Artunit", body: madePage(made, context.baseUrl) };
        },
      },
      installation,
    ),
    pageRoute(
      {
        ...shared,
        path: "/keys/revoke",
        operationId: "keys-revoke",
        summary: "Lets a key hold no longer.",
        methods: ["POST"],
        isPrivate: true,
        parameters: [ID],
        async draw(asked, context) {
          const given = { id: asked.text("id") ?? "" };
          const revoked = await askNative<Issued>("revoke-key", given, asked, context, installation);
          return { title: "A key revoked: Artunit", body: revokedPage(revoked, context.baseUrl) };
        },
      },
      installation,
    ),
  ];
}

function keysPage({ baseUrl: base, settings }: Context): Html {
  const { keys, keysFor, issuedKeys, selfServiceLimit } = settings;
  const asked =
    keys === null
      ? "This server asks nobody for a key. One that is sent is counted, and its limit holds."
      : keysFor === null
        ? "This server asks for a key."
        : `This server asks for a key on: ${[...keysFor].join(", ")}.`;
  if (!issuedKeys?.isSet())
    return html`<h1>Keys</h1>
<p>${asked}</p>
<p>None can be made here yet. Whoever runs this server prints a key of their own with:</p>
${lines("artunit keys init", "Command")}`;
  return html`<h1>Keys</h1>
<p>${asked} Programs send it as <code>X-API-KEY</code>, or as <code>Authorization: Bearer</code>.</p>
<h2>Make a key</h2>
<form method="post" action="${base}/keys/new" aria-label="Make a key">
<label>Name <span class="hint">whose key it is</span>
<input name="name" required maxlength="100" autocomplete="off"></label>
<label>Limit <span class="hint">requests a minute${selfServiceLimit === null ? "; may stay empty" : `, at most ${selfServiceLimit} without the operator’s key`}</span>
<input name="limit" inputmode="numeric" pattern="[0-9]+"></label>
${operatorField(selfServiceLimit !== null)}
<p class="buttons"><button>Make</button></p>
</form>
<h2>All keys</h2>
<form method="post" action="${base}/keys/list" aria-label="Show all keys">
${operatorField()}
<p class="buttons"><button>Show</button></p>
</form>
<h2>Revoke a key</h2>
<form method="post" action="${base}/keys/revoke" aria-label="Revoke a key">
<label>Id <span class="hint">as the list tells it</span>
<input name="id" required autocomplete="off" spellcheck="false"></label>
${operatorField()}
<p class="buttons"><button>Revoke</button></p>
</form>`;
}

function operatorField(isOptional = false): Html {
  return html`<label>Operator’s key <span class="hint">${isOptional ? "may stay empty" : "as artunit keys init printed it"}</span>
<input name="${KEY_FIELD}" type="password" autocomplete="off"${isOptional ? null : html` required`}></label>`;
}

function listPage(keys: readonly Issued[], base: string): Html {
  return html`<h1>Keys</h1>
${table(
  counted(keys.length, "key"),
  [
    "Name",
    "Id",
    { title: "Limit a minute", isNumber: true },
    { title: "Requests", isNumber: true },
    "Last used",
    "Made",
    "Revoked",
  ],
  keys.map(({ name, id, limit, requests, lastUsed, createdAt, revokedAt }) => [
    name,
    html`<code>${id}</code>`,
    limit,
    requests,
    lastUsed && moment(lastUsed),
    moment(createdAt),
    revokedAt && moment(revokedAt),
  ]),
)}
${back(base)}`;
}

function madePage({ key, name, id }: Issued & { readonly key: string }, base: string): Html {
  return html`<h1>A new key</h1>
<p>The key of ${name}. It is shown this once: what is stored does not tell it. Its id is <code>${id}</code>.</p>
${lines(key, "The key")}
${back(base)}`;
}

function revokedPage({ name, id }: Issued, base: string): Html {
  return html`<h1>A key revoked</h1>
<p>The key of ${name} (<code>${id}</code>) holds no longer.</p>
${back(base)}`;
}

function back(base: string): Html {
  return html`<p><a href="${base}/keys">Keys</a></p>`;
}
