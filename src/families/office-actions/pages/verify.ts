import { facts, link, list, table } from "../../../portal/components.js";
import { address } from "../../../server/address.js";
import type { Drawn, Page } from "../../../server/extension.js";
import { type Html, html } from "../../../server/html.js";
import { answerOf } from "../../../server/inProcess.js";
import { AS_OF } from "../../../server/usualParameters.js";
import { type JudgedAction, VERIFY, type VerifyAnswer } from "../routes/verify.js";

/** `/verify`: a statement, and whether what is loaded confirms it. */
export const VERIFY_PAGE: Page = {
  path: "/verify",
  title: "Check a statement",
  menu: "Check a statement",
  parameters: [
    { name: "statement", in: "query", kind: "text", meaning: "The statement, in plain words." },
    { name: "application", in: "query", kind: "text", meaning: "Number of the application." },
    AS_OF,
  ],
  async draw(asked, context): Promise<Drawn> {
    const statement = (asked.text("statement") ?? "").trim();
    const application = (asked.text("application") ?? "").trim();
    const form = statementForm(statement, application, context.baseUrl);
    if (statement === "")
      return {
        title: "Check a statement: Artunit",
        body: html`<h1>Check a statement</h1>
<p>Write what is said of an Office action. It is held against that action’s text, or where there is no text against the USPTO’s rows.</p>
${form}
${EXPLAINED}`,
      };
    const given = { statement, application: application || undefined };
    const answer = (await answerOf(VERIFY, given, asked, context)) as VerifyAnswer;
    return {
      title: `${answer.verdict}: Artunit`,
      twin: address("/v1/verify", given),
      body: html`<h1>Check a statement</h1>
${form}
<h2>${headline(answer)}</h2>
<p>${answer.reason}</p>
${facts([
  ["Understood as", answer.understood],
  ["Snapshot", answer.snapshot],
  [
    "Permanent link",
    link(address(`${context.baseUrl}/verify`, { ...given, as_of: answer.snapshot }), "this check"),
  ],
])}
${answer.actions.map((each) => actionPart(each))}
${EXPLAINED}`,
    };
  },
};

function headline({ verdict }: VerifyAnswer): string {
  const words = {
    confirmed: "Confirmed",
    partly: "Confirmed in part",
    contradicted: "Contradicted",
    "not in the data": "Not in the data",
  };
  return words[verdict];
}

function statementForm(statement: string, application: string, base: string): Html {
  return html`<form class="big" action="${base}/verify">
<label>Statement <span class="hint">claims 1-5 rejected under 103 over Smith in view of Jones, action of 2021-03-02</span>
<textarea name="statement" rows="3" required maxlength="4000">${statement}</textarea></label>
<label>Application <span class="hint">where the statement names none: 14/574,014</span>
<input name="application" value="${application}" maxlength="40" spellcheck="false"></label>
<p class="buttons"><button>Check it</button></p>
</form>`;
}

function actionPart(each: JudgedAction): Html {
  const { document_id, application_number, mail_date, is_whole, verdict, parts, passages } = each;
  return html`<h3>${link(each.address, `${each.document_code ?? "Action"} of ${mail_date ?? "no date"}, application ${application_number}`)}: ${verdict}</h3>
<p class="hint">Document ${document_id}; ${is_whole ? "loaded whole" : "not loaded whole"}.</p>
${table(
  `What was looked for in ${document_id}`,
  ["Part of the statement", "Found"],
  parts.map(({ part, isFound }) => [part, isFound ? "yes" : "no"]),
  true,
)}
${
  passages.length === 0
    ? null
    : html`<p>Passages:</p>
${list(passages.map(({ text, source, start }) => html`${link(start === null ? each.address : `${each.address}#action`, source === "text" ? "text" : `row of ${source}`)}: ${text.slice(0, 600)}`))}`
}`;
}

const EXPLAINED = html`<h2>What the answers mean</h2>
${list([
  "Confirmed: the action, the ground, every claim and every reference match.",
  "Confirmed in part: some of them do.",
  "Contradicted: the action is loaded whole, and nothing of the kind stands in it.",
  "Not in the data: no such action is loaded, or not all of it.",
])}
<p class="hint">The text is read by rules, which err. The passages decide.</p>`;
