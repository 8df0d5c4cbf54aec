import type { Command } from "commander";
import { readEdgeConfig } from "#commands/edge-config.js";
import { createRuntime, EXIT, exitWith } from "#commands/runtime.js";
import { openDataFolder } from "#desk/data-folder.js";
import { savePin } from "#desk/enrolment/hub-pin.js";
import { type EnrolmentOutcome, requestEnrolment } from "#desk/enrolment/request-enrolment.js";
import { AppError } from "#platform/errors.js";
import { deviceOf } from "#platform/signing.js";
import { cliWords } from "#words/cli-words.js";
import { enrolRefusals, enrolmentWords as words } from "#words/enrolment-words.js";
import { bothLanguages } from "#words/words.js";

export function addEnrol(program: Command): void {
  program
    .command("enrol")
    .description(bothLanguages(words.enrol))
    .requiredOption("-c, --config <file>", bothLanguages(cliWords.config))
    .action(({ config }: { config: string }) => exitWith(() => enrol(config)));
}

/** Takes the data folder, as a running desk does: one of them at a time. */
async function enrol(config: string): Promise<number> {
  const { desk, log: level } = readEdgeConfig(config);
  const { log, signal } = createRuntime("enrol", level);
  const place = { ward: desk.ward, counter: desk.counter };
  using folder = openDataFolder(desk.data, place);
  if (folder.signer.device !== deviceOf(folder.signer.key.publicKey)) {
    throw new AppError("key.invalid", `${folder.signer.device} has handed its key on`, {
      remedy: "To enrol it at another hub, name a new data folder",
    });
  }
  const show = (code: string): void => {
    console.log(`${bothLanguages(words.showCode)}: ${code}   (${desk.ward}/${desk.counter}, ${folder.signer.device})`);
    console.log(bothLanguages(words.typeThere));
  };
  const outcome = await requestEnrolment({ place, key: folder.signer.key, mqtt: desk.hub.mqtt, show, log, signal });
  const configured = desk.hub.publicKey ?? null;
  if (outcome.outcome === "approved" && configured !== null && configured !== outcome.hubKey) {
    console.error(bothLanguages(words.otherHub));
    return EXIT.mend;
  }
  if (outcome.outcome === "approved") savePin(folder.pinFile, { publicKey: outcome.hubKey, number: 0, configured });
  return tell(outcome);
}

function tell(outcome: EnrolmentOutcome): number {
  if (outcome.outcome === "approved") {
    console.log(`${bothLanguages(words.approved)}: ${outcome.hubKey}`);
    return EXIT.ok;
  }
  console.error(bothLanguages(outcome.outcome === "refused" ? enrolRefusals[outcome.reason] : words[outcome.outcome]));
  return EXIT.fault;
}
