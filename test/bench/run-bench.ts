import type { BenchLine } from "./bench-line.js";
import { benchCatchUp } from "./catch-up.js";
import { benchCloseToPuback } from "./delivery/close-to-puback.js";
import { benchCloseToReceipt } from "./delivery/close-to-receipt.js";
import { benchIngest } from "./delivery/ingest.js";
import { benchFeedCost } from "./feed/feed-cost.js";
import { benchPages } from "./pages/pages.js";
import { benchHotPath } from "./vision/hot-path.js";
import { benchPeers } from "./vision/peers.js";
import { benchWholeEye } from "./vision/whole-eye.js";

type Bench = () => Promise<readonly BenchLine[]>;

const GROUPS: Readonly<Record<string, readonly Bench[]>> = {
  vision: [benchHotPath, benchWholeEye],
  peers: [benchPeers],
  feed: [benchFeedCost],
  delivery: [benchCloseToPuback, benchCloseToReceipt, benchIngest, benchCatchUp],
  pages: [benchPages],
};

/** Ratios measured in one run, beside the goals; nothing passes or fails here, machines are shared and noisy. */
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in GROUPS));
if (unknown !== undefined) {
  console.error(`npm run bench -- ${unknown}: expected some of ${Object.keys(GROUPS).join(", ")}, or nothing for all`);
  process.exit(2);
}
for (const [name, benches] of Object.entries(GROUPS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const bench of benches) {
    for (const { what, value, goal, detail } of await bench()) {
      console.log(`${what.padEnd(66)} ${value.toFixed(2).padStart(8)}   goal ${goal.padEnd(8)} ${detail}`);
    }
  }
}
