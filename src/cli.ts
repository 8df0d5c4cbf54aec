#!/usr/bin/env node
import { Command } from "commander";
import { EXIT } from "#commands/runtime.js";
import { version } from "#platform/version.js";
import { cliWords } from "#words/cli-words.js";
import { bothLanguages } from "#words/words.js";

type Add = (program: Command) => void;

/** Each is loaded when it is asked for: an eye shall hold no broker, no database and no web server. In the help's order. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  setup: async () => (await import("#commands/setup/setup-command.js")).addSetup,
  edge: async () => (await import("#commands/edge.js")).addEdge,
  hub: async () => (await import("#commands/hub.js")).addHub,
  city: async () => (await import("#commands/city.js")).addCity,
  enrol: async () => (await import("#commands/enrol.js")).addEnrol,
  demo: async () => (await import("#commands/demo/demo-command.js")).addDemo,
  replay: async () => (await import("#commands/replay.js")).addReplay,
  evaluate: async () => (await import("#commands/evaluate.js")).addEvaluate,
  simulate: async () => (await import("#commands/simulate.js")).addSimulate,
  loadgen: async () => (await import("#commands/loadgen.js")).addLoadgen,
  policy: async () => (await import("#commands/policy.js")).addPolicy,
  report: async () => (await import("#commands/report.js")).addReport,
  "check-config": async () => (await import("#commands/check-config.js")).addCheckConfig,
  backup: async () => (await import("#commands/backup.js")).addBackup,
  cameras: async () => (await import("#commands/cameras/cameras-command.js")).addCameras,
  calibrate: async () => (await import("#commands/calibrate/calibrate-command.js")).addCalibrate,
  doctor: async () => (await import("#commands/doctor/doctor-command.js")).addDoctor,
  "privacy-audit": async () => (await import("#commands/privacy-audit/privacy-audit-command.js")).addPrivacyAudit,
  models: async () => (await import("#commands/models.js")).addModels,
  eye: async () => (await import("#commands/eye.js")).addEye,
  "camera-feed": async () => (await import("#commands/camera-feed.js")).addCameraFeed,
};

const program = new Command("hailong")
  .description(bothLanguages(cliWords.program))
  .version(version())
  .showHelpAfterError()
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.mend);
  })
  .addHelpText("after", `\n${cliWords.exitCodes.vi}\n${cliWords.exitCodes.en}`);

const [, , asked = ""] = process.argv;
const one = Object.hasOwn(COMMANDS, asked) ? COMMANDS[asked] : undefined;
for (const load of one ? [one] : Object.values(COMMANDS)) (await load())(program);

await program.parseAsync();
