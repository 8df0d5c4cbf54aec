import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { cliScript } from "#commands/places.js";
import type { Check, Remedy, Row } from "#contract/calibration.js";
import { certificateExample } from "#contract/certificate-example.js";
import { freePort } from "#platform/free-port.js";
import { remedyWords } from "#words/calibration-words.js";
import { Child } from "../support/child.js";
import { ffmpeg } from "../support/clips.js";
import { demoClip } from "../support/footage.js";
import { startRtspServer } from "../support/rtsp-server.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

type Result = { code: number | null; verdict: string; rows: Row[]; stdout: string; stderr: string };

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
  // What is judged here is the picture: a busy machine must not be part of it.
  await writeFile(folder.file("policy.yaml"), stringify({ reading: { budgetMs: 5_000 } }));
});
afterAll(() => folder[Symbol.asyncDispose]());

let configs = 0;
async function edgeFile(camera: Record<string, unknown>): Promise<string> {
  const name = `edge-${++configs}`;
  const file = folder.file(`${name}.yaml`);
  const edge = {
    ward: "phuong-mau",
    counter: "quay-01",
    data: `${name}-data`,
    policyFile: "policy.yaml",
    camera,
    hub: { mqtt: { url: "mqtt://127.0.0.1:1" }, publicKey: "A".repeat(43) },
  };
  await writeFile(file, stringify(edge));
  return file;
}

async function calibrate(...args: string[]): Promise<Omit<Result, "verdict" | "rows">> {
  await using child = new Child(process.execPath, [cliScript(), "calibrate", ...args], { lifeMs: 120_000 });
  const code = await child.ended;
  return { code, stdout: child.stdout, stderr: child.stderr };
}

async function check(camera: Record<string, unknown>, ...args: string[]): Promise<Result> {
  const config = await edgeFile(camera);
  const ran = await calibrate("--config", config, "--check", "--json", "--seconds", "5", ...args);
  if (ran.stdout === "") throw new Error(ran.stderr);
  return { ...ran, ...(JSON.parse(ran.stdout) as Pick<Result, "verdict" | "rows">) };
}

const of = ({ rows }: Result, check: Check): Row => rows.find((row) => row.check === check) as Row;
/** What is wrong with the picture. How fast pictures come says on a busy machine only that it is busy. */
const red = ({ rows }: Result): Check[] =>
  rows
    .filter(({ check, verdict }) => verdict === "fail" && check !== "source_rate" && check !== "stalls")
    .map((row) => row.check);
const PICTURE: Check[] = [
  ...(["source_rate", "stalls", "faces", "staff", "face_width", "inter_eye", "yaw", "pitch", "roll"] as const),
  ...(["luminance", "contrast", "backlight", "flicker", "sharpness"] as const),
];
const ENCODER = ["-an", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "18", "-pix_fmt", "yuv420p"];
const clip = (name: string, look: object = {}) => ({ kind: "file", path: demoClip(name), ...look });

describe("hailong calibrate --check", () => {
  it("passes every row of a good picture from a real RTSP camera", async () => {
    const port = await freePort();
    await using _server = await startRtspServer({ port, clip: demoClip("neutral-transaction"), password: "x" });
    const result = await check({ kind: "rtsp", url: `rtsp://viewer:x@127.0.0.1:${port}/clip` }, "--skip-drills");
    const rows = PICTURE.map((name) => of(result, name));
    expect(rows.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
    expect(result).toMatchObject({ code: 0, verdict: "incomplete" });
    expect(`${result.stdout}${result.stderr}`).not.toMatch(/viewer/);
  });

  // Each waits for its picture far longer than it computes.
  it.concurrent.each<[string, object, Check, string]>([
    ["too-far", {}, "face_width", "Kéo ghế lại gần"],
    ["too-dark", {}, "luminance", "Thêm đèn khuếch tán phía trước"],
    ["backlit", {}, "backlight", "Che cửa sổ hoặc nguồn sáng phía sau"],
    ["turned-away", {}, "yaw", "Dời camera sang phải"],
    ["two-people", { zone: { x: 0.2, width: 0.6 } }, "faces", "Chỉ để một người trong vùng"],
    ["officer-edge", { zone: { x: 0.25, width: 0.75 } }, "staff", "vẽ vùng che cán bộ"],
    ["out-of-focus", {}, "sharpness", "Lấy nét"],
  ])("fails %s with the right row red and the right remedy", async (name, look, check_, remedy) => {
    const result = await check(clip(name, look), "--skip-drills");
    const row = of(result, check_);
    expect(row.verdict).toBe("fail");
    expect(row.remedy && remedyWords(row.remedy).vi).toContain(remedy);
    expect(result).toMatchObject({ code: 1, verdict: "fail" });
    const light: Check[] = ["luminance", "contrast", "backlight", "sharpness"];
    const related: Record<string, Check[]> = {
      "too-far": ["face_width", "inter_eye"],
      "too-dark": light,
      backlit: ["backlight"],
      "turned-away": ["yaw"],
      "two-people": ["faces", "staff"],
      "officer-edge": ["staff", "faces", "yaw"],
      "out-of-focus": ["sharpness"],
    };
    expect(red(result).filter((one) => !related[name]?.includes(one))).toEqual([]);
  });

  it("tells a camera that hangs upside down, though a face is found in its picture; a mirrored one is as good", async () => {
    const turned = folder.file("turned.mp4");
    await ffmpeg("-i", demoClip("neutral-transaction"), "-t", "8", "-vf", "hflip,vflip", ...ENCODER, turned);
    const upsideDown = await check({ kind: "file", path: turned }, "--skip-drills", "--seconds", "6");
    expect(of(upsideDown, "roll")).toMatchObject({ verdict: "fail", figure: 180 });
    expect(remedyWords(of(upsideDown, "roll").remedy as Remedy).vi).toContain("Xoay camera cho thẳng 180°");
    const mirrored = folder.file("mirrored.mp4");
    await ffmpeg("-i", demoClip("neutral-transaction"), "-t", "8", "-vf", "hflip", ...ENCODER, mirrored);
    expect(red(await check({ kind: "file", path: mirrored }, "--skip-drills"))).toEqual([]);
  });

  it("runs the drills that are asked for, with prompts in words, Vietnamese first", async () => {
    const turned = await check(clip("turned-away", { loop: true }), "--seconds", "1", "--drill", "turn");
    expect(of(turned, "drill_turn")).toMatchObject({ verdict: "pass", detail: "pose" });
    expect(turned.stderr).toMatch(/3 s … Người ngồi quay mặt hẳn sang một bên · Turn the face/);
    expect(turned.stderr).toMatch(/Giữ nguyên · Hold 5 s: Người ngồi quay mặt/);
  });

  it.concurrent("verifies a certificate file and compares two; a changed one is told, exit 1", async () => {
    const good = folder.file("good.json");
    const bad = folder.file("bad.json");
    await writeFile(good, JSON.stringify(certificateExample));
    await writeFile(bad, JSON.stringify({ ...certificateExample, technician: "Ai đó" }));
    const verified = await calibrate("verify", good);
    expect(verified.code).toBe(0);
    expect(verified.stdout).toMatch(/Chữ ký đúng.*\n.*phuong-mau\/quay-01[\s\S]*Kết luận · Verdict: ĐẠT/);
    expect(await calibrate("verify", bad)).toMatchObject({ code: 1, stderr: expect.stringContaining("bad_signature") });
    expect((await calibrate("compare", good, bad)).code).toBe(2);
    expect((await calibrate("compare", good, good)).code).toBe(0);
    expect((await calibrate("--check")).code).toBe(2);
  });

  it.concurrent("says in words what it found, and refuses a camera that is not there", async () => {
    const config = await edgeFile(clip("too-far"));
    const ran = await calibrate("--config", config, "--check", "--skip-drills", "--seconds", "4");
    expect(ran.stdout).toMatch(/KHÔNG ĐẠT Khoảng cách hai mắt · Distance between the eyes 2\d/);
    expect(ran.stdout).toMatch(/→ Kéo ghế lại gần \d+ cm · Move the chair closer by \d+ cm/);
    expect(ran.stdout).toMatch(/Kết luận · Verdict: KHÔNG ĐẠT · fail/);
    const missing = await calibrate("--config", config, "--check", "--camera", "/nonexistent.mp4");
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain("no such file");
  });
});
