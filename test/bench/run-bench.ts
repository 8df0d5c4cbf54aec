import { benchCatchUp } from "./catch-up.js";
import { benchCloseToReceipt } from "./close-to-receipt.js";
import { benchHotPath } from "./hot-path.js";

/** Ratios measured in one run, beside the goals; nothing passes or fails here, machines are shared and noisy. */
for (const bench of [benchHotPath, benchCloseToReceipt, benchCatchUp]) {
  for (const { what, value, goal, detail } of await bench()) {
    console.log(`${what.padEnd(48)} ${value.toFixed(2).padStart(8)}   goal ${goal.padEnd(8)} ${detail}`);
  }
}
