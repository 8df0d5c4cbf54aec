import { Argument, type Command } from "commander";
import { CONSOLE, withOffice } from "#commands/office-beside.js";
import { EXIT, exitWith } from "#commands/runtime.js";
import { typedUnseen } from "#commands/typed-unseen.js";
import type { AuditAction } from "#contract/people.js";
import type { People } from "#hub/people/people.js";
import { ROLES, type Role } from "#hub/people/person.js";
import { peopleWords as words } from "#words/people-words.js";
import { bothLanguages } from "#words/words.js";

type FolderOf = (configFile: string) => string;

/** `hailong hub user …` and `hailong city user …`, also while the hub runs. The first administrator is made this way. */
export function addHubUser(hub: Command, folderOf: FolderOf): void {
  // `--config` is the command's above.
  const dataOf = (command: Command): string => folderOf(command.optsWithGlobals<{ config: string }>().config);
  const user = hub.command("user").description(bothLanguages(words.user));
  const named = (name: "add" | "role" | "password" | "disable" | "enable"): Command =>
    user.command(name).description(bothLanguages(words[name])).argument("<name>", bothLanguages(words.name));
  const role = new Argument("<role>", bothLanguages(words.roles)).choices(ROLES);

  user
    .command("list")
    .description(bothLanguages(words.list))
    .action((_options, command: Command) => exitWith(() => list(dataOf(command))));
  named("add")
    .addArgument(role)
    .action((name: string, as: Role, _options, command: Command) =>
      exitWith(() =>
        withPassword((password) =>
          change(dataOf(command), { action: "person.added", name, role: as }, (people) =>
            people.add({ name, role: as, password }),
          ),
        ),
      ),
    );
  named("role")
    .addArgument(role)
    .action((name: string, as: Role, _options, command: Command) =>
      exitWith(() =>
        change(dataOf(command), { action: "person.role", name, role: as }, (people) => people.setRole(name, as)),
      ),
    );
  named("password").action((name: string, _options, command: Command) =>
    exitWith(() =>
      withPassword((password) =>
        change(dataOf(command), { action: "person.password", name }, (people) => people.setPassword(name, password)),
      ),
    ),
  );
  for (const [verb, disabled] of [
    ["disable", true],
    ["enable", false],
  ] as const)
    named(verb).action((name: string, _options, command: Command) =>
      exitWith(() =>
        change(dataOf(command), { action: `person.${verb}d`, name }, (people) => people.setDisabled(name, disabled)),
      ),
    );
}

function list(data: string): Promise<number> {
  return withOffice({ data }, ({ people }) => {
    const all = people.list();
    if (all.length === 0) console.log(bothLanguages(words.nobody));
    for (const { name, role, disabled } of all)
      console.log(`${name}  ${role}${disabled ? `  (${bothLanguages(words.disabled)})` : ""}`);
    return EXIT.ok;
  });
}

type Change = { readonly action: AuditAction; readonly name: string; readonly role?: Role };

function change(
  data: string,
  { action, name, role }: Change,
  work: (people: People) => void | Promise<void>,
): Promise<number> {
  return withOffice({ data }, async ({ people, audit }) => {
    await work(people);
    audit.note({ person: CONSOLE, action, detail: { name, ...(role ? { role } : {}) } });
    console.log(`${name}: ${bothLanguages(action === "person.added" ? words.added : words.changed)}`);
    return EXIT.ok;
  });
}

async function withPassword(work: (password: string) => Promise<number>): Promise<number> {
  const [password = "", again] = await typedUnseen([words.newPassword, words.samePassword].map(bothLanguages));
  if (!process.stdin.isTTY || password === again) return work(password);
  console.error(bothLanguages(words.differ));
  return EXIT.mend;
}
