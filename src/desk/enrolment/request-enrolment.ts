import { randomBytes } from "node:crypto";
import { canonicalJson } from "#contract/canonical-json.js";
import {
  type Applicant,
  CODE_BYTES,
  codeOf,
  deskProofText,
  ENROLMENT_MINUTES,
  type EnrolRefusal,
  enrolAnswerSchema,
  hubProofText,
} from "#contract/enrolment.js";
import { enrolAnswerTopic, enrolRequestTopic, type Place, sourceOf } from "#contract/topics.js";
import { parseJson } from "#desk/delivery/signed-message.js";
import { isErrorCode } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { type MqttConfig, MqttLink } from "#platform/mqtt-link.js";
import { deviceOf, hmacHex, type SigningKey, sameSecret, signText } from "#platform/signing.js";
import { pause } from "#platform/tasks.js";

const AGAIN_MS = 2_000;

export type EnrolmentPlan = {
  readonly place: Place;
  readonly key: SigningKey;
  readonly mqtt: MqttConfig;
  /** The code, once, for the people at the desk. */
  readonly show: (code: string) => void;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly minutes?: number;
};
export type EnrolmentOutcome =
  | { readonly outcome: "approved"; readonly hubKey: string }
  | { readonly outcome: "refused"; readonly reason: EnrolRefusal }
  | { readonly outcome: "expired" }
  | { readonly outcome: "stopped" };

/** Asks the ward's hub, again and again, until somebody there has typed the code that is shown here. */
export async function requestEnrolment(plan: EnrolmentPlan): Promise<EnrolmentOutcome> {
  const { place, key, mqtt, log, signal, minutes = ENROLMENT_MINUTES } = plan;
  const code = codeOf(randomBytes(CODE_BYTES));
  const applicant = applicantOf(place, key);
  const message = requestMessage(applicant, key, code);
  const expiry = performance.now() + minutes * 60_000;
  const answered = new AbortController();
  let outcome: EnrolmentOutcome | undefined;
  await using link = new MqttLink(mqtt, {
    clientId: `hailong-enrol-${randomBytes(8).toString("hex")}`,
    subscriptions: [enrolAnswerTopic(place)],
    onMessage: ({ payload }) => {
      outcome ??= readAnswer(payload, applicant, code);
      if (outcome) answered.abort();
    },
    log,
  });
  plan.show(code);
  const waiting = AbortSignal.any([answered.signal, signal]);
  while (!waiting.aborted && performance.now() < expiry) {
    await say(link, place, message);
    await pause(link.connected ? AGAIN_MS : AGAIN_MS / 10, waiting);
  }
  return outcome ?? { outcome: signal.aborted ? "stopped" : "expired" };
}

async function say(link: MqttLink, place: Place, message: string): Promise<void> {
  try {
    if (link.connected) await link.publish(enrolRequestTopic(place), message, { expirySeconds: 10 });
  } catch (error) {
    if (!isErrorCode(error, "mqtt.offline")) throw error;
  }
}

const applicantOf = (place: Place, { publicKey }: SigningKey): Applicant => ({
  device: deviceOf(publicKey),
  ...place,
  publicKey,
  request: randomBytes(16).toString("base64url"),
});

function requestMessage(applicant: Applicant, key: SigningKey, code: string): string {
  const unsigned = {
    specversion: "1.0",
    id: applicant.request,
    source: sourceOf(applicant),
    datacontenttype: "application/json",
    type: "vn.hailong.enrol-request.v1",
    data: { ...applicant, proof: hmacHex(code, deskProofText(applicant)) },
  };
  return canonicalJson({ ...unsigned, signature: signText(key, canonicalJson(unsigned)) });
}

/** undefined: not an answer to this request, or its hub was not told the code. */
function readAnswer(payload: Buffer, applicant: Applicant, code: string): EnrolmentOutcome | undefined {
  const answer = enrolAnswerSchema.safeParse(parseJson(payload)).data?.data;
  if (answer?.request !== applicant.request || answer.device !== applicant.device) return undefined;
  if (answer.outcome === "refused") return { outcome: "refused", reason: answer.reason };
  const proof = hmacHex(code, hubProofText(applicant, answer.hubKey));
  return sameSecret(proof, answer.proof) ? { outcome: "approved", hubKey: answer.hubKey } : undefined;
}
