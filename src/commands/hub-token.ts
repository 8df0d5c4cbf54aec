import { type Command, InvalidArgumentError, Option } from "commander";
import { CONSOLE, withOffice } from "#commands/office-beside.js";
import { EXIT, exitWith } from "#commands/runtime.js";
import { slugSchema } from "#contract/identifiers.js";
import { SCOPES, type Scope } from "#contract/integration.js";
import { type TokenRow, Tokens } from "#hub/integration/tokens.js";
import type { AuditLog } from "#hub/people/audit.js";
import { systemClock } from "#platform/clock.js";
import { integrationWords as words } from "#words/integration-words.js";
import { bothLanguages } from "#words/words.js";

type FolderOf = (configFile: string) => string;
type Desk = { readonly tokens: Tokens; readonly audit: AuditLog };

/** `hailong hub token …` and `hailong city token …`, beside what may be running: what is revoked opens nothing from then on. */
export function addHubToken(program: Command, folderOf: FolderOf): void {
  const token = program.command("token").description(bothLanguages(words.token));
  const name = bothLanguages(words.name);
  token
    .command("add")
    .description(bothLanguages(words.add))
    .argument("<name>", name, nameOf)
    .addOption(new Option("--scope <scope>", bothLanguages(words.scope)).choices(SCOPES).makeOptionMandatory())
    .action((given: string, { scope }: { scope: Scope }, command: Command) =>
      exitWith(() =>
        inOffice(folderOf(configOf(command)), ({ tokens, audit }) => {
          const secret = tokens.add(given, scope);
          audit.note({ person: CONSOLE, action: "token.made", detail: { name: given, scope } });
          console.error(bothLanguages(words.shownOnce));
          console.log(secret);
        }),
      ),
    );
  token
    .command("list")
    .description(bothLanguages(words.list))
    .action((_options: object, command: Command) =>
      exitWith(() =>
        inOffice(folderOf(configOf(command)), ({ tokens }) => {
          const rows = tokens.list();
          console.log(rows.length > 0 ? rows.map(lineOf).join("\n") : bothLanguages(words.none));
        }),
      ),
    );
  token
    .command("revoke")
    .description(bothLanguages(words.revoke))
    .argument("<name>", name, nameOf)
    .action((given: string, _options: object, command: Command) =>
      exitWith(() =>
        inOffice(folderOf(configOf(command)), ({ tokens, audit }) => {
          tokens.revoke(given);
          audit.note({ person: CONSOLE, action: "token.revoked", detail: { name: given } });
          console.log(`${given}: ${bothLanguages(words.revoked)}`);
        }),
      ),
    );
}

const configOf = (command: Command): string => command.optsWithGlobals<{ config: string }>().config;

const inOffice = (data: string, work: (desk: Desk) => void): Promise<number> =>
  withOffice({ data }, ({ db, audit }) => {
    work({ tokens: new Tokens(db, systemClock), audit });
    return EXIT.ok;
  });

const lineOf = ({ name, scope, madeOn, revokedOn }: TokenRow): string => {
  const end = revokedOn === null ? "" : `, ${bothLanguages(words.revokedOn)} ${revokedOn}`;
  return `${name}: ${scope}, ${bothLanguages(words.made)} ${madeOn}${end}`;
};

function nameOf(text: string): string {
  const name = slugSchema.safeParse(text);
  if (name.success) return name.data;
  throw new InvalidArgumentError(name.error.issues[0]?.message ?? "");
}
