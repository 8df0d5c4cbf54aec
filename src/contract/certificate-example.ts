import type { Certificate } from "#contract/certificate.js";

/** Golden example; its signature is true. */
export const certificateExample: Certificate = {
  type: "vn.hailong.certificate.v1",
  id: "05d28a0622199398",
  device: "hl-fe812c12f3ab",
  ward: "phuong-mau",
  counter: "quay-01",
  issued: "2026-03-02T08:00:00Z",
  technician: "Kỹ thuật viên",
  verdict: "pass",
  rows: [
    {
      check: "face_width",
      verdict: "pass",
      figure: 152.4,
      unit: "px",
      pass: 80,
      fail: 64,
      remedy: null,
    },
  ],
  measuredSeconds: 600,
  policy: 0,
  model: "abababababababababababababababababababababababababababababababab",
  detector: "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
  version: "0.1.0",
  camera: {
    fingerprint: "c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0",
    zone: [
      [0.25, 0],
      [0.75, 0],
      [0.75, 1],
      [0.25, 1],
    ],
    exclude: [],
    fieldOfView: 70,
  },
  publicKey: "6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw",
  signature: "tC3XXdOhBOXfgX5UES6mRTg4EG6BeyPbHf2Ek7yXXQ9ez51pX2DXZy_nveFt1oCzcKz7L3hJjL82rRRfV-m2Aw",
};
