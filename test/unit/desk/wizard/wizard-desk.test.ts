import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { CertificateShelf } from "#desk/certificates/certificate-shelf.js";
import type { CameraSettings } from "#desk/wizard/camera-control.js";
import { jpegSize } from "#desk/wizard/jpeg-size.js";
import { WizardDesk } from "#desk/wizard/wizard-desk.js";
import { newSigningKey } from "#platform/signing.js";
import { certificateFacts } from "../../../support/certificates.js";
import { eventually } from "../../../support/child.js";
import { HandClock } from "../../../support/desk-parts.js";
import { memoryLog } from "../../../support/memory-log.js";

const SETTINGS: CameraSettings = {
  ...{ source: "rtsp://10.0.0.9/2", kind: "rtsp", fieldOfView: 70, hasLogin: false },
  ...{
    zone: [
      [0.2, 0],
      [0.8, 0],
      [0.8, 1],
    ],
    exclude: [],
  },
};
const folder = mkdtempSync(join(tmpdir(), "hailong-wizard-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A preview that lives and says nothing. */
const SILENT = { command: process.execPath, args: ["-e", "process.stdin.resume().on('end', () => process.exit())"] };

function desk() {
  const clock = new HandClock();
  const { log, lines } = memoryLog();
  const asked: string[] = [];
  const key = newSigningKey();
  const made = new WizardDesk({
    camera: {
      settings: () => SETTINGS,
      fingerprint: () => "c0".repeat(32),
      choose: () => void asked.push("choose"),
      draw: () => void asked.push("draw"),
    },
    preview: { start: SILENT, socket: join(folder, "p.sock"), limits: () => DEFAULT_POLICY.reading, clock, log },
    policy: () => ({ number: 3, policy: DEFAULT_POLICY }),
    pin: { isSet: true, matches: async () => true },
    place: { ward: "phuong-mau", counter: "quay-1" },
    // After a handover: the name is its first key's.
    signer: { device: "hl-0123456789ab", key },
    version: "0.1.0",
    shelf: new CertificateShelf(folder, key.publicKey),
    certificates: { standing: "none", tick() {} },
    eye: { rest: (on) => void asked.push(`rest ${on}`) },
    counter: { calibrate: (on) => void asked.push(`calibrate ${on}`) },
    clock,
    log,
  });
  return { clock, lines, asked, desk: made };
}

describe("the calibration page's desk", () => {
  it("ends a visit that nobody attends to after ten minutes, whatever streams stand open, and gives the camera back", async () => {
    const { clock, asked, desk: it, lines } = desk();
    await using _desk = it;
    const { cookie } = await it.signIn({ pin: "x", technician: "Kỹ thuật viên A", takeOver: false });
    expect(asked).toEqual(["rest true", "calibrate true"]);
    const seen: string[] = [];
    const visit = it.visitOf(cookie)?.visit;
    visit?.watch({ onView: () => seen.push("view"), onMeasure() {}, onEnd: (why) => seen.push(why) });
    visit?.look({ onPicture() {}, onEnd: () => seen.push("dark") });
    clock.pass(599_000);
    it.tick();
    expect(seen).toEqual(["view"]);
    clock.pass(1_000);
    it.tick();
    expect(seen.slice(1)).toEqual(["idle", "dark"]);
    expect(it.visitOf(cookie)).toBeUndefined();
    await eventually(() => asked.includes("rest false"), { what: "the camera given back" });
    expect(asked).toEqual(["rest true", "calibrate true", "calibrate false", "rest false"]);
    expect(lines.join("")).toContain('"why":"idle"');
  });

  it("keeps the camera for the technician who takes over, and issues nothing before all is measured", async () => {
    const { asked, desk: it } = desk();
    await using _desk = it;
    const first = await it.signIn({ pin: "x", technician: "Kỹ thuật viên A", takeOver: false });
    const seen: string[] = [];
    it.visitOf(first.cookie)?.visit.watch({ onView() {}, onMeasure() {}, onEnd: (why) => seen.push(why) });
    const second = await it.signIn({ pin: "x", technician: "Kỹ thuật viên B", takeOver: true });
    expect(seen).toEqual(["taken_over"]);
    const found = it.visitOf(second.cookie);
    if (!found) throw new Error("no visit");
    expect(() => it.issue(found.visit, found.session)).toThrow(
      expect.objectContaining({ code: "calibration.incomplete" }),
    );
    expect(() => found.visit.drill("cover")).toThrow(expect.objectContaining({ code: "calibration.no_picture" }));
    expect(() => found.visit.soak(60)).toThrow(expect.objectContaining({ code: "calibration.no_picture" }));
    expect(asked).not.toContain("rest false");
  });

  it("issues in the device's own name, whichever key it has now", async () => {
    const { desk: it } = desk();
    await using _desk = it;
    const { cookie } = await it.signIn({ pin: "x", technician: "Kỹ thuật viên A", takeOver: false });
    const found = it.visitOf(cookie) ?? expect.fail("no visit");
    const { verdict, rows, measuredSeconds, policy, model, detector } = certificateFacts();
    found.visit.judged = () => ({ verdict, rows, measuredSeconds, policy, model, detector });
    expect(it.issue(found.visit, found.session)).toMatchObject({ device: "hl-0123456789ab", verdict: "pass" });
    expect(it.certificates().certificates).toHaveLength(1);
  });

  it("knows a picture's size from its frame header, behind other segments, and is not led astray by what is none", () => {
    const segment = (marker: number, body: number[]) => [0xff, marker, 0, body.length + 2, ...body];
    const frame = segment(0xc0, [8, 0x01, 0x68, 0x02, 0x80, 3]);
    const picture = Uint8Array.from([0xff, 0xd8, ...segment(0xe0, [1, 2, 3]), ...segment(0xc4, [0]), ...frame]);
    expect(jpegSize(picture)).toEqual({ width: 640, height: 360 });
    for (const none of [[], [0xff, 0xd8], [1, 2, 3, 4, 5]]) expect(jpegSize(Uint8Array.from(none))).toBeUndefined();
  });
});
