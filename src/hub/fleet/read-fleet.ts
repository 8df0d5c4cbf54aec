import type { StatusMessage } from "#contract/desk-message.js";
import type { FleetDesk, FleetView } from "#contract/fleet.js";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import { concernsOf } from "#hub/fleet/concerns.js";
import type { FleetBook } from "#hub/fleet/fleet-book.js";

type FleetSources = {
  readonly connected: boolean;
  readonly desks: EnrolledDesks;
  readonly statusOf: (device: string) => StatusMessage["data"] | undefined;
  readonly book: Pick<FleetBook, "healthOf" | "daysOf">;
};

const DAYS = 7;

/** Every counter's machine as it is now. A revoked desk is nobody's machine any more. */
export function readFleet({ connected, desks, statusOf, book }: FleetSources): FleetView {
  const views = [...desks.values()]
    .filter(({ revoked }) => !revoked)
    .map(({ device, counter, simulated, certificate: madeUp }): FleetDesk => {
      const status = statusOf(device);
      const certificate = status || simulated === undefined ? status?.certificate : madeUp;
      const health = book.healthOf(device);
      const days = book.daysOf(counter, DAYS).filter(({ wanted }) => wanted > 0);
      const online = status?.online ?? null;
      // A made-up counter has no machine that could be silent.
      const heard = online ?? (simulated === undefined ? null : true);
      return {
        counter,
        device,
        online,
        simulated: simulated !== undefined,
        version: status?.version ?? null,
        model: status?.model.slice(0, 12) || null,
        certificate: certificate ?? null,
        health: health ? healthView(health) : null,
        days: days.map(({ day, scores, wanted }) => ({ day, scores, wanted })),
        concerns: concernsOf({
          connected,
          online: heard,
          certificate,
          health: health?.data,
          clockWrong: health?.clockWrong ?? false,
          days,
        }),
      };
    });
  return { connected, desks: views.sort((a, b) => a.counter.localeCompare(b.counter, "vi", { numeric: true })) };
}

function healthView({ at, data }: NonNullable<ReturnType<FleetBook["healthOf"]>>): FleetDesk["health"] {
  const { alarms, camera, sourceFps, latencyP95Ms, framesDropped, reconnects, backlog, uptimeSeconds } = data;
  return { at, alarms, camera, fps: sourceFps, latencyP95Ms, framesDropped, reconnects, backlog, uptimeSeconds };
}
