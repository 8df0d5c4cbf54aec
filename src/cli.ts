#!/usr/bin/env node
import { Command } from "commander";
import { addBackup } from "#commands/backup.js";
import { addCalibrate } from "#commands/calibrate/calibrate-command.js";
import { addCameraFeed } from "#commands/camera-feed.js";
import { addCameras } from "#commands/cameras/cameras-command.js";
import { addCheckConfig } from "#commands/check-config.js";
import { addCity } from "#commands/city.js";
import { addDemo } from "#commands/demo/demo-command.js";
import { addDoctor } from "#commands/doctor/doctor-command.js";
import { addEdge } from "#commands/edge.js";
import { addEnrol } from "#commands/enrol.js";
import { addEvaluate } from "#commands/evaluate.js";
import { addEye } from "#commands/eye.js";
import { addHub } from "#commands/hub.js";
import { addLoadgen } from "#commands/loadgen.js";
import { addModels } from "#commands/models.js";
import { addPolicy } from "#commands/policy.js";
import { addPrivacyAudit } from "#commands/privacy-audit/privacy-audit-command.js";
import { addReplay } from "#commands/replay.js";
import { addReport } from "#commands/report.js";
import { EXIT } from "#commands/runtime.js";
import { addSetup } from "#commands/setup/setup-command.js";
import { addSimulate } from "#commands/simulate.js";
import { version } from "#platform/version.js";
import { cliWords } from "#words/cli-words.js";
import { bothLanguages } from "#words/words.js";

const program = new Command("hailong")
  .description(bothLanguages(cliWords.program))
  .version(version())
  .showHelpAfterError()
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.mend);
  })
  .addHelpText("after", `\n${cliWords.exitCodes.vi}\n${cliWords.exitCodes.en}`);

addSetup(program);
addEdge(program);
addHub(program);
addCity(program);
addEnrol(program);
addDemo(program);
addReplay(program);
addEvaluate(program);
addSimulate(program);
addLoadgen(program);
addPolicy(program);
addReport(program);
addCheckConfig(program);
addBackup(program);
addCameras(program);
addCalibrate(program);
addDoctor(program);
addPrivacyAudit(program);
addModels(program);
addEye(program);
addCameraFeed(program);

await program.parseAsync();
