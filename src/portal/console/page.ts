import { address } from "../../server/address.js";
import { breakable, type Html, html } from "../../server/html.js";
import { KEY_FIELD } from "../../server/index.js";
import type { Call } from "../../server/writtenCalls.js";
import { copyCall, lines, link, list, more } from "../components.js";
import { callOf, type Filled } from "./built.js";
import { type Field, FORM_TYPE, type Operation } from "./operations.js";

/** In the console's own address a value stands under this and its name. */
export const VALUE = "p.";

/** Every operation by the protocol in whose manner it answers; those only that hold all words of a search. */
export function operationsPage(operations: readonly Operation[], search: string, base: string): Html {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = operations.filter(({ id, method, path, says }) => {
    const text = `${id} ${method} ${path} ${says}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const groups = [...new Set(found.map(({ group }) => group))];
  const listed = (group: string) =>
    list(
      found
        .filter((each) => each.group === group)
        .map(
          (each) =>
            html`${link(address(`${base}/console`, { operation: each.id }), html`<code>${each.method} ${breakable(each.path)}</code>`)} ${each.says}`,
        ),
    );
  return html`<h1>Console</h1>
<p>Every call this server answers, as ${link(`${base}/openapi.json`, "its OpenAPI document")} tells them: choose one, fill it in, see it written in several languages, send it.</p>
<form action="${base}/console" role="search" aria-label="Operations">
<label>Search the operations <span class="hint">a path, a dataset, a word of what it does</span>
<input name="search" value="${search}" maxlength="200" autocomplete="off" spellcheck="false"></label>
<p class="buttons"><button>Search</button></p>
</form>
<p role="status">${found.length === operations.length ? `${found.length} operations.` : `${found.length} of ${operations.length} operations.`}</p>
${groups.map((group) =>
  words.length > 0 || groups.length === 1
    ? html`<h2>${group}</h2>
${listed(group)}
`
    : html`<details><summary>${group} (${found.filter((each) => each.group === group).length})</summary>
${listed(group)}
</details>
`,
)}`;
}

/** One operation: its form, the call as it is filled in, and where the script puts the answer. */
export function operationPage(
  operation: Operation,
  filled: Filled,
  base: string,
  asksForKeys: boolean,
): Html {
  const { method, path, says, group, fields, formats } = operation;
  const optional = fields.filter((each) => !each.isRequired);
  const inputs = (some: readonly Field[]) =>
    some.map((each) => input(each, filled.values.get(each.name) ?? ""));
  return html`<h1>Console</h1>
<p>${link(`${base}/console`, "All operations")}. ${group}.</p>
<h2><code>${method} ${breakable(path)}</code></h2>
<p>${says}</p>
<form id="fields" class="fields" action="${base}/console" aria-label="Parameters">
<input type="hidden" name="operation" value="${operation.id}">
${inputs(fields.filter((each) => each.isRequired))}
${inputs(optional.slice(0, FIRST))}
${optional.length > FIRST ? more(`${optional.length - FIRST} more parameters`, html`<div class="fields">${inputs(optional.slice(FIRST))}</div>`) : null}
${formats.length > 0 ? choice("as", "Answer as", ["", ...formats], filled.format ?? "", "as JSON") : null}
${operation.bodies.length > 1 ? choice("sent", "Body as", operation.bodies, filled.bodyType ?? "", "") : null}
${
  operation.bodies.length > 0
    ? more(
        "Write the body yourself",
        html`<label>Body, as JSON <span class="hint">sent instead of the fields above</span>
<textarea name="body" rows="6" spellcheck="false">${filled.body ?? ""}</textarea></label>`,
      )
    : null
}
<p class="buttons"><button>Show the call</button></p>
</form>
${callPart(operation, filled, base, asksForKeys)}
<form id="sending" aria-label="Send the call" hidden>
<label>Key <span class="hint">${asksForKeys && !operation.isOpen ? "this server asks for one" : "this server asks for none here"}; stays in this page, and in no address</span>
<input id="key" type="password" autocomplete="off"></label>
<p class="buttons"><button id="send">Send it</button> <button type="button" id="stop" disabled>Stop</button></p>
</form>
<p id="state" role="status"></p>
<div id="answer" tabindex="-1"></div>`;
}

/** Parameters that are shown at once. */
const FIRST = 8;

/** What a value has to be, before what it means. */
const TYPES: Readonly<Record<Field["type"], string>> = {
  string: "",
  integer: "A whole number. ",
  boolean: "",
  array: "Several with commas between them. ",
};

function input(field: Field, value: string): Html {
  const { name, choices, type, isRequired, says, example, isDay } = field;
  const hint = `${says}${example === null ? "" : ` For example ${example}`}`;
  const label = html`${name}${isRequired ? " (required)" : ""} <span class="hint">${TYPES[type]}${hint}</span>`;
  const known = type === "boolean" ? ["true", "false"] : choices;
  if (known.length > 0)
    return html`<label>${label}
<select name="${VALUE}${name}"><option value=""></option>${known
      .filter((each) => each !== "")
      .map(
        (each) => html`<option value="${each}"${each === value ? html` selected` : null}>${each}</option>`,
      )}</select></label>
`;
  const how =
    type === "integer" ? html` inputmode="numeric"` : isDay ? html` placeholder="2025-01-05"` : html``;
  return html`<label>${label}
<input name="${VALUE}${name}" value="${value}"${how} autocomplete="off" spellcheck="false"></label>
`;
}

function choice(name: string, label: string, values: readonly string[], is: string, usual: string): Html {
  return html`<label>${label} <select name="${name}">${values.map(
    (each) =>
      html`<option value="${each}"${each === is ? html` selected` : null}>${each === "" ? usual : each}</option>`,
  )}</select></label>
`;
}

/** The call; what the script sends is read from here, so that there is one place where calls are made. */
function callPart(operation: Operation, filled: Filled, base: string, asksForKeys: boolean): Html {
  const call = callOf(operation, filled, base, asksForKeys);
  if ("lacking" in call)
    return html`<section id="call" aria-label="The call">
<p class="note">Fill in ${call.lacking.map(({ name }) => name).join(", ")} to see the call.</p>
</section>`;
  const { method, url, body } = call;
  return html`<section id="call" aria-labelledby="the-call" data-method="${method}" data-url="${url}" data-file="${call.fileName}"${
    body === null ? null : html` data-type="${body.type}" data-body="${body.text}"`
  }>
<h2 id="the-call">The call</h2>
${lines(`${method} ${url}${body === null ? "" : `\n\n${body.text}`}`, "The call")}
${copyCall(call)}
<p>${link(permanent(operation, filled, base), "Permanent link to this call")}, without any key.</p>
${method === "GET" ? html`<p>${link(url, "Open the answer")}${call.asksForKey ? ", for which this server asks for a key: a program sends it" : null}.</p>` : null}
${method === "GET" ? null : html`<noscript>${formFor(operation, call, filled)}</noscript>`}
</section>`;
}

function permanent(operation: Operation, { values, bodyType, body, format }: Filled, base: string): string {
  return address(`${base}/console`, {
    operation: operation.id,
    ...Object.fromEntries([...values].map(([name, value]) => [VALUE + name, value])),
    as: format,
    sent: bodyType,
    body,
  });
}

/** Without a script, a form sends what a form can: the fields, and the key among them. */
function formFor({ method, fields, bodies }: Operation, { url, asksForKey }: Call, filled: Filled): Html {
  if (method !== "POST" || filled.body !== null || !bodies.includes(FORM_TYPE))
    return html`<p>A browser without JavaScript cannot send this: a program does, by one of the calls above.</p>`;
  return html`<form method="post" action="${url}" aria-label="Send the call">
${fields
  .filter((each) => each.in === "body" && filled.values.get(each.name))
  .map(
    (each) => html`<input type="hidden" name="${each.name}" value="${filled.values.get(each.name) ?? ""}">`,
  )}
${
  asksForKey
    ? html`<label>Key <span class="hint">this server asks for one; programs send it as X-API-KEY</span>
<input name="${KEY_FIELD}" type="password" autocomplete="off"></label>`
    : null
}
<p class="buttons"><button>Open the answer</button></p>
</form>`;
}
