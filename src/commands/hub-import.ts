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
  importQuerySchema,
  MOST_IMPORT_BYTES,
} from "#contract/imports.js";
import type { Conflict } from "#hub/imports/import-changes.js";
import { importTemplate } from "#hub/imports/template.js";
import { AppError, systemCode } from "#platform/errors.js";
import { FIGURE_WORDS, importWords as words } from "#words/import-words.js";
import { bothLanguages } from "#words/words.js";

type Options = {
  readonly config: string;
  readonly file?: string;
  readonly template?: ImportKind;
  readonly replace?: string;
};

/** `hailong hub import --file counts.csv`, also while the hub runs. */
export function addHubImport(hub: Command): void {
  hub
    .command("import")
    .description(bothLanguages(words.command))
    .option("--file <file>", bothLanguages(words.file))
    .option("--replace <comparison>", bothLanguages(words.replace))
    .addOption(new Option("--template <kind>", bothLanguages(words.template)).choices(IMPORT_KINDS))
    .action((_options, command: Command) => exitWith(() => run(command.optsWithGlobals<Options>())));
}

async function run({ config, file, template, replace }: Options): Promise<number> {
  if (template !== undefined) {
    process.stdout.write(importTemplate(template));
    return EXIT.ok;
  }
  if (file === undefined) {
    throw new AppError("config.invalid", "expected --file or --template", {
      remedy: "Name the CSV file: --file counts.csv",
    });
  }
  const permission = importQuerySchema.safeParse({ replace });
  if (!permission.success) {
    throw new AppError("config.invalid", `--replace: ${replace} names no comparison`, {
      remedy: "Import without it first: the refusal prints what to repeat. --replace all replaces whatever is held",
    });
  }
  const bytes = read(file);
  return withPaper(config, async ({ imports }) => {
    const outcome = imports.csv(bytes, { person: CONSOLE, replace });
    if ("changes" in outcome) {
      console.error(conflictLines(outcome, { config, file }).join("\n"));
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

/** What would be replaced, and the whole command that does so: it is good for nothing else. */
function conflictLines(
  { changes, more, replace, changedSince }: Conflict,
  { config, file }: { readonly config: string; readonly file: string },
): string[] {
  return [
    `${bothLanguages(changedSince ? words.changedSince : words.replaces)}:`,
    ...changes.map(changeLine),
    ...(more > 0 ? [`  … +${more} ${bothLanguages(words.more)}`] : []),
    `${bothLanguages(words.repeat)}:`,
    `  hailong hub import -c ${typed(config)} --file ${typed(file)} --replace ${replace}`,
  ];
}

function changeLine({ line, key, period, held, brought, how, vi, en }: ImportChange): string {
  const place = `${bothLanguages(words.line)} ${line}`;
  const row = [
    place,
    ...(period === null ? [] : [period]),
    bothLanguages({ vi, en }),
    bothLanguages(FIGURE_WORDS[key]),
  ];
  const sum = how === "byProcedures" ? ` (${bothLanguages(words.byProcedures)})` : "";
  const other = brought === null ? bothLanguages(words.lost) : `${figure(brought)}${sum}`;
  return `  ${row.join(", ")}: ${bothLanguages(words.held)} ${figure(held)} → ${bothLanguages(words.brought)} ${other}`;
}

/** As a shell takes it for one word. */
const typed = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;

const figure = (value: ImportChange["held"]): string =>
  typeof value === "object" ? bothLanguages(value) : String(value);

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
