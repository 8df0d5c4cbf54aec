import { type Command, InvalidArgumentError, Option } from "commander";
import { readHubConfig } from "#commands/hub-config-file.js";
import { EXIT, exitWith } from "#commands/runtime.js";
import { slugSchema } from "#contract/identifiers.js";
import { SCOPES, type Scope } from "#contract/integration.js";
import { type TokenRow, Tokens } from "#hub/integration/tokens.js";
import { openOffice } from "#hub/office/office-db.js";
import { AuditLog } from "#hub/people/audit.js";
import { systemClock } from "#platform/clock.js";
import { integrationWords as words } from "#words/integration-words.js";
import { bothLanguages } from "#words/words.js";

type Desk = { readonly tokens: Tokens; readonly audit: AuditLog };

/** `hailong hub token …`, beside a hub that may be running: what is revoked opens nothing from then on. */
export function addHubToken(hub: Command): void {
  const token = hub.command("token").description(bothLanguages(words.token));
  const name = bothLanguages(words.name);
  token
    .command("add")
    .description(bothLanguages(words.add))
    .argument("<name>", name, nameOf)
    .addOption(new Option("--scope <scope>", bothLanguages(words.scope)).choices(SCOPES).makeOptionMandatory())
    .action((given: string, { scope }: { scope: Scope }, command: Command) =>
      exitWith(() =>
        inOffice(command, ({ tokens, audit }) => {
          const secret = tokens.add(given, scope);
          audit.note({ person: SHELL, action: "token.made", detail: { name: given, scope } });
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
        inOffice(command, ({ tokens }) => {
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
        inOffice(command, ({ tokens, audit }) => {
          tokens.revoke(given);
          audit.note({ person: SHELL, action: "token.revoked", detail: { name: given } });
          console.log(`${given}: ${bothLanguages(words.revoked)}`);
        }),
      ),
    );
}

/** Whoever may run this command on the hub's machine has no account that could be named. */
const SHELL = "(command)";

async function inOffice(command: Command, work: (desk: Desk) => void): Promise<number> {
  const { data } = readHubConfig(command.optsWithGlobals<{ config: string }>().config).hub;
  const db = openOffice(data);
  try {
    work({ tokens: new Tokens(db, systemClock), audit: new AuditLog(db, systemClock) });
    return EXIT.ok;
  } finally {
    db.close();
  }
}

const lineOf = ({ name, scope, madeOn, revokedOn }: TokenRow): string => {
  const end = revokedOn === null ? "" : `, ${bothLanguages(words.revokedOn)} ${revokedOn}`;
  return `${name}: ${scope}, ${bothLanguages(words.made)} ${madeOn}${end}`;
};

function nameOf(text: string): string {
  const name = slugSchema.safeParse(text);
  if (name.success) return name.data;
  throw new InvalidArgumentError(name.error.issues[0]?.message ?? "");
}
