import { SCENARIO } from "#simulation/scenario.js";
import { counterName } from "#simulation/simulated-transaction.js";
import type { Simulation } from "#simulation/simulation.js";

type DemandCode =
  | "mapping_adopted"
  | "better_unseen"
  | "no_odd_camera"
  | "odd_camera_found"
  | "mapping_refused"
  | "never_active"
  | "no_score"
  | "abstains_as_dark"
  | "too_few_dissatisfied";
export type Demand = { readonly code: DemandCode; readonly met: boolean };

/** What the scenario must end in, and whether it did. */
export function demandsOf(simulation: Simulation): Demand[] {
  const { scenario, learned, raw } = simulation;
  const met = (code: DemandCode, holds: boolean): Demand => ({ code, met: holds });
  const odd = learned.odd.map(({ counter }) => counter).join();
  const noOdd = met("no_odd_camera", odd === "");
  const adopted = met("mapping_adopted", learned.outcome === "adopted");
  const neverActive = met(
    "never_active",
    [...raw.modes].every(({ mode }) => mode !== "active"),
  );
  switch (scenario) {
    case "informative":
      return [adopted, met("better_unseen", betterUnseen(simulation)), noOdd];
    case "null":
      return [met("mapping_refused", learned.outcome === "refused"), neverActive, noOdd];
    case "blinded":
      return [met("no_score", simulation.scored === 0), met("abstains_as_dark", allDark(simulation)), neverActive];
    case "biased":
      return [met("odd_camera_found", odd === counterName(SCENARIO.biased.odd?.counter ?? 0)), adopted];
    case "rare":
      return [met("too_few_dissatisfied", missesDissatisfied(simulation)), neverActive];
  }
}

/** κ of the learned mapping, at the lower end of its interval, lies above the raw score's κ. */
function betterUnseen({ raw, mapped }: Simulation): boolean {
  if (raw.agreement.outcome === "withheld" || mapped?.agreement.outcome !== "shown") return false;
  const [before, after] = [raw.agreement.kappa, mapped.agreement.kappa];
  return before.value !== null && after.value !== null && "low" in after && after.low > before.value;
}

/** Every window of a citizen who agreed, but for those that were too short for any rule to look at the camera. */
const allDark = ({ abstentionReasons, consenting }: Simulation): boolean =>
  (abstentionReasons.dark ?? 0) + (abstentionReasons.too_short ?? 0) === consenting;

const missesDissatisfied = ({ learned }: Simulation): boolean =>
  learned.outcome === "not_enough" && learned.missing.some((shortage) => shortage.of === "dissatisfied");
