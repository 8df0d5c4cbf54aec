import { existsSync } from "node:fs";
import { DEFAULT_POLICY, mergePolicy } from "#contract/policy.js";
import { readDevicesFile } from "#hub/enrolment/devices-file.js";
import type { HubConfig } from "#hub/hub-config.js";
import { readPolicyPatch } from "#hub/policy/ward-policy.js";
import { AppError } from "#platform/errors.js";
import { cliWords } from "#words/cli-words.js";
import type { Words } from "#words/words.js";

/** Below this a cell says what its few citizens answered to whoever knows some of them. */
const LEAST_K = 3;
/** The ward's page goes no lower. */
const GOOD_K = 5;

/** What figures of real citizens would give away. Throws `config.invalid` for a k that protects nobody. → warnings. */
export function checkRelease(hub: Pick<HubConfig, "ward" | "devicesFile" | "policyFile" | "release">): Words[] {
  const desks = existsSync(hub.devicesFile) ? [...readDevicesFile(hub.devicesFile, hub.ward).values()] : [];
  // Made-up citizens have nothing to hide.
  if (desks.length > 0 && desks.every(({ simulated }) => simulated !== undefined)) return [];
  const { k } = mergePolicy(DEFAULT_POLICY, hub.policyFile ? readPolicyPatch(hub.policyFile) : {});
  if (k < LEAST_K)
    throw new AppError("config.invalid", `k: expected ${LEAST_K} or more, got ${k} (${hub.policyFile})`, {
      remedy: "See docs/release-lattice.md: a figure of so few tells what each of them answered",
    });
  return [...(k < GOOD_K ? [cliWords.smallK] : []), ...(hub.release.when === "batch" ? [cliWords.inBatches] : [])];
}
