// In the place of a technician's visit: a calibration certificate of this counter, signed by its own key.
const from = (path) => import(`/usr/lib/hailong/dist/${path}.js`);
const { readEdgeConfig } = await from("commands/edge-config");
const { CertificateShelf } = await from("desk/certificates/certificate-shelf");
const { issueCertificate } = await from("desk/certificates/issue-certificate");
const { deviceKey } = await from("desk/data-folder");
const { loadExpressionModel } = await from("eye/models");

const { desk, eye } = readEdgeConfig("/etc/hailong/edge.yaml");
const { sha256 } = await loadExpressionModel(eye.models);
const key = deviceKey(desk.data);
const row = { check: "face_width", verdict: "pass", figure: 152.4, unit: "px", pass: 80, fail: 64, remedy: null };
const zone = [
  [0.25, 0],
  [0.75, 0],
  [0.75, 1],
  [0.25, 1],
];
new CertificateShelf(desk.data, key.publicKey).keep(
  issueCertificate(
    {
      ...{
        ward: desk.ward,
        counter: desk.counter,
        issued: new Date().toISOString().replace(/\.\d+/, ""),
        technician: "Kỹ thuật viên A",
      },
      ...{
        verdict: "pass",
        rows: [row],
        measuredSeconds: 600,
        policy: 0,
        model: sha256,
        detector: "cd".repeat(32),
        version: "0.1.0",
      },
      camera: { fingerprint: desk.cameraFingerprint, zone, exclude: [], fieldOfView: 70 },
    },
    key,
  ),
);
