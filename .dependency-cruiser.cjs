// The arrows of ARCHITECTURE.md: who may import whom. Anything not allowed here is forbidden.
const allowed = {
  catalog: [],
  families: ["catalog", "query", "extract", "ingest", "store", "server", "threads", "portal/components"],
  query: ["catalog", "extract"],
  extract: [],
  ingest: ["catalog", "extract", "query", "threads"],
  store: ["catalog", "query", "threads"],
  threads: [],
  load: ["catalog", "ingest", "extract", "store", "query"],
  server: ["catalog", "query", "store", "threads"],
  protocols: ["catalog", "query", "store", "server"],
  portal: ["catalog", "query", "server", "protocols"],
};
const everywhere = ["errors", "systemErrors"];

const folderRules = Object.entries(allowed).map(([folder, others]) => ({
  name: `arrows-of-${folder}`,
  severity: "error",
  comment: `src/${folder} may import only: ${[...others, ...everywhere].join(", ")}`,
  from: { path: `^src/${folder}/` },
  to: {
    path: "^src/",
    pathNot: [folder, ...others, ...everywhere].map((name) => `^src/${name}(/|\\.ts$)`),
  },
}));

/** Folders whose own folders know nothing of each other. */
const strangers = { families: "a-family", protocols: "a-protocol" };

const strangerRules = Object.entries(strangers).map(([folder, one]) => ({
  name: `${one}-imports-no-other`,
  severity: "error",
  from: { path: `^src/${folder}/([^/]+)/` },
  to: { path: `^src/${folder}/[^/]+/`, pathNot: `^src/${folder}/$1/` },
}));

/** Third-party libraries, each with its one home. */
const homes = {
  "@duckdb/node-api": "^src/store/duckdb/engine\\.ts$",
  libsql: "^src/store/(engines/fulltext/|snapshots/lock\\.ts$)",
  fastify: "^src/server/",
  commander: "^src/cli/",
  yauzl: "^src/ingest/",
  unpdf: "^src/ingest/documents/",
  saxes: "^src/ingest/",
  "d3-scale": "^src/portal/charts/",
  "d3-shape": "^src/portal/charts/",
};

/** The stations of extraction in the order in which a text passes them. Each may look back, never ahead. */
const stations = ["vocabulary", "text", "claims", "grounds", "references", "statements", "verdict", "rows"];

const stationRules = [
  ...stations.map((station, place) => ({
    name: `stations-before-${station}`,
    severity: "error",
    comment: `src/extract/${station} may import only: ${[...stations.slice(0, place), "model.ts"].join(", ")}`,
    from: { path: `^src/extract/${station}/` },
    to: {
      path: "^src/extract/",
      pathNot: [
        "^src/extract/model\\.ts$",
        ...stations.slice(0, place + 1).map((name) => `^src/extract/${name}/`),
      ],
    },
  })),
  {
    name: "stations-have-one-entry",
    severity: "error",
    comment: "A station is entered by its index.ts.",
    from: { path: "^src/(?:extract/([^/]+)/|[^/]+)" },
    to: { path: "^src/extract/[^/]+/", pathNot: ["^src/extract/$1/", "/index\\.ts$"] },
  },
];

module.exports = {
  forbidden: [
    ...folderRules,
    ...stationRules,
    ...strangerRules,
    ...Object.entries(homes).map(([library, home]) => ({
      name: `home-of-${library.replace(/[@/]/g, "-")}`,
      severity: "error",
      from: { path: "^src/", pathNot: home },
      to: { path: `node_modules/${library}` },
    })),
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "query-and-extract-are-pure",
      severity: "error",
      from: { path: "^src/(query|extract|catalog)/" },
      to: { dependencyTypes: ["core"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: [".ts", ".js"],
      conditionNames: ["import", "types", "default"],
      exportsFields: ["exports"],
    },
  },
};
