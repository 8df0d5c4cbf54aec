import type { Certificate } from "#contract/certificate.js";
import type { StatusMessage } from "#contract/desk-message.js";
import type { Place } from "#contract/topics.js";
import type { CertificateShelf } from "#desk/certificates/certificate-shelf.js";
import type { AppliedPolicy } from "#desk/transactions/applied-policy.js";
import type { Logger } from "#platform/logger.js";

export type CertificateStanding = "valid" | "none" | "failed" | "other_model" | "other_camera" | "drifted";
type Seen = { readonly place: Place; readonly camera: string; readonly model: string | undefined };

/**
 * The newest certificate of this counter counts, and only for what was calibrated: another camera, zone or network was
 * not. Before the eye is ready its network is not known, and nothing speaks against the certificate.
 */
export function standingOf(newest: Certificate | undefined, { place, camera, model }: Seen): CertificateStanding {
  if (!newest || newest.ward !== place.ward || newest.counter !== place.counter) return "none";
  if (newest.verdict === "fail") return "failed";
  if (newest.camera.fingerprint !== camera) return "other_camera";
  return model !== undefined && newest.model !== model ? "other_model" : "valid";
}

type CertificateParts = {
  readonly shelf: CertificateShelf;
  readonly place: Place;
  /** Fingerprint of the camera as it is set now. */
  readonly camera: () => string;
  readonly model: () => string | undefined;
  /** The camera was moved since, or no longer sees as it did. */
  readonly drifted: () => boolean;
  readonly onChange: () => void;
  readonly log: Logger;
};

/** Which certificate the counter works under, and what follows for scoring. */
export class CertificateDesk {
  readonly #parts: CertificateParts;
  #newest: Certificate | undefined;
  #readAt = Number.NaN;
  #said = "";

  constructor(parts: CertificateParts) {
    this.#parts = parts;
    this.#read();
  }

  get standing(): CertificateStanding {
    const standing = this.#issued();
    return standing === "valid" && this.#parts.drifted() ? "drifted" : standing;
  }

  /** Id of the certificate that was issued for this camera and network, whatever became of the camera since. */
  get calibrated(): string | undefined {
    return this.#issued() === "valid" ? this.#newest?.id : undefined;
  }

  /** As the status says it: one that was issued for something else is none. */
  get published(): StatusMessage["data"]["certificate"] {
    const { standing } = this;
    if (!this.#newest || (standing !== "valid" && standing !== "failed")) return null;
    const { id, verdict, issued } = this.#newest;
    return { id, verdict, issued };
  }

  /**
   * Without a valid certificate scores are advisory at most, or none are made where the policy asks for one. A drifted
   * camera was calibrated, and comparing numbers is no calibration: it is advisory, whatever the policy asks for.
   */
  readonly apply = (applied: AppliedPolicy): AppliedPolicy => {
    const { number, policy } = applied;
    const { standing } = this;
    if (standing === "valid") return { number, policy: { ...policy, requireCertificate: false } };
    if (standing === "drifted") {
      const mode = policy.mode === "active" ? "advisory" : policy.mode;
      return { number, policy: { ...policy, requireCertificate: false, mode } };
    }
    return policy.mode === "active" ? { number, policy: { ...policy, mode: "advisory" } } : applied;
  };

  /** Call it about twice a second: a technician may have issued one meanwhile. */
  tick(): void {
    if (this.#parts.shelf.changedAt !== this.#readAt) this.#read();
    const said = `${this.standing} ${this.#newest?.id}`;
    if (said === this.#said) return;
    const first = this.#said === "";
    this.#said = said;
    this.#parts.log.info({ event: "certificate.standing", standing: this.standing, id: this.#newest?.id });
    if (!first) this.#parts.onChange();
  }

  #issued(): CertificateStanding {
    const { place, camera, model } = this.#parts;
    return standingOf(this.#newest, { place, camera: camera(), model: model() });
  }

  #read(): void {
    this.#readAt = this.#parts.shelf.changedAt;
    this.#newest = this.#parts.shelf.list()[0];
  }
}
