import { type Command, InvalidArgumentError, Option } from "commander";
import { type CheckOptions, runCheck } from "#commands/calibrate/run-check.js";
import { exitWith } from "#commands/runtime.js";
import { DRILLS } from "#contract/drill.js";
import { calibrateWords as words } from "#words/calibrate-command-words.js";
import { cliWords } from "#words/cli-words.js";
import { bothLanguages } from "#words/words.js";

export function addCalibrate(program: Command): void {
  const drill = new Option("--drill <name...>", bothLanguages(words.drill)).choices(DRILLS).conflicts("skipDrills");
  program
    .command("calibrate")
    .description(bothLanguages(words.command))
    .requiredOption("-c, --config <file>", bothLanguages(cliWords.config))
    .requiredOption("--check", bothLanguages(words.check))
    .option("--camera <source>", bothLanguages(cliWords.camera))
    .option("--seconds <number>", bothLanguages(words.seconds), numberBetween(1, 86_400), 30)
    .option("--skip-drills", bothLanguages(words.skipDrills))
    .addOption(drill)
    .option("--lux <number>", bothLanguages(words.lux), numberBetween(0, 200_000))
    .option("--json", bothLanguages(words.json))
    .action((options: CheckOptions) => exitWith(() => runCheck(options)));
}

function numberBetween(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!(value >= low && value <= high)) throw new InvalidArgumentError(`expected a number from ${low} to ${high}`);
    return value;
  };
}
