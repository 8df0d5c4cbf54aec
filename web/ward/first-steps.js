import { makeSection } from "./empty.js";
import { ask } from "./hub.js";
import { wordsOf } from "./language.js";
import { seeLink } from "./see-link.js";
import { makeSteps } from "./steps.js";

/** @import { FleetView } from "../../src/contract/fleet.ts" */

/** What has to be done before a ward has figures, with what of it is done. */
export async function makeFirstSteps() {
  const fleet = await ask("GET", "/v1/ward/fleet");
  /** @type {FleetView["desks"]} */
  const desks = fleet.ok ? fleet.body.desks : [];
  const isCalibrated = desks.some(({ certificate }) => certificate !== null && certificate.verdict !== "fail");
  const steps = makeSteps([desks.length > 0, isCalibrated, false]);
  return makeSection(wordsOf("firstSteps"), "", steps, seeLink("fleet"));
}
