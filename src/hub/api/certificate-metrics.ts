import { Gauge, type Registry } from "prom-client";
import { issuedCertificates } from "#hub/issued-certificates.js";
import { certificatesEnd } from "#platform/days-left.js";
import { isAppError } from "#platform/errors.js";

/** By what it is for: the file that holds it, where there is one. */
type OwnCertificates = Readonly<Record<"broker_login" | "authority" | "pages", string | undefined>>;
type Certificates = { readonly own: OwnCertificates; readonly issued: string | undefined };

/** Read anew each time: files are exchanged while the hub runs. One that cannot be read is absent. */
export function addCertificateMetrics(registry: Registry, { own, issued }: Certificates, now: () => number): void {
  new Gauge({
    name: "hailong_hub_certificate_left_seconds",
    help: "Until a certificate of this hub's configuration, or one that was given to a counter, runs out",
    labelNames: ["certificate", "counter"],
    registers: [registry],
    collect() {
      this.reset();
      const told = (file: string, labels: Partial<Record<"certificate" | "counter", string>>): void => {
        const end = endOf(file);
        if (end !== undefined) this.set(labels, (end - now()) / 1_000);
      };
      for (const [certificate, file] of Object.entries(own)) if (file !== undefined) told(file, { certificate });
      for (const { file, ...labels } of issuedIn(issued)) told(file, labels);
    },
  });
}

function issuedIn(folder: string | undefined): ReturnType<typeof issuedCertificates> {
  try {
    return folder === undefined ? [] : issuedCertificates(folder);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return [];
  }
}

function endOf(file: string): number | undefined {
  try {
    return certificatesEnd(file);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return undefined;
  }
}
