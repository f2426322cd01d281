import { ArtunitError } from "../../errors.js";
import { type ProfileAnswer, profilesOf } from "../../protocols/native/statistics/profiles.js";
import { type ReportAnswer, reportsOf } from "../../protocols/native/statistics/routes.js";
import type { Installation } from "../../server/index.js";
import type { Profile } from "../../server/report.js";
import type { Route } from "../../server/route.js";
import { AS_OF, DUPLICATES } from "../../server/usualParameters.js";
import { askNative } from "../native.js";
import { pageRoute } from "../pages.js";
import { profilePage, reportPage, statisticsPage } from "./pages.js";

/** `/statistics`, each report, and a page for each art unit, centre, class that reports are told of. */
export function statisticsRoutes(installation: Installation): readonly Route[] {
  const reports = reportsOf(installation);
  const profiles = profilesOf(installation);
  if (reports.length === 0) return [];
  return [
    pageRoute(
      {
        path: "/statistics",
        operationId: "statistics",
        summary: "The reports there are.",
        parameters: [AS_OF],
        async draw(asked, context) {
          const shown = reports.find(({ chart }) => chart === "lines");
          const answer = shown
            ? await askNative<ReportAnswer>(
                "read-report",
                { report: shown.name },
                asked,
                context,
                installation,
              )
            : null;
          return { ...statisticsPage(reports, profiles, answer, context.baseUrl), isTwinStill: true };
        },
      },
      installation,
    ),
    pageRoute(
      {
        path: "/statistics/go",
        operationId: "statistics-about",
        summary: "Leads from the form to the page about an art unit, a centre, a class.",
        parameters: [
          {
            name: "about",
            in: "query",
            kind: "choice",
            choices: profiles.map(({ path }) => path),
            meaning: "What it is.",
          },
          { name: "value", in: "query", kind: "text", meaning: "Which one." },
          AS_OF,
        ],
        from: "nothing",
        async draw(asked) {
          const value = (asked.text("value") ?? "").trim();
          if (value === "")
            throw new ArtunitError("bad-parameter", "Write which one you mean.", { field: "value" });
          return { elsewhere: `/${asked.text("about")}/${encodeURIComponent(value)}` };
        },
      },
      installation,
    ),
    reportRoute(installation),
    ...profiles.map((each) => profileRoute(each, installation)),
  ];
}

function reportRoute(installation: Installation): Route {
  return pageRoute(
    {
      path: "/statistics/{report}",
      operationId: "report",
      summary: "One report: chart, summary, table, and the rows behind each figure.",
      parameters: [
        { name: "report", in: "path", kind: "text", meaning: "Name of the report." },
        { name: "criteria", in: "query", kind: "criteria", meaning: "Which records." },
        DUPLICATES,
        AS_OF,
      ],
      async draw(asked, context) {
        const given = { criteria: asked.text("criteria") || undefined, duplicates: asked.text("duplicates") };
        const answer = await askNative<ReportAnswer>(
          "read-report",
          { report: asked.text("report"), ...given },
          asked,
          context,
          installation,
        );
        return reportPage(answer, given, context.baseUrl);
      },
    },
    installation,
  );
}

function profileRoute({ path, operationId, summary, parameter }: Profile, installation: Installation): Route {
  return pageRoute(
    {
      path: `/${path}/{${parameter.name}}`,
      operationId: `page-${operationId}`,
      summary,
      parameters: [{ ...parameter, in: "path", kind: "text" }, AS_OF],
      async draw(asked, context) {
        const given = { [parameter.name]: asked.text(parameter.name) };
        const answer = await askNative<ProfileAnswer>(operationId, given, asked, context, installation);
        return profilePage(answer, path, context.baseUrl);
      },
    },
    installation,
  );
}
