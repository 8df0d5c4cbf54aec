import { type Command, InvalidArgumentError, Option } from "commander";
import { compareFiles, listCertificates, verifyFile } from "#commands/calibrate/certificate-files.js";
import { type CheckOptions, runCheck } from "#commands/calibrate/run-check.js";
import { setPin } from "#commands/calibrate/set-pin.js";
import { exitWith } from "#commands/runtime.js";
import { DRILLS } from "#contract/drill.js";
import { calibrateWords as words } from "#words/calibrate-command-words.js";
import { cliWords } from "#words/cli-words.js";
import { bothLanguages } from "#words/words.js";

export function addCalibrate(program: Command): void {
  const drill = new Option("--drill <name...>", bothLanguages(words.drill)).choices(DRILLS).conflicts("skipDrills");
  const calibrate = program
    .command("calibrate")
    .description(bothLanguages(words.command))
    .option("-c, --config <file>", bothLanguages(cliWords.config))
    .option("--check", bothLanguages(words.check))
    .option("--camera <source>", bothLanguages(cliWords.camera))
    .option("--seconds <number>", bothLanguages(words.seconds), numberBetween(1, 86_400), 30)
    .option("--skip-drills", bothLanguages(words.skipDrills))
    .addOption(drill)
    .option("--lux <number>", bothLanguages(words.lux), numberBetween(0, 200_000))
    .option("--technician <name>", bothLanguages(words.technician))
    .option("--json", bothLanguages(words.json))
    .action((options: Partial<CheckOptions> & { check?: true }) => {
      const { config, seconds = 30 } = options;
      // A required option would be asked of the subcommands too.
      if (!config || !options.check) return calibrate.error("error: --config <file> and --check are needed");
      return exitWith(() => runCheck({ ...options, config, seconds }));
    });
  calibrate
    .command("verify")
    .description(bothLanguages(words.verify))
    .argument("<file>", bothLanguages(words.file))
    .action((file: string) => exitWith(async () => verifyFile(file)));
  calibrate
    .command("compare")
    .description(bothLanguages(words.compare))
    .argument("<before>", bothLanguages(words.file))
    .argument("<after>", bothLanguages(words.file))
    .action((before: string, after: string) => exitWith(async () => compareFiles(before, after)));
  calibrate
    .command("set-pin")
    .description(bothLanguages(words.setPin))
    .argument("<config>", bothLanguages(cliWords.config))
    .action((config: string) => exitWith(() => setPin(config)));
  calibrate
    .command("list")
    .description(bothLanguages(words.list))
    .argument("<config>", bothLanguages(cliWords.config))
    .action((config: string) => exitWith(async () => listCertificates(config)));
}

function numberBetween(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!(value >= low && value <= high)) throw new InvalidArgumentError(`expected a number from ${low} to ${high}`);
    return value;
  };
}
