import { existsSync } from "node:fs";
import type { Command } from "commander";
import { readHubConfig } from "#commands/hub-config-file.js";
import { hubFile, withStore } from "#commands/hub-store.js";
import { CONSOLE, withOffice } from "#commands/office-beside.js";
import { EXIT, exitWith } from "#commands/runtime.js";
import { readDevicesFile } from "#hub/enrolment/devices-file.js";
import { leaveOutPending } from "#hub/feedback/feedback-tables.js";
import type { HubConfig } from "#hub/hub-config.js";
import { officeFile } from "#hub/office/office-db.js";
import { proveErasure } from "#hub/retention/prove-erasure.js";
import { type Verification, verifyChains } from "#hub/store/verify-chains.js";
import { AppError } from "#platform/errors.js";
import { backupSqlite } from "#platform/sqlite-backup.js";
import { hubWords as words } from "#words/hub-words.js";
import { bothLanguages } from "#words/words.js";

/** What is done to a hub's store beside the hub, which may be running. `--config` is the command's own. */
export function addHubCare(hub: Command): void {
  const configOf = (command: Command): HubConfig => readHubConfig(command.optsWithGlobals().config).hub;
  hub
    .command("backup")
    .description(bothLanguages(words.backup))
    .argument("<file>", bothLanguages(words.backupFile))
    .option("--office", bothLanguages(words.backupOffice))
    .action((file: string, { office }: { office?: true }, command: Command) =>
      exitWith(() => (office ? backUpOffice(configOf(command), file) : backUp(configOf(command), file))),
    );
  hub
    .command("erase")
    .description(bothLanguages(words.erase))
    .requiredOption("--before <month>", bothLanguages(words.before))
    .action(({ before }: { before: string }, command: Command) => exitWith(() => erase(configOf(command), before)));
  hub
    .command("verify")
    .description(bothLanguages(words.verify))
    .action((_options, command: Command) => exitWith(() => verify(configOf(command))));
}

async function backUp(hub: HubConfig, file: string): Promise<number> {
  if (hub.store.kind !== "sqlite") {
    throw new AppError("config.invalid", `store.kind: expected sqlite, got ${hub.store.kind}`, {
      remedy: "Back up PostgreSQL with pg_dump, and office.db with --office; see docs/operations.md",
    });
  }
  await backupSqlite(hubFile(hub), file);
  console.log(`${file}: ${bothLanguages(words.backedUp)}`);
  return existsSync(officeFile(hub.data)) ? backUpOffice(hub, `${file}.office`) : EXIT.ok;
}

/** What PostgreSQL does not hold either. */
async function backUpOffice(hub: HubConfig, file: string): Promise<number> {
  await backupSqlite(officeFile(hub.data), file, leaveOutPending);
  console.log(`${file}: ${bothLanguages(words.backedUp)}`);
  return EXIT.ok;
}

async function erase(hub: HubConfig, before: string): Promise<number> {
  const thisMonth = new Date().toISOString().slice(0, 7);
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(before) || before > thisMonth) {
    throw new AppError("config.invalid", `--before: expected a month up to ${thisMonth}, got ${before}`);
  }
  const events = await withStore(hub, async (store) => {
    const erased = await store.erase(before);
    await withOffice(hub, ({ audit }) => proveErasure({ store, audit }, { before, events: erased, person: CONSOLE }));
    return erased;
  });
  console.log(`${events} ${bothLanguages(words.erased)}`);
  return EXIT.ok;
}

async function verify(hub: HubConfig): Promise<number> {
  const desks = readDevicesFile(hub.devicesFile, hub.ward);
  const found = await withStore(hub, (store) => verifyChains(store, desks));
  console.log(verificationLines(found).join("\n"));
  return found.faults === 0 ? EXIT.ok : EXIT.fault;
}

function verificationLines({ findings, gaps, ...counts }: Verification): string[] {
  const { chains, events, erased, withoutKey, faults } = counts;
  const lines = [
    `${chains} ${bothLanguages(words.chains)}, ${events} ${bothLanguages(words.events)}`,
    `  ${erased} ${bothLanguages(words.contentErased)}`,
    `  ${withoutKey} ${bothLanguages(words.withoutKey)}`,
    ...gaps.map(({ device, epoch, from, to }) => `  ${device}/${epoch}/${from}–${to}: ${bothLanguages(words.gaps)}`),
    ...findings.map(({ device, epoch, seq, fault }) => `  ${device}/${epoch}/${seq}: ${bothLanguages(words[fault])}`),
  ];
  return [...lines, `${faults} ${bothLanguages(words.faults)}`];
}
