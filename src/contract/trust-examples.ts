import type { EnrolAnswer, EnrolRequest } from "#contract/enrolment.js";
import type { HubKeyMessage, Standing } from "#contract/hub-message.js";

/**
 * Golden examples of enrolment and of keys that change hands. Proofs and signatures are real: code 7K3M-Q9TD-X2VF-8HNP,
 * keys whose seeds are 32 bytes of 7 (desk), 9 (hub) and 10 (the hub's next).
 */
export const enrolRequestExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  id: "AAAAAAAAAAAAAAAAAAAAAA",
  source: "/hailong/v1/phuong-mau/quay-01",
  type: "vn.hailong.enrol-request.v1",
  data: {
    device: "hl-fe812c12f3ab",
    ward: "phuong-mau",
    counter: "quay-01",
    publicKey: "6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw",
    request: "AAAAAAAAAAAAAAAAAAAAAA",
    proof: "629ed12545218d207c0eee4c494b87b431b5a37eba4fc93a6da177ac6bf4a5ef",
  },
  signature: "tHPYek6Fyaip2bPM99U9BobFtfznrYGCxmxHAAeBgNXlpdVGBWlI_qC-RxqKfCJ-6R9fQPzrPhYCVPpO5T-9DQ",
} as const satisfies EnrolRequest;

export const enrolApprovedExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  id: "AAAAAAAAAAAAAAAAAAAAAA/answer",
  source: "/hailong/v1/phuong-mau",
  type: "vn.hailong.enrol-answer.v1",
  data: {
    outcome: "approved",
    device: "hl-fe812c12f3ab",
    request: "AAAAAAAAAAAAAAAAAAAAAA",
    hubKey: "_RckOFqgx1tk-3jNYC-h2ZH96_drE8WO1wLqyDXp9hg",
    proof: "96efa2b215b3e0eaa860478f794e03f9f19a9be3b607fc9dabeaadfb60b387e2",
  },
} as const satisfies EnrolAnswer;

export const enrolRefusedExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  id: "AAAAAAAAAAAAAAAAAAAAAA/answer",
  source: "/hailong/v1/phuong-mau",
  type: "vn.hailong.enrol-answer.v1",
  data: {
    outcome: "refused",
    device: "hl-fe812c12f3ab",
    request: "AAAAAAAAAAAAAAAAAAAAAA",
    reason: "counter_taken",
  },
} as const satisfies EnrolAnswer;

export const standingExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  id: "Qm5sT2xwY0FhZUhi",
  source: "/hailong/v1/phuong-mau",
  type: "vn.hailong.standing.v1",
  data: {
    device: "hl-fe812c12f3ab",
    publicKey: "6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw",
    standing: "revoked",
  },
  signature: "PANnIPgYaF8CzXrQV5dHso9eU1qogY_ZkqMSmlnEP3_D92y5ulf7PocDnWXG-dy0uCcFsIcBBZArr4bb-fIXBg",
} as const satisfies Standing;

export const hubKeyExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  id: "hub-key/1",
  source: "/hailong/v1/phuong-mau",
  type: "vn.hailong.hub-key.v1",
  data: {
    handovers: [
      {
        number: 1,
        from: "_RckOFqgx1tk-3jNYC-h2ZH96_drE8WO1wLqyDXp9hg",
        to: "Q6cucUQBdi32a2jCbfvfJoKq7J8kdOykYT5CSg-6_Tw",
        signature: "9JdA4XQ2DT8Oa_oZVEMY2bfrBHah9S166jvClfxBrSEx9VknbTW-b1JZLRXhGTpQtWai6dyhFXRWCddhKl1VBQ",
        proof: "h6oFkOw8yrfsG0utXCEYUQhiBcVcFpn_0NWmhjHemtoTXVm7ngxl-bSBTggjomEF9xVd8VPMtmIH9rtNeyvwAQ",
      },
    ],
  },
} as const satisfies HubKeyMessage;
