import { ArtunitError } from "../../../errors.js";
import { escapeTerm } from "../../../query/index.js";
import type { Installation } from "../../../server/protocol.js";
import type { Profile } from "../../../server/report.js";
import type { Context, Route } from "../../../server/route.js";
import { list, object } from "../../../server/schemas.js";
import { AS_OF } from "../../../server/usualParameters.js";
import { REPORT, type ReportAnswer, reportAnswer, reportNamed, reportsOf } from "./routes.js";
import { STATISTICS } from "./statistics.js";

/** One of what profiles are about, as its route tells it. */
export interface ProfileAnswer {
  readonly snapshot: string;
  readonly title: string;
  readonly value: string;
  readonly parent: { readonly title: string; readonly path: string } | null;
  /** The first report, of this one, of what it is a part of, and of all. */
  readonly compared: readonly { readonly of: string; readonly report: ReportAnswer }[];
  readonly reports: readonly ReportAnswer[];
}

export function profilesOf({ families }: Pick<Installation, "families">): readonly Profile[] {
  return families.flatMap(({ profiles }) => profiles ?? []);
}

/** `/v1/art-units/{number}` and the like: the reports about one, and how it compares. */
export function profileRoutes(installation: Installation): readonly Route[] {
  return profilesOf(installation).map((profile) => profileRoute(profile, installation));
}

const TOLD = object({ ...REPORT, ...STATISTICS });

function profileRoute(profile: Profile, installation: Installation): Route {
  const { path, operationId, summary, parameter } = profile;
  return {
    path: `/v1/${path}/{${parameter.name}}`,
    operationId,
    summary,
    methods: ["GET"],
    parameters: [{ ...parameter, in: "path", kind: "text" }, AS_OF],
    answer: object({
      snapshot: { type: "string" },
      title: { type: "string" },
      value: { type: "string" },
      parent: {
        type: ["object", "null"],
        properties: { title: { type: "string" }, path: { type: "string" } },
      },
      compared: list(object({ of: { type: "string" }, report: TOLD })),
      reports: list(TOLD),
    }),
    async handle(asked, context) {
      const written = asked.text(parameter.name) ?? "";
      const value = profile.read(written);
      if (value === null)
        throw new ArtunitError(
          "bad-value",
          `"${written.slice(0, 80)}" is not of this form. ${parameter.meaning}`,
          { field: parameter.name },
        );
      return {
        kind: "json",
        body: await readProfile(profile, value, installation, asked.signal, context),
      };
    },
  };
}

async function readProfile(
  profile: Profile,
  value: string,
  installation: Installation,
  signal: AbortSignal,
  context: Context,
): Promise<ProfileAnswer> {
  const all = reportsOf(installation);
  const [first] = profile.reports;
  const told = (report: string, field: string, of: string) =>
    reportAnswer(reportNamed(all, report), { criteria: `${field}:${escapeTerm(of)}` }, signal, context);
  const reports = await Promise.all(profile.reports.map(({ report, field }) => told(report, field, value)));
  if (reports.every(({ records }) => records === 0))
    throw new ArtunitError("not-found", `Nothing is loaded about ${withinSentence(profile.title(value))}.`, {
      field: profile.parameter.name,
    });
  const above = profile.parent?.(value) ?? null;
  const parent = above && profilesOf(installation).find(({ path }) => path === above.path);
  const compared = [{ of: profile.title(value), report: reports[0]! }];
  if (above && parent) {
    const report = await told(first!.report, parent.reports[0]!.field, above.value);
    compared.push({ of: parent.title(above.value), report });
  }
  compared.push({
    of: "All that is loaded",
    report: await reportAnswer(reportNamed(all, first!.report), {}, signal, context),
  });
  return {
    snapshot: context.lease.store.manifest.id,
    title: profile.title(value),
    value,
    parent:
      above && parent ? { title: parent.title(above.value), path: `/${above.path}/${above.value}` } : null,
    compared,
    reports: reports.slice(1),
  };
}

/** A title with a small letter; of what begins with an abbreviation, as it is. */
function withinSentence(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
