// The arrows of ARCHITECTURE.md: who may import whom. Anything not allowed here is forbidden.
const allowed = {
  catalog: [],
  families: ["catalog"],
  query: ["catalog"],
  extract: [],
  ingest: ["catalog", "extract", "query"],
  store: ["catalog", "query"],
  load: ["catalog", "ingest", "extract", "store", "query"],
  server: ["catalog", "query", "store", "protocols"],
  protocols: ["catalog", "query", "store", "server", "extract"],
  portal: ["catalog", "query", "server", "protocols"],
};
// On the way to a middle that knows no family: each folder that still does stands here.
const onTheWay = ["installation", "families"];
const everywhere = ["errors"];

const folderRules = Object.entries(allowed).map(([folder, others]) => ({
  name: `arrows-of-${folder}`,
  severity: "error",
  comment: `src/${folder} may import only: ${[...others, ...everywhere].join(", ")}`,
  from: { path: `^src/${folder}/` },
  to: {
    path: "^src/",
    pathNot: [
      folder,
      ...others,
      ...everywhere,
      ...(["catalog", "extract", "families", "portal"].includes(folder) ? [] : onTheWay),
    ].map((name) => `^src/${name}(/|\\.ts$)`),
  },
}));

/** Third-party libraries, each with its one home. */
const homes = {
  "@duckdb/node-api": "^src/store/duckdb/engine\\.ts$",
  libsql: "^src/store/(engines/fulltext/|snapshots/lock\\.ts$)",
  fastify: "^src/(server|protocols|portal)/",
  commander: "^src/cli/",
  yauzl: "^src/ingest/",
  saxes: "^src/ingest/",
};

module.exports = {
  forbidden: [
    ...folderRules,
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
