import { type EventData, roundTime } from "#contract/event.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import type { NewEvent } from "#desk/ledger/chain.js";
import type { Random } from "#simulation/random.js";
import { happens, MISHAPS } from "#simulation/year/made-up-ward.js";

type At = { readonly counter: number; readonly before: number; readonly at: number; readonly uptimeSeconds: number };
type Follows = Pick<EventData["health"], "previousEpoch" | "missing">;

/** What a counter says of its machine. `follows`: when a new chain begins with it. */
export function counterHealth(
  { counter, before, at, uptimeSeconds }: At,
  random: Random,
  follows: Follows = {},
): NewEvent {
  const blind = happens("blind", counter, before);
  const drifted = counter === MISHAPS.drifting.counter && before <= MISHAPS.drifting.certifiedUntil;
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  return {
    kind: "health",
    time: roundTime(at, DEFAULT_POLICY.grainMinutes),
    data: {
      alarms: blind ? ["camera_unreachable"] : drifted ? ["camera_dirty", "camera_drifted"] : [],
      camera: blind ? "unreachable" : "live",
      sourceFps: blind ? 0 : tenth(15 - random.next()),
      framesDropped: Math.floor(40 * random.next()),
      reconnects: Math.floor(2 * random.next()),
      latencyP95Ms: tenth(28 + 3 * counter * random.next()),
      backlog: 0,
      uptimeSeconds,
      ...follows,
    },
  };
}
