import { describe, expect, it } from "vitest";
import type { Check } from "#contract/calibration.js";
import { CHECKS, rowSchema } from "#contract/calibration.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { Calibration, overallVerdict } from "#desk/calibration/calibration.js";
import { remedyWords } from "#words/calibration-words.js";
import { BOX, measuresOver } from "../../../support/measures.js";

type Look = Parameters<typeof measuresOver>[1];

function rowsOf(look?: Look, seconds = 10) {
  const calibration = new Calibration({ policy: DEFAULT_POLICY, fieldOfView: 70 });
  for (const measure of measuresOver(seconds, look)) calibration.add(measure);
  const rows = calibration.rows();
  for (const row of rows) expect(rowSchema.parse(row)).toEqual(row);
  return { calibration, rows, of: (check: Check) => rows.find((row) => row.check === check) as (typeof rows)[number] };
}

const face = { box: BOX, inside: 1, atEdge: false };

describe("a picture that is good", () => {
  it("passes every row that was measured, and names those that were not", () => {
    const { rows } = rowsOf();
    expect(rows.map(({ check }) => check)).toEqual([...CHECKS]);
    const unmeasured = rows.filter(({ verdict }) => verdict === "unmeasured").map(({ check }) => check);
    expect(unmeasured).toEqual([
      "lux",
      "motion_blur",
      ...CHECKS.filter((check) => check.startsWith("drill_")),
      "yield",
    ]);
    for (const row of rows.filter(({ check }) => !unmeasured.includes(check))) {
      expect(row).toMatchObject({ verdict: "pass", remedy: null });
    }
    expect(overallVerdict(rows)).toBe("incomplete");
  });

  it("has a yield once three windows of the shortest length ran", () => {
    expect(rowsOf(undefined, 62).of("yield")).toMatchObject({ verdict: "pass", figure: 1 });
    const lost = rowsOf((t) => (t > 40_000 ? { reason: "pose" } : {}), 82).of("yield");
    expect(lost).toMatchObject({ verdict: "fail", figure: 0.5, remedy: { code: "mend_rows_above" } });
  });
});

describe("each row", () => {
  it.each<[Check, Look, "warn" | "fail", string]>([
    ["source_rate", (t) => ({ source: { pictures: Math.round(t * 0.005) } }), "fail", "Chọn luồng phụ"],
    ["source_rate", (t) => ({ source: { pictures: Math.round(t * 0.01) } }), "warn", "Chọn luồng phụ"],
    ["stalls", (t) => ({ source: { gapMs: t % 2_000 === 0 ? 1_500 : 60 } }), "fail", "dây mạng"],
    ["stalls", (t) => ({ source: { gapMs: t === 4_000 ? 1_500 : 60 } }), "warn", "dây mạng"],
    ["latency", () => ({ latencyMs: 260 }), "fail", "Chọn luồng nhỏ hơn"],
    ["latency", () => ({ latencyMs: 170 }), "warn", "Chọn luồng nhỏ hơn"],
    ["faces", () => ({ faces: [face, { ...face, box: { ...BOX, x: 0.3 } }] }), "fail", "Chỉ để một người"],
    ["faces", () => ({ faces: [], reason: "no_face" }), "fail", "Mời một người"],
    [
      "staff",
      (t) => ({ faces: t === 3_000 ? [face, { ...face, inside: 0.5, atEdge: true }] : [face] }),
      "fail",
      "vùng che cán bộ",
    ],
    ["face_width", () => ({ quality: { faceWidth: 60, interEye: 26 } }), "fail", "Kéo ghế lại gần 130 cm"],
    ["face_width", () => ({ quality: { faceWidth: 72 } }), "warn", "Kéo ghế lại gần 10 cm"],
    ["inter_eye", () => ({ quality: { interEye: 40 } }), "warn", "Kéo ghế lại gần 50 cm"],
    ["yaw", () => ({ quality: { yaw: 30 } }), "fail", "Dời camera sang phải (nhìn theo hình) 40 cm"],
    ["yaw", (t) => ({ quality: { yaw: t % 1_000 < 400 ? 20 : 4 } }), "warn", "Dời camera sang phải"],
    ["pitch", () => ({ quality: { pitch: 22 } }), "fail", "Hạ camera 40 cm"],
    ["pitch", () => ({ quality: { pitch: -22 } }), "fail", "Nâng camera 40 cm"],
    ["roll", () => ({ quality: { roll: -18 } }), "fail", "Xoay camera cho thẳng 18°"],
    ["luminance", () => ({ quality: { luminance: 30 } }), "fail", "Thêm đèn khuếch tán phía trước"],
    ["luminance", () => ({ quality: { luminance: 60 } }), "warn", "Thêm đèn khuếch tán phía trước"],
    ["luminance", () => ({ quality: { luminance: 235 } }), "fail", "Giảm đèn"],
    ["contrast", () => ({ quality: { contrast: 40 } }), "fail", "Thêm đèn"],
    [
      "backlight",
      () => ({ quality: { luminance: 75 }, face: { behind: { luminance: 220, saturated: 0.7 } } }),
      "fail",
      "kéo rèm",
    ],
    ["flicker", () => ({ picture: { flicker: 6 } }), "fail", "chống nhấp nháy 50 Hz"],
    ["sharpness", () => ({ quality: { sharpness: 8 } }), "fail", "Lấy nét"],
    [
      "motion_blur",
      (t) => (t % 1_000 === 0 ? { face: { speed: 1 }, quality: { sharpness: 20 } } : {}),
      "fail",
      "màn trập",
    ],
  ])("says of a bad %s how bad, and what to do", (check, look, verdict, remedy) => {
    const row = rowsOf(look).of(check);
    expect(row.verdict).toBe(verdict);
    expect(row.remedy && remedyWords(row.remedy).vi).toContain(remedy);
  });

  it("says of a camera upside down by few pictures with a face, and not by those that nobody is in", () => {
    const turned = { picture: { upsideDown: true } };
    const few = rowsOf((t) => (t < 4_000 ? { faces: [], reason: "no_face" } : turned), 5);
    expect(few.of("roll")).toMatchObject({ verdict: "fail", figure: 180, remedy: { code: "level_camera", by: 180 } });
    expect(rowsOf((t) => (t < 4_600 ? { faces: [], reason: "no_face" } : turned), 5).of("roll").figure).not.toBe(180);
    expect(rowsOf((t) => (t < 2_000 ? turned : {}), 5).of("roll").verdict).toBe("pass");
  });

  it("looks back thirty seconds only: what was mended is no longer held against it", () => {
    const { calibration } = rowsOf(() => ({ quality: { luminance: 30 } }), 40);
    for (const measure of measuresOver(31, undefined, 40_000)) calibration.add(measure);
    expect(calibration.rows().find(({ check }) => check === "luminance")?.verdict).toBe("pass");
  });

  it("takes the lux that was typed in", () => {
    const { calibration } = rowsOf();
    calibration.setLux(150);
    expect(calibration.rows().find(({ check }) => check === "lux")).toMatchObject({ verdict: "warn", figure: 150 });
  });

  it("judges by the policy's limits", () => {
    const policy = structuredClone(DEFAULT_POLICY);
    policy.calibration.faceWidth = { pass: 200, fail: 160 };
    const calibration = new Calibration({ policy, fieldOfView: 70 });
    for (const measure of measuresOver(5)) calibration.add(measure);
    expect(calibration.rows().find(({ check }) => check === "face_width")).toMatchObject({
      verdict: "fail",
      pass: 200,
    });
  });
});
