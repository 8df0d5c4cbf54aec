// The five arrow rules of docs/architecture.md, checked in `npm run check`.
const program = (name, others) => ({
  name: `${name}-stands-alone`,
  comment: "1. cli → eye | desk | hub → contract, platform; the three programs never import each other",
  severity: "error",
  from: { path: `^src/${name}/` },
  to: { path: `^src/(${others.join("|")}|commands|cli)` },
});
const home = (pkg, folder) => ({
  name: `${pkg.replace("/", "-")}-has-one-home`,
  comment: "4. Each heavy package has one home",
  severity: "error",
  from: { path: "^src/", pathNot: `^src/(${folder})/` },
  to: { path: `^node_modules/${pkg}(/|$)` },
});

module.exports = {
  forbidden: [
    program("eye", ["desk", "hub"]),
    program("desk", ["eye", "hub"]),
    program("hub", ["eye", "desk"]),
    {
      name: "contract-and-platform-are-leaves",
      comment: "1. contract and platform know nothing of the programs; contract knows nothing of platform",
      severity: "error",
      from: { path: "^src/(contract|platform)/" },
      to: { path: "^src/(eye|desk|hub|commands|cli)" },
    },
    {
      name: "statistics-are-a-leaf",
      comment: "mathematics that two programs share; it knows nothing of ours",
      severity: "error",
      from: { path: "^src/statistics/" },
      to: { path: "^src/", pathNot: "^src/statistics/" },
    },
    {
      name: "contract-is-its-own",
      severity: "error",
      from: { path: "^src/contract/" },
      to: { path: "^src/(platform|statistics)/" },
    },
    {
      name: "platform-knows-no-subject",
      severity: "error",
      from: { path: "^src/platform/" },
      to: { path: "^src/contract/" },
    },
    {
      name: "words-are-a-leaf",
      comment: "one catalogue of what people read; of our code it knows only error codes and the contract",
      severity: "error",
      from: { path: "^src/words/" },
      to: { path: "^src/", pathNot: "^src/(words/|contract/|platform/errors\\.ts)" },
    },
    {
      name: "pure-folders-do-no-io",
      comment:
        "2. contract, statistics, desk/scoring, desk/calibration, desk/drift/judgement, hub/report, hub/mapping, eye/evaluation/figures: no node:*, no clock, no random, no I/O",
      severity: "error",
      from: {
        path: "^src/(contract|statistics|desk/scoring|desk/calibration|desk/drift/judgement|hub/report|hub/mapping|eye/evaluation/figures)/",
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "pure-folders-stay-pure",
      comment: "2. the pure folders import only each other, the contract and zod",
      severity: "error",
      from: {
        path: "^src/(contract|statistics|desk/scoring|desk/calibration|desk/drift/judgement|hub/report|hub/mapping|eye/evaluation/figures)/",
      },
      to: {
        pathNot:
          "^(src/(contract|statistics|desk/scoring|desk/calibration|desk/drift/judgement|hub/report|hub/mapping|eye/evaluation/figures)/|node_modules/zod/)",
      },
    },
    {
      name: "only-composition-roots-see-the-whole-config",
      comment: "3. each part takes its own typed slice; the whole config type lives beside its run-*.ts",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/((eye|desk|hub)/run-[a-z]+\\.ts|commands/)" },
      to: { path: "^src/(eye/eye-config|desk/desk-config|hub/hub-config)\\.ts$" },
    },
    home("onnxruntime-node", "eye"),
    home("@techstark/opencv-js", "eye"),
    home("sharp", "eye"),
    home("mqtt", "platform"),
    home("better-sqlite3", "platform"),
    home("pg", "hub/store"),
    { name: "no-cycles", comment: "5. no cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-barrels",
      comment: "5. no barrels, no utils",
      severity: "error",
      from: {},
      to: { path: "^src/.*/(index|utils?|helpers?)\\.ts$" },
    },
    { name: "no-orphans", severity: "error", from: { orphan: true, path: "^src/", pathNot: "^src/cli\\.ts$" }, to: {} },
    {
      name: "not-to-dev-dependencies",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev"] },
    },
    { name: "not-to-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["development", "import", "require", "node", "default", "types"],
    },
  },
};
