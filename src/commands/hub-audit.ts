import { type Command, InvalidArgumentError } from "commander";
import { withOffice } from "#commands/office-beside.js";
import { EXIT, exitWith } from "#commands/runtime.js";
import type { AuditLog } from "#hub/people/audit.js";
import { peopleWords as words } from "#words/people-words.js";
import { bothLanguages } from "#words/words.js";

type Options = { readonly config: string; readonly verify?: true; readonly most: number };

/** `hailong hub audit [--verify]` and `hailong city audit`. */
export function addHubAudit(hub: Command, folderOf: (configFile: string) => string): void {
  hub
    .command("audit")
    .description(bothLanguages(words.audit))
    .option("--verify", bothLanguages(words.verify))
    .option("--most <number>", bothLanguages(words.most), numberOf, 50)
    .action((_options, command: Command) =>
      exitWith(() => {
        const { config, verify, most } = command.optsWithGlobals<Options>();
        return withOffice({ data: folderOf(config) }, ({ audit }) => (verify ? check(audit) : show(audit, most)));
      }),
    );
}

function show(audit: AuditLog, most: number): number {
  for (const { id, at, person, action, detail } of audit.rows({ most }).reverse())
    console.log(`${id}  ${at}  ${person}  ${action}  ${JSON.stringify(detail)}`);
  return EXIT.ok;
}

/** Whoever wrote the last hash down elsewhere also sees whether the newest rows were cut off. */
async function check(audit: AuditLog): Promise<number> {
  const { rows, head, faults } = await audit.verify();
  for (const { id, fault } of faults) console.error(`${id}: ${bothLanguages(words[fault])}`);
  console.log(`${rows} ${bothLanguages(words.rows)}; ${bothLanguages(words.head)}: ${head}`);
  if (faults.length > 0) return EXIT.fault;
  console.log(bothLanguages(words.whole));
  return EXIT.ok;
}

function numberOf(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError("expected a whole number from 1");
}
