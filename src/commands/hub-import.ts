import { readFileSync, statSync } from "node:fs";
import { type Command, Option } from "commander";
import { CONSOLE } from "#commands/office-beside.js";
import { withPaper } from "#commands/paper-beside.js";
import { EXIT, exitWith } from "#commands/runtime.js";
import {
  IMPORT_KINDS,
  type ImportChange,
  type ImportFault,
  type ImportKind,
  MOST_IMPORT_BYTES,
} from "#contract/imports.js";
import { importTemplate } from "#hub/imports/template.js";
import { AppError, systemCode } from "#platform/errors.js";
import { importWords as words } from "#words/import-words.js";
import { bothLanguages } from "#words/words.js";

type Options = {
  readonly config: string;
  readonly file?: string;
  readonly template?: ImportKind;
  readonly replace?: boolean;
};

/** `hailong hub import --file counts.csv`, also while the hub runs. */
export function addHubImport(hub: Command): void {
  hub
    .command("import")
    .description(bothLanguages(words.command))
    .option("--file <file>", bothLanguages(words.file))
    .option("--replace", bothLanguages(words.replace))
    .addOption(new Option("--template <kind>", bothLanguages(words.template)).choices(IMPORT_KINDS))
    .action((_options, command: Command) => exitWith(() => run(command.optsWithGlobals<Options>())));
}

async function run({ config, file, template, replace = false }: Options): Promise<number> {
  if (template !== undefined) {
    process.stdout.write(importTemplate(template));
    return EXIT.ok;
  }
  if (file === undefined) {
    throw new AppError("config.invalid", "expected --file or --template", {
      remedy: "Name the CSV file: --file counts.csv",
    });
  }
  const bytes = read(file);
  return withPaper(config, async ({ imports }) => {
    const outcome = imports.csv(bytes, { person: CONSOLE, replace });
    if ("changes" in outcome) {
      const { changes, more } = outcome;
      const rest = more > 0 ? [`  … +${more} ${bothLanguages(words.more)}`] : [];
      console.error([bothLanguages(words.replaces), ...changes.map(changeLine), ...rest].join("\n"));
      return EXIT.mend;
    }
    if ("faults" in outcome) {
      console.error([bothLanguages(words.refused), ...outcome.faults.map(faultLine)].join("\n"));
      return EXIT.mend;
    }
    const said = outcome.outcome === "stored" ? words.stored : words.unchanged;
    console.log(`${[outcome.rows, ...outcome.periods].join(" ")}: ${bothLanguages(said)}`);
    return EXIT.ok;
  });
}

const faultLine = ({ line, column, vi, en }: ImportFault): string =>
  `  ${bothLanguages(words.line)} ${line}${column === "" ? "" : `, ${column}`}: ${bothLanguages({ vi, en })}`;

function changeLine({ line, column, period, held, brought, how, ...name }: ImportChange): string {
  const row = `${bothLanguages(words.line)} ${line}, ${period}, ${bothLanguages(name)}, ${column}`;
  const sum = how === "byProcedures" ? ` (${bothLanguages(words.byProcedures)})` : "";
  const other = brought === null ? bothLanguages(words.lost) : `${brought}${sum}`;
  return `  ${row}: ${bothLanguages(words.held)} ${held} → ${bothLanguages(words.brought)} ${other}`;
}

function read(file: string): Buffer {
  try {
    const { size } = statSync(file);
    // Before it is read: two million rows would fill the hub's memory, to be refused then.
    if (size > MOST_IMPORT_BYTES) {
      throw new AppError("config.invalid", `--file: ${file} has ${size} bytes; expected ${MOST_IMPORT_BYTES} at most`, {
        remedy: "Split it, some months in each file",
      });
    }
    return readFileSync(file);
  } catch (cause) {
    if (systemCode(cause) !== "ENOENT") throw cause;
    throw new AppError("config.missing", `--file: ${file} does not exist`, { cause, remedy: "Check the path" });
  }
}
