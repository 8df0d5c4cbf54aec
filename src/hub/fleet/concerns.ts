import type { EventData } from "#contract/event.js";
import type { Concern } from "#contract/fleet.js";

type Alarm = EventData["health"]["alarms"][number];
type Signs = {
  readonly connected: boolean;
  readonly online: boolean | null;
  /** Undefined: the desk has not said. */
  readonly certificate: { readonly verdict: string } | null | undefined;
  readonly health: EventData["health"] | undefined;
  readonly clockWrong: boolean;
  readonly days: readonly { readonly wanted: number; readonly scores: number }[];
};

const BY_ALARM: Readonly<Record<Alarm, Concern>> = {
  eye_down: "camera_unwell",
  camera_stalled: "camera_unwell",
  camera_frozen: "camera_unwell",
  camera_unreachable: "camera_unwell",
  camera_moved: "camera_moved",
  camera_dirty: "camera_dirty",
  camera_drifted: "camera_drifted",
  ledger_full: "disk",
  ledger_crowded: "disk",
  clock_stepped: "clock",
  policy_refused: "policy_refused",
  revoked: "key",
  key_retired: "key",
  events_missing: "events_missing",
};
/** What no longer is as it was certified. */
const DRIFTS: readonly Concern[] = ["camera_moved", "camera_dirty", "camera_drifted"];
/** Of the windows that it was to read; a dry run passes at 75 % and fails at 60 %. */
const LOW_COVERAGE = 0.5;
const ENOUGH_WINDOWS = 20;
const BACKLOG = 200;

/** What about one counter needs somebody, by its machine alone. */
export function concernsOf({ connected, online, certificate, health, clockWrong, days }: Signs): Concern[] {
  const sum = (of: "wanted" | "scores"): number => days.reduce((total, day) => total + day[of], 0);
  const found = new Set<Concern>();
  if (connected && online === false) found.add("offline");
  if (connected && online === null) found.add("silent");
  if (certificate === null) found.add("no_certificate");
  if (certificate?.verdict === "fail") found.add("certificate_failed");
  for (const alarm of health?.alarms ?? []) found.add(BY_ALARM[alarm]);
  // The desk holds its certificate back while it stands by such a finding: what mends that may be a cloth.
  if (DRIFTS.some((drift) => found.has(drift))) found.delete("no_certificate");
  if (clockWrong) found.add("clock");
  if (health && ["stalled", "frozen", "unreachable"].includes(health.camera)) found.add("camera_unwell");
  if (health && health.backlog > BACKLOG) found.add("backlog");
  if (sum("wanted") >= ENOUGH_WINDOWS && sum("scores") < LOW_COVERAGE * sum("wanted")) found.add("coverage_low");
  return [...found];
}

const OUT_OF_REACH: readonly Concern[] = ["offline", "silent"];

/** Somebody has to go there; where a machine is merely off, first ask whether it is meant to be. */
export const needsTechnician = (concerns: readonly Concern[]): boolean =>
  concerns.some((concern) => !OUT_OF_REACH.includes(concern));
