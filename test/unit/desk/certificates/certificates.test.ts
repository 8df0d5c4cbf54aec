import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { certificateExample } from "#contract/certificate-example.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { CertificateDesk, standingOf } from "#desk/certificates/certificate-desk.js";
import { CertificateShelf } from "#desk/certificates/certificate-shelf.js";
import { checkCertificate, isNamedByItsKey } from "#desk/certificates/check-certificate.js";
import { issueCertificate } from "#desk/certificates/issue-certificate.js";
import { deviceOf } from "#platform/signing.js";
import { certificateFacts } from "../../../support/certificates.js";
import { memoryLog } from "../../../support/memory-log.js";
import { testKey } from "../../../support/signing-client.js";
import { type TemporaryFolder, temporaryFolder } from "../../../support/temporary-folder.js";

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

const key = testKey(7);
const text = (value: unknown): string => JSON.stringify(value);
const genuine = issueCertificate(certificateFacts(), key);

describe("a certificate", () => {
  it("is genuine as it was signed, however it is laid out, and so is the example of the contract", () => {
    expect(checkCertificate(text(genuine))).toEqual({ ok: true, certificate: genuine });
    expect(checkCertificate(JSON.stringify(genuine, null, 4), [key.publicKey]).ok).toBe(true);
    expect(certificateExample).toEqual(issueCertificate(certificateFacts(), key));
  });

  it.each<[string, object, string]>([
    ["a better verdict", { verdict: "warn" }, "bad_signature"],
    ["a better figure", { rows: [{ ...genuine.rows[0], figure: 300 }] }, "bad_signature"],
    ["another name", { id: "0".repeat(16) }, "bad_signature"],
    ["another camera", { camera: { ...genuine.camera, fingerprint: "0".repeat(64) } }, "bad_signature"],
    ["another device", { device: "hl-000000000000" }, "bad_signature"],
    ["a picture", { image: "data:image/jpeg;base64,AAAA" }, "not_contract"],
  ])("with %s is not", (_what, change, why) => {
    expect(checkCertificate(text({ ...genuine, ...change }))).toMatchObject({ ok: false, why });
  });

  it("of another desk is nobody's here; nor is what is no JSON", () => {
    const other = issueCertificate(certificateFacts(), testKey(8));
    expect(checkCertificate(text(other), [key.publicKey])).toMatchObject({ ok: false, why: "other_key" });
    expect(checkCertificate("{")).toEqual({ ok: false, why: "not_json" });
  });
});

it("names the device by its first key, also after a handover; what a key alone cannot prove is said", () => {
  const later = issueCertificate(certificateFacts(), testKey(9), genuine.device);
  expect(later).toMatchObject({ device: deviceOf(key.publicKey), publicKey: testKey(9).publicKey });
  expect(checkCertificate(text(later), [testKey(9).publicKey, key.publicKey]).ok).toBe(true);
  expect([genuine, later].map(isNamedByItsKey)).toEqual([true, false]);
});

describe("the shelf", () => {
  it("gives this desk's genuine ones, newest first", () => {
    const shelf = new CertificateShelf(folder.path, key.publicKey);
    expect(shelf.list()).toEqual([]);
    const newer = issueCertificate(certificateFacts({ issued: "2026-04-01T08:00:00Z" }), key);
    const file = shelf.keep(genuine);
    shelf.keep(newer);
    shelf.keep(issueCertificate(certificateFacts(), testKey(8)));
    writeFileSync(folder.file("certificates/0123456789abcdef.json"), "half a fi");
    mkdirSync(folder.file("certificates/other"));
    expect(shelf.list()).toEqual([newer, genuine]);
    // After a handover of the key it is still calibrated.
    expect(new CertificateShelf(folder.path, testKey(9).publicKey, key.publicKey).list()).toEqual([newer, genuine]);
    expect(checkCertificate(readFileSync(file, "utf8")).ok).toBe(true);
  });
});

const place = { ward: "phuong-mau", counter: "quay-01" };
const seen = { place, camera: genuine.camera.fingerprint, model: genuine.model };

describe("a counter", () => {
  it("is certified for what was calibrated, and nothing else", () => {
    expect(standingOf(genuine, seen)).toBe("valid");
    expect(standingOf(genuine, { ...seen, model: undefined })).toBe("valid");
    expect(standingOf(undefined, seen)).toBe("none");
    expect(standingOf(genuine, { ...seen, place: { ...place, counter: "quay-02" } })).toBe("none");
    expect(standingOf(genuine, { ...seen, model: "0".repeat(64) })).toBe("other_model");
    expect(standingOf(genuine, { ...seen, camera: "0".repeat(64) })).toBe("other_camera");
    expect(standingOf(issueCertificate(certificateFacts({ verdict: "fail" }), key), seen)).toBe("failed");
  });

  it("is advisory at most without one, and takes one up when it comes", () => {
    const shelf = new CertificateShelf(folder.path, key.publicKey);
    let changes = 0;
    let drifted = false;
    const desk = new CertificateDesk({
      ...{ shelf, place, camera: () => seen.camera, model: () => seen.model, log: memoryLog().log },
      drifted: () => drifted,
      onChange: () => changes++,
    });
    const active = { number: 3, policy: { ...DEFAULT_POLICY, mode: "active" as const, requireCertificate: true } };
    desk.tick();
    expect(desk.apply(active)).toMatchObject({ number: 3, policy: { mode: "advisory", requireCertificate: true } });
    expect(desk.published).toBeNull();
    shelf.keep(genuine);
    desk.tick();
    expect(desk.apply(active)).toMatchObject({ policy: { mode: "active", requireCertificate: false } });
    expect(desk.published).toEqual({ id: genuine.id, verdict: "pass", issued: genuine.issued });

    drifted = true;
    desk.tick();
    expect(desk.standing).toBe("drifted");
    expect(desk.apply(active)).toMatchObject({ policy: { mode: "advisory", requireCertificate: false } });
    expect(desk.published).toBeNull();
    expect(desk.calibrated).toBe(genuine.id);

    shelf.keep(issueCertificate(certificateFacts({ issued: "2026-05-01T08:00:00Z", verdict: "fail" }), key));
    desk.tick();
    expect(desk.apply({ ...active, policy: { ...active.policy, mode: "suspended" } }).policy.mode).toBe("suspended");
    expect(desk.published?.verdict).toBe("fail");
    expect(desk.calibrated).toBeUndefined();
    expect(changes).toBe(3);
  });
});
