import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rejection, serverOf, storeOf } from "../../server/servers.js";

/** The OpenAPI example "USPTO Data Set API", which many tools are tried on (provenance: SOURCES.md beside it). */
const example = JSON.parse(
  readFileSync(new URL("../../data/recorded/ds_api/dsapi-openapi3.json", import.meta.url), "utf8"),
) as {
  readonly servers: readonly [{ readonly url: string }];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly example?: string;
    readonly schema: { readonly default?: string };
  }[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<
        string,
        {
          readonly schema: {
            readonly properties: Readonly<Record<string, { readonly default: string | number }>>;
          };
        }
      >
    >;
  };
}

const { app } = serverOf(storeOf({ rejections: [rejection(1)] }));
/** The path of the document's server; only the host in front of it is ours. */
const MOUNT = example.servers[0].url.replace(/^.*developer\.uspto\.gov/, "");

/** Calls an operation as a generic client does: with the examples and defaults of the document. */
async function call(path: string, method: string, operation: Operation, version?: string) {
  const values = Object.fromEntries(
    (operation.parameters ?? []).map((each) => [each.name, each.example ?? each.schema.default ?? ""]),
  );
  if (version) values.version = version;
  const url = MOUNT + path.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? "");
  const [type, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const form = Object.entries(body?.schema.properties ?? {}).map(
    ([name, { default: value }]): [string, string] => [name, String(value)],
  );
  return app.inject({
    method: method.toUpperCase() as "GET",
    url,
    ...(type ? { headers: { "content-type": type }, payload: new URLSearchParams(form).toString() } : {}),
  });
}

const operations = Object.entries(example.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, operation]) => [operation.operationId, path, method, operation] as const,
  ),
);

test("the example has the three operations we know", () => {
  expect(operations.map(([id]) => id)).toEqual([
    "list-data-sets",
    "list-searchable-fields",
    "perform-search",
  ]);
});

test.each(operations)(
  "%s answers a client that knows only the document",
  async (_id, path, method, operation) => {
    const answer = await call(path, method, operation);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-type"]).toBe("application/json");
  },
);

test.each(operations.filter(([, path]) => path.includes("{version}")))(
  "%s answers 404 to a version that does not exist",
  async (_id, path, method, operation) => {
    expect((await call(path, method, operation, "v99")).statusCode).toBe(404);
  },
);

test("the list of datasets is what the document's schema says", async () => {
  const { total, apis } = (await app.inject(`${MOUNT}/`)).json<{
    total: number;
    apis: Record<string, string>[];
  }>();
  expect(total).toBe(apis.length);
  for (const each of apis) {
    expect(Object.keys(each)).toEqual(["apiKey", "apiVersionNumber", "apiUrl", "apiDocumentationUrl"]);
    expect(() => new URL(String(each.apiUrl))).not.toThrow();
  }
});

test("the recorded list's entries of datasets we serve are ours, but for the host", async () => {
  const recorded = JSON.parse(
    readFileSync(new URL("../../data/recorded/ds_api/recorded_list_excerpt.json", import.meta.url), "utf8"),
  ) as { apis: Record<string, string>[] };
  const answer = await app.inject({ url: `${MOUNT}/`, headers: { host: "developer.uspto.gov" } });
  const ours = answer.body.replaceAll("http://", "https://");
  for (const entry of recorded.apis.filter((each) => /^(oa_rejections|enriched)/.test(each.apiKey ?? ""))) {
    expect(ours).toContain(JSON.stringify(entry));
  }
});
