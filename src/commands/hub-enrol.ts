import { createInterface } from "node:readline";
import type { Command } from "commander";
import { readHubConfig } from "#commands/hub-config-file.js";
import { createRuntime, EXIT, exitWith } from "#commands/runtime.js";
import { openHubKey } from "#hub/data-folder.js";
import { readDevicesFile } from "#hub/enrolment/devices-file.js";
import { addDevice } from "#hub/enrolment/edit-devices.js";
import { EnrolmentSession } from "#hub/enrolment/enrolment-session.js";
import type { Applicant, Typed } from "#hub/enrolment/pending-requests.js";
import type { HubConfig } from "#hub/hub-config.js";
import type { LogLevel } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";
import { enrolRefusals, enrolmentWords as words } from "#words/enrolment-words.js";
import { bothLanguages } from "#words/words.js";

/** A desk that asks is heard every two seconds, once the broker is there. */
const PATIENCE_MS = 15_000;

type Options = { readonly config: string; readonly beside?: true };

/** `hailong hub enrol [CODE]`, below `hailong hub`, whose --config it shares. */
export function addHubEnrol(hub: Command): void {
  hub
    .command("enrol")
    .description(bothLanguages(words.hubEnrol))
    .argument("[code]", bothLanguages(words.code))
    .option("--beside", bothLanguages(words.beside))
    .action((code: string | undefined, _options: object, command: Command) =>
      exitWith(async () => {
        const { config, beside } = command.optsWithGlobals<Options>();
        const { hub, log } = readHubConfig(config);
        return enrol(hub, log, { code, beside: beside === true });
      }),
    );
}

async function enrol(
  hub: HubConfig,
  level: LogLevel,
  how: { code: string | undefined; beside: boolean },
): Promise<number> {
  const { log, clock, signal } = createRuntime("enrol", level);
  const { ward, mqtt, devicesFile } = hub;
  const desks = () => readDevicesFile(devicesFile, ward);
  desks();
  await using session = new EnrolmentSession({
    ...{ ward, mqtt, desks, clock, log, beside: how.beside },
    hubKey: openHubKey(hub.data).publicKey,
    enrol: (applicant) => addDevice(devicesFile, ward, applicant),
    onAsked: (applicant) => console.log(`${nameOf(applicant)} ${bothLanguages(words.asks)}`),
  });
  // Awaited here: the session is open until then.
  if (how.code !== undefined) return await typeOnce(session, how.code, { devicesFile, signal });
  console.log(bothLanguages(words.listening));
  for await (const line of createInterface({ input: process.stdin, signal })) {
    if (line.trim() !== "") tell(await session.type(line), session, devicesFile);
  }
  return EXIT.ok;
}

/** The desk asks every two seconds: waits until it did, and types the code then. */
async function typeOnce(
  session: EnrolmentSession,
  code: string,
  { devicesFile, signal }: { devicesFile: string; signal: AbortSignal },
): Promise<number> {
  const until = performance.now() + PATIENCE_MS;
  while (!signal.aborted && performance.now() < until && !session.knows(code)) await pause(100, signal);
  return tell(await session.type(code), session, devicesFile) ? EXIT.ok : EXIT.fault;
}

/** → whether a desk was enrolled. */
function tell(typed: Typed, session: EnrolmentSession, devicesFile: string): boolean {
  if (typed.outcome === "approved") {
    console.log(`${nameOf(typed.applicant)}: ${bothLanguages(words.enrolled)} ${devicesFile}`);
    return true;
  }
  console.error(bothLanguages(refusalOf(typed, session.waiting.length)));
  return false;
}

function refusalOf(typed: Exclude<Typed, { outcome: "approved" }>, waiting: number) {
  if (typed.outcome === "refused") return enrolRefusals[typed.reason];
  if (typed.outcome === "unknown") return waiting === 0 ? words.nobodyAsks : words.unknown;
  return { expired: words.codeExpired, used: words.used, no_code: words.noCode }[typed.outcome];
}

const nameOf = ({ ward, counter, device }: Applicant): string => `${ward}/${counter} (${device})`;
