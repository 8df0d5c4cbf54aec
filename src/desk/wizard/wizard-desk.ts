import type { z } from "zod";
import type { Certificate } from "#contract/certificate.js";
import type { Place } from "#contract/topics.js";
import type { certificateListSchema, sessionViewSchema, signInSchema, WizardView } from "#contract/wizard.js";
import type { CertificateDesk } from "#desk/certificates/certificate-desk.js";
import type { CertificateShelf } from "#desk/certificates/certificate-shelf.js";
import { issueCertificate } from "#desk/certificates/issue-certificate.js";
import type { EyeLink } from "#desk/eye/eye-link.js";
import type { Signer } from "#desk/ledger/chain.js";
import type { TransactionDesk } from "#desk/transactions/transaction-desk.js";
import type { PinFile } from "#desk/wizard/pin-file.js";
import { type Session, TechnicianDoor } from "#desk/wizard/technician-door.js";
import { Visit, type VisitEnd, type VisitParts } from "#desk/wizard/visit.js";
import type { Clock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";

export type WizardDeskParts = VisitParts & {
  readonly pin: Pick<PinFile, "isSet" | "matches">;
  readonly place: Place;
  readonly signer: Pick<Signer, "device" | "key">;
  readonly version: string;
  readonly shelf: CertificateShelf;
  readonly certificates: Pick<CertificateDesk, "standing" | "tick">;
  readonly eye: Pick<EyeLink, "rest">;
  readonly counter: Pick<TransactionDesk, "calibrate">;
  readonly clock: Clock;
  readonly log: Logger;
};

/** While a technician is signed in the counter scores nobody: the eye rests, and the preview has the camera. */
export class WizardDesk implements AsyncDisposable {
  readonly #parts: WizardDeskParts;
  readonly #door: TechnicianDoor;
  #visit: Visit | undefined;
  #ended: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(parts: WizardDeskParts) {
    this.#parts = parts;
    this.#door = new TechnicianDoor(parts.pin, parts.clock);
  }

  /** The visit of the browser with that cookie. */
  visitOf(cookie: string | undefined): { session: Session; visit: Visit } | undefined {
    const session = this.#door.of(cookie);
    return session && this.#visit && { session, visit: this.#visit };
  }

  sessionView(cookie: string | undefined): z.infer<typeof sessionViewSchema> {
    const session = this.#door.of(cookie);
    if (session) return { signedIn: true, token: session.token, technician: session.technician };
    return { signedIn: false, busy: this.#door.session !== undefined, lockedSeconds: this.#door.lockedSeconds };
  }

  /** Throws as `TechnicianDoor.signIn`. */
  async signIn(given: z.infer<typeof signInSchema>): Promise<Session> {
    const { log, eye, counter } = this.#parts;
    const session = await this.#door.signIn(given);
    if (this.#stopped) {
      this.#door.close();
      throw new AppError("session.none", "the desk stops");
    }
    if (this.#visit) this.#end("taken_over");
    eye.rest(true);
    counter.calibrate(true);
    this.#visit = new Visit(this.#parts, this.#ended);
    log.info({ event: "calibration.began" });
    return session;
  }

  signOut(): void {
    this.#leave("signed_out");
  }

  /** The technician did something. */
  touch(): void {
    this.#door.touch();
  }

  view(visit: Visit): WizardView {
    return { ...visit.view(), idleSecondsLeft: this.#door.idleSecondsLeft };
  }

  certificates(): z.infer<typeof certificateListSchema> {
    const certificates = this.#parts.shelf.list();
    const valid = this.#parts.certificates.standing === "valid" ? (certificates[0]?.id ?? null) : null;
    return { certificates, valid };
  }

  /** Of what stands there now, signed and kept. Throws `calibration.incomplete`. */
  issue(visit: Visit, { technician }: Session): Certificate {
    const { camera, place, signer, shelf, certificates, clock, version, log } = this.#parts;
    const { zone, exclude, fieldOfView } = camera.settings();
    const certificate = issueCertificate(
      {
        ...place,
        ...visit.judged(),
        issued: `${new Date(clock.now()).toISOString().slice(0, 19)}Z`,
        technician,
        version,
        camera: { fingerprint: camera.fingerprint(), zone, exclude, fieldOfView },
      },
      signer.key,
      signer.device,
    );
    shelf.keep(certificate);
    visit.certificate = certificate.id;
    certificates.tick();
    log.info({ event: "certificate.issued", id: certificate.id, verdict: certificate.verdict });
    return certificate;
  }

  /** Call it about twice a second. */
  tick(): void {
    // Whoever waits for a dry run is not idle: it was asked for, and it ends.
    if (this.#visit?.isSoaking) this.#door.touch();
    if (this.#visit && this.#door.idleSecondsLeft === 0) this.#leave("idle");
    this.#visit?.tick();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    this.#leave("stopped");
    await this.#ended;
  }

  #leave(why: VisitEnd): void {
    this.#door.close();
    if (!this.#visit) return;
    this.#end(why);
    this.#parts.counter.calibrate(false);
    // Only when the preview has let go of the camera, and only if nobody else has signed in since.
    this.#ended = this.#ended.then(() => {
      if (!this.#visit) this.#parts.eye.rest(false);
    });
  }

  #end(why: VisitEnd): void {
    const visit = this.#visit;
    this.#visit = undefined;
    if (!visit) return;
    this.#parts.log.info({ event: "calibration.ended", why });
    this.#ended = visit.end(why);
  }
}
