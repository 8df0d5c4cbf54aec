// How many citizens a field pilot needs (docs/pilot.md):
//   npx tsx --conditions=development scripts/pilot-size.ts [--prevalence 0.05] [--recall 0.7] [--counters 8] … [--json]
import { parseArgs } from "node:util";
import { z } from "zod";
import { type PilotPlan, pilotSize } from "./pilot/sample-size.js";

const share = z.coerce.number().gt(0).lt(1);
const count = z.coerce.number().int().min(1).max(100_000);
const planSchema = z.strictObject({
  floor: share.default(0.5),
  recall: share.default(0.7),
  power: share.default(0.8),
  prevalence: share.default(0.05),
  scored: share.default(0.5),
  response: share.default(0.6),
  counters: count.default(8),
  alike: z.coerce.number().min(0).lt(1).default(0.05),
  citizensPerCounterDay: count.default(30),
  interviewsPerDay: count.default(60),
});

const options = Object.fromEntries(Object.keys(planSchema.shape).map((name) => [name, { type: "string" as const }]));
const { json, ...given } = parseArgs({ options: { ...options, json: { type: "boolean" } } }).values;
const checked = planSchema.safeParse(given);
if (!checked.success) {
  for (const { path, message } of checked.error.issues) console.error(`✗ --${path.join(".")}: ${message}`);
  process.exitCode = 2;
} else report(checked.data);

function report(plan: PilotPlan): void {
  const size = pilotSize(plan);
  if (json) console.log(JSON.stringify({ plan, size }));
  else if (size.outcome === "impossible") console.log(`No pilot of this kind can tell: ${size.why}.`);
  else {
    const percent = (chance: number): string => `${(chance * 100).toFixed(1)} %`;
    console.log(`dissatisfied citizens with a score   ${size.dissatisfied} (${size.independent} were counters alike)
interviews with a score              ${size.pairs}
interviews                           ${size.interviews}
citizens asked                       ${size.asked}
working days                         ${size.days}
a camera at the floor passes         ${percent(size.wrongPass)}
stopped at half: as good as hoped    ${percent(size.wrongStop)}
stopped at half: finds a third       ${percent(size.earlyStop)}`);
  }
}
