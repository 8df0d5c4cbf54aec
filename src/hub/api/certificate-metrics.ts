import { Gauge, type Registry } from "prom-client";
import { certificatesEnd } from "#platform/days-left.js";
import { isAppError } from "#platform/errors.js";

/** By what it is for: the file that holds it, where there is one. */
type Certificates = Readonly<Record<"broker_login" | "authority" | "pages", string | undefined>>;

/** Read anew each time: files are exchanged while the hub runs. One that cannot be read is absent. */
export function addCertificateMetrics(registry: Registry, certificates: Certificates, now: () => number): void {
  new Gauge({
    name: "hailong_hub_certificate_left_seconds",
    help: "Until a certificate of this hub's configuration runs out",
    labelNames: ["certificate"],
    registers: [registry],
    collect() {
      this.reset();
      for (const [certificate, file] of Object.entries(certificates)) {
        const end = file === undefined ? undefined : endOf(file);
        if (end !== undefined) this.set({ certificate }, (end - now()) / 1_000);
      }
    },
  });
}

function endOf(file: string): number | undefined {
  try {
    return certificatesEnd(file);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return undefined;
  }
}
