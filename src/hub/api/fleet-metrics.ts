import { Gauge, type Registry } from "prom-client";
import type { FleetDesk, FleetView } from "#contract/fleet.js";

type Sources = { readonly registry: Registry; readonly fleet: () => FleetView; readonly now: () => number };

/** What each counter's machine says of itself; a figure is absent while nobody knows it. Nothing about satisfaction. */
export function addFleetMetrics({ registry, fleet, now }: Sources): void {
  const each = (name: string, help: string, read: (desk: FleetDesk) => number | undefined): void => {
    new Gauge({
      name: `hailong_hub_desk_${name}`,
      help,
      labelNames: ["counter"],
      registers: [registry],
      collect() {
        this.reset();
        for (const desk of fleet().desks) {
          const value = read(desk);
          if (value !== undefined) this.set({ counter: desk.counter }, value);
        }
      },
    });
  };
  each("online", "1 while the desk says that it is there", ({ online }) =>
    online === null ? undefined : Number(online),
  );
  each("certified", "1 while the counter has a calibration certificate that did not fail", ({ online, certificate }) =>
    online === null ? undefined : Number(certificate !== null && certificate.verdict !== "fail"),
  );
  each("camera_live", "1 while pictures come from the camera", ({ health }) =>
    health ? Number(health.camera === "live") : undefined,
  );
  each("camera_frames_per_second", "Pictures that the camera delivers", ({ health }) => health?.fps);
  each("latency_p95_seconds", "95th percentile of frame to reading", ({ health }) =>
    health ? health.latencyP95Ms / 1_000 : undefined,
  );
  each("backlog_events", "Events without a receipt at the last report", ({ health }) => health?.backlog);
  each("uptime_seconds", "Since the desk's start, at the last report", ({ health }) => health?.uptimeSeconds);
  each("report_age_seconds", "Since the last report of health; one comes every quarter of an hour", ({ health }) =>
    health ? Math.max(0, (now() - Date.parse(health.at)) / 1_000) : undefined,
  );
  new Gauge({
    name: "hailong_hub_desk_concern",
    help: "1 for each reason why a counter needs somebody",
    labelNames: ["counter", "concern"],
    registers: [registry],
    collect() {
      this.reset();
      for (const { counter, concerns } of fleet().desks)
        for (const concern of concerns) this.set({ counter, concern }, 1);
    },
  });
}
