/** The boundaries of the house. Each rule is a sentence of docs/architecture.md. */
module.exports = {
  forbidden: [
    {
      name: "shared-is-pure",
      comment:
        "shared/ is what both sides and the hub agree on: no room of its own, no DOM, no node, no electron.",
      severity: "error",
      from: { path: "^shared/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: "^(shared/|node_modules/(zod|@orpc/contract|uuid|fractional-indexing)/)" },
    },
    {
      name: "archive-knows-nobody",
      comment:
        "server/archive/ is how both the hub and main write files that leave them: bytes, and nothing of what is in them.",
      severity: "error",
      from: { path: "^server/archive/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(shared|electron|renderer|server|tests|scripts)/", pathNot: "^server/archive/" },
    },
    {
      name: "hub-imports-shared-only",
      severity: "error",
      from: { path: "^server/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(electron|renderer|tests|scripts)/" },
    },
    {
      name: "main-does-not-import-the-window",
      severity: "error",
      from: { path: "^electron/" },
      to: { path: "^renderer/" },
    },
    {
      name: "main-meets-the-hub-at-its-door",
      comment:
        "The desktop starts the hub as a whole (electron/hub/worker.ts), writes its files as the hub does, and otherwise speaks HTTP to it.",
      severity: "error",
      from: { path: "^electron/", pathNot: "(^electron/hub/worker\\.ts$|\\.test\\.ts$)" },
      to: { path: "^server/", pathNot: "^server/archive/" },
    },
    {
      name: "window-knows-only-the-bridge",
      severity: "error",
      from: { path: "^renderer/" },
      to: { path: "^(electron|server|tests|scripts)/", pathNot: "^tests/(support|bench)/" },
    },
    {
      name: "window-has-no-node",
      severity: "error",
      from: { path: "^renderer/", pathNot: "\\.test\\.tsx?$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "a-feature-never-imports-another",
      severity: "error",
      from: { path: "^renderer/features/([^/]+)/" },
      to: { path: "^renderer/features/", pathNot: "^renderer/features/$1/" },
    },
    {
      name: "ui-has-no-data",
      severity: "error",
      from: { path: "^renderer/ui/" },
      to: { path: "^renderer/(features|replica|app|bridge)/" },
    },
    {
      name: "electron-only-in-the-marked-rooms",
      severity: "error",
      from: {
        path: "^(shared|renderer|server|electron)/",
        pathNot: "^electron/(main\\.ts|preload\\.ts|desktop/)",
      },
      to: { path: "(^|node_modules/)electron(/|$)", pathNot: "^electron/" },
    },
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true, dependencyTypesNot: ["type-only"] },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: "specify",
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json"],
    },
  },
};
