import { count } from "../../catalog/index.js";
import type { ProfileAnswer } from "../../protocols/native/statistics/profiles.js";
import type { ReportAnswer } from "../../protocols/native/statistics/routes.js";
import { address } from "../../server/address.js";
import type { Drawn } from "../../server/extension.js";
import { type Html, html } from "../../server/html.js";
import type { Profile, Report } from "../../server/report.js";
import { bars } from "../charts/bars.js";
import { leadsOn, summaryOf } from "../charts/chart.js";
import { copyAs, facts, lines, link, list, more, table } from "../components.js";
import { chartOf, figureCell, pageOf, reportParts } from "./report.js";

/** The reports there are, one of them drawn, and the way to a unit, a centre, a class. */
export function statisticsPage(
  reports: readonly Report[],
  profiles: readonly Profile[],
  shown: ReportAnswer | null,
  base: string,
): Drawn {
  return {
    title: "Statistics: Artunit",
    twin: "/v1/statistics",
    body: html`<h1>Statistics</h1>
<p>Computed from what is loaded here, not taken from any paper. Each figure has its n, says what it is of, and leads to the records behind it.</p>
${shown ? html`<h2>${shown.title}</h2>\n<p>${shown.says}</p>\n${reportParts(shown, base)}\n${coverageNote(shown, base)}` : null}
<h2>Reports</h2>
${list(reports.map(({ name, title, says }) => html`${link(`${base}/statistics/${name}`, title)}<br><span class="hint">${says}</span>`))}
<h2>About one</h2>
<div class="columns">${profiles.map(
      ({ path, summary, parameter }) => html`<form action="${base}/statistics/go">
<input type="hidden" name="about" value="${path}">
<label>${summary.split(":")[0] ?? ""} <span class="hint">${parameter.example}</span>
<input name="value" required maxlength="20" spellcheck="false"></label>
<p class="buttons"><button>Show</button></p>
</form>
`,
    )}</div>
<p>Any other measures, of any dataset: ${link(`${base}/openapi.json`, html`<code>/v1/statistics/{dataset}/{version}</code>`)}, with counts, distinct values, shares and means by up to three fields.</p>`,
  };
}

/** What was asked of a report's page. */
export interface ReportAsked {
  readonly criteria: string | undefined;
  readonly duplicates: string | undefined;
}

/** One report, narrowed as its reader likes, with every way to take it along. */
export function reportPage(answer: ReportAnswer, asked: ReportAsked, base: string): Drawn {
  const path = `${base}/statistics/${answer.report}`;
  const given = { criteria: asked.criteria, duplicates: asked.duplicates };
  const file = (extension: string) =>
    address(`${base}/v1/statistics/${answer.report}${extension}`, { ...given, as_of: answer.snapshot });
  const isDuplicated = answer.duplicates === "include";
  return {
    title: `${answer.title}: Artunit`,
    twin: address(`/v1/statistics/${answer.report}`, given),
    body: html`<h1>${answer.title}</h1>
<p>${answer.says}</p>
<form action="${path}" aria-label="Narrow the report">
<label>Only records that match <span class="hint">criteria in the fields of ${answer.dataset}</span>
<input name="criteria" value="${asked.criteria ?? ""}" spellcheck="false"></label>
<label>Duplicates <select name="duplicates"><option value="exclude">left out</option><option value="include"${isDuplicated ? html` selected` : null}>counted</option></select></label>
<p class="buttons"><button>Show the report</button></p>
</form>
${reportParts(answer, base)}
${coverageNote(answer, base)}
<p>As ${link(file(".csv"), "CSV")}, ${link(file(".parquet"), "Parquet")}, ${link(file(".dta"), "Stata")}, ${link(file(""), "JSON")}. ${link(address(path, { ...given, as_of: answer.snapshot }), "Permanent link to this report")}.</p>
${copyAs(file(".csv"), "report.csv")}
${definitions(answer)}`,
  };
}

/** Under every figure: what it is of, and how much of it is loaded. */
function coverageNote(answer: ReportAnswer, base: string): Html {
  const { dataset, criteria, duplicates, snapshot, by, thin } = answer;
  return html`<p class="hint">n is of ${recordsLink(answer, base)} records of ${link(`${base}/datasets/${dataset}`, dataset)}${criteria === "*:*" ? null : html` that match <code>${criteria}</code>`}, documents that duplicate another ${duplicates === "exclude" ? "left out" : "counted"}, in snapshot ${snapshot}. ${by.length > 0 ? `“Thin”: ${thin}` : null} ${link(`${base}/coverage`, "What is loaded")}.</p>`;
}

function definitions(answer: ReportAnswer): Html {
  return more(
    "How each figure is defined, and the question that gives it",
    html`${list(answer.measures.map(({ definition }, at) => html`${answer.titles[at] ?? ""}: ${definition}`))}
${lines(answer.question, "The question")}`,
  );
}

/** An art unit, a centre, a class: how it compares, then its reports. */
export function profilePage(answer: ProfileAnswer, path: string, base: string): Drawn {
  const [first] = answer.compared;
  const comparison = compared(answer, base);
  return {
    title: `${answer.title}: Artunit`,
    twin: `/v1/${path}/${encodeURIComponent(answer.value)}`,
    body: html`<h1>${answer.title}</h1>
${facts([
  ["Records", first ? recordsLink(first.report, base) : null],
  ["Part of", answer.parent ? link(base + answer.parent.path, answer.parent.title) : null],
  ["Snapshot", answer.snapshot],
])}
${comparison}
${(comparison === null && first ? [first.report, ...answer.reports] : answer.reports)
  .filter(({ records }) => records > 0)
  .map(
    (report) => html`<h2>${report.title}</h2>
<p>${report.says}</p>
${reportParts(report, base)}
${coverageNote(report, base)}
<p>${link(address(`${base}/statistics/${report.report}`, { criteria: report.criteria, as_of: answer.snapshot }), "This report alone, as a file, with its definitions")}.</p>
`,
  )}`,
  };
}

function recordsLink({ dataset, criteria, duplicates, snapshot, records }: ReportAnswer, base: string): Html {
  return link(
    address(`${base}/datasets/${dataset}`, { criteria, duplicates, as_of: snapshot }),
    count(records),
  );
}

/** How one compares with what it is a part of; null where its first report is told group by group. */
function compared(answer: ProfileAnswer, base: string): Html | null {
  const told = answer.compared.filter(({ report }) => report.groups.length > 0);
  const [first] = told;
  if (!first || first.report.by.length > 0) return null;
  const { titles, title, says } = first.report;
  const charts = told.map(({ of, report }) => ({ of, chart: chartOf(report, base) }));
  const chart = charts[0]?.chart && {
    ...charts[0].chart,
    series: charts.flatMap(({ of, chart }) =>
      chart ? [{ title: of, values: chart.series[0]!.values }] : [],
    ),
  };
  return html`<p>A share has its 95 % interval beside it; where intervals overlap, a difference may be chance. No grade is made of it.</p>
<h2>${title}</h2>
<p>${says}</p>
${
  chart
    ? html`<figure class="plotted"><div class="wide" tabindex="0" role="region" aria-label="Chart: ${title}">${bars(chart)}</div>
<figcaption>${summaryOf(chart, false)} ${leadsOn("bar")}</figcaption></figure>`
    : null
}
${table(
  `${title}, beside what it is a part of`,
  ["Of", { title: "n", isNumber: true }, ...titles.map((each) => ({ title: each, isNumber: true as const }))],
  told.map(({ of, report }) => [
    of,
    link(pageOf(report.groups[0]!.rows, base), count(report.records)),
    ...report.groups[0]!.figures.map((figure) => figureCell(figure, base)),
  ]),
  true,
)}
${coverageNote(first.report, base)}`;
}
