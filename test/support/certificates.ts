import type { Row } from "#contract/calibration.js";
import type { CertificateFacts } from "#desk/certificates/issue-certificate.js";

const row: Row = {
  check: "face_width",
  verdict: "pass",
  figure: 152.4,
  unit: "px",
  pass: 80,
  fail: 64,
  remedy: null,
};

export function certificateFacts(changes: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    ward: "phuong-mau",
    counter: "quay-01",
    issued: "2026-03-02T08:00:00Z",
    technician: "Kỹ thuật viên",
    verdict: "pass",
    rows: [row],
    measuredSeconds: 600,
    policy: 0,
    model: "ab".repeat(32),
    detector: "cd".repeat(32),
    version: "0.1.0",
    camera: {
      fingerprint: "c0".repeat(32),
      zone: [
        [0.25, 0],
        [0.75, 0],
        [0.75, 1],
        [0.25, 1],
      ],
      exclude: [],
      fieldOfView: 70,
    },
    ...changes,
  };
}
