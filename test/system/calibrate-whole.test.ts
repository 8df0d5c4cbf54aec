import { readdirSync, readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Check } from "#contract/calibration.js";
import { checkCertificate } from "#desk/certificates/check-certificate.js";
import { PROMPT_WORDS } from "#words/calibration-words.js";
import { CalibrateHouse } from "../support/calibrate-house.js";
import { chromiumIsHere, needChromium, startChromium } from "../support/rating-page.js";
import { SceneCamera, type Span, scene } from "../support/scene-camera.js";
import { Technician } from "../support/technician.js";
import { LAPTOP, PHONE, WizardPage } from "../support/wizard-page.js";

/** Where sofia sits neutral, smiles and frowns in the clip `mixed`. */
const ACTS = {
  neutral: { from: 8.2, to: 8.8 },
  smile: { from: 9.8, to: 12.4 },
  frown: { from: 3.6, to: 6.2 },
} satisfies Record<string, Span>;
type Prompt = keyof typeof PROMPT_WORDS;
const BLACK = "drawbox=color=black:t=fill,noise=alls=6:allf=t";
const WIDE = [
  [0.2, 0],
  [0.8, 0],
  [0.8, 1],
  [0.2, 1],
];

let browser: Browser;
let camera: SceneCamera;
let house: CalibrateHouse;
let sofia: Buffer[];
let acted: Partial<Record<Prompt, Buffer[]>>;

beforeAll(async () => {
  if (!chromiumIsHere) return;
  browser = await startChromium();
  camera = await SceneCamera.start();
  sofia = await scene("mixed");
  acted = {
    cover: await scene("nobody", BLACK),
    turn: await scene("turned-away"),
    mask: await scene("mask"),
    second: await scene("two-people"),
    staff: await scene("officer-edge"),
    replaced: (await scene("neutral-transaction")).slice(30, 105),
  };
  camera.play(sofia, ACTS.neutral);
  house = await CalibrateHouse.start({ kind: "mjpeg", url: camera.url });
}, 120_000);
afterAll(async () => {
  await house?.[Symbol.asyncDispose]();
  await camera?.[Symbol.asyncDispose]();
  await browser?.close();
});
beforeEach(async (context) => {
  needChromium(context);
  // One that failed may have left its technician signed in.
  const wizard = await Technician.signIn(house, { takeOver: true });
  await wizard.signOut();
});

/** The people in front of the camera do what the screen says: some are in place before it is held, some come then. */
async function actAsPrompted(wizard: WizardPage): Promise<void> {
  const dialog = wizard.page.locator("#drill[open]");
  await dialog.waitFor();
  let before = "";
  while (await dialog.isVisible()) {
    const words =
      (await dialog
        .locator("#drill-prompt")
        .textContent()
        .catch(() => "")) ?? "";
    const holds = (await dialog.getAttribute("data-phase").catch(() => "")) === "hold";
    const now = `${words} ${holds}`;
    if (now !== before) act(words, holds);
    before = now;
    await wizard.page.waitForTimeout(100);
  }
  camera.play(sofia, ACTS.neutral);
}

function act(words: string, holds: boolean): void {
  const prompt = (Object.keys(PROMPT_WORDS) as Prompt[]).find((one) => words.includes(PROMPT_WORDS[one].vi));
  if (prompt === undefined) return;
  const comesLate = prompt === "cover" || prompt === "replaced";
  const other = acted[prompt];
  if (other && (holds || !comesLate)) camera.play(other);
  else camera.play(sofia, prompt in ACTS ? ACTS[prompt as keyof typeof ACTS] : ACTS.neutral);
}

describe("the calibration page", () => {
  it("leads from the camera to a passing certificate, signed and printable", async () => {
    await using wizard = await WizardPage.open(browser, house);
    const barriers: string[] = [];
    const judge = async (where: string) => {
      for (const viewport of [LAPTOP, PHONE]) {
        await wizard.page.setViewportSize(viewport);
        barriers.push(...(await wizard.barriers()).map((one) => `${where}, ${viewport.width}: ${one}`));
      }
      await wizard.page.setViewportSize(LAPTOP);
    };
    await judge("sign-in");
    await wizard.signIn();
    await wizard.seesPicture();
    await wizard.rowIs("source_rate", "pass");
    await judge("camera");
    await wizard.press("Tiếp theo");
    await wizard.heading("Hướng camera vào người dân");
    for (const check of ["faces", "face_width", "inter_eye", "yaw", "pitch", "roll"] as const)
      await wizard.rowIs(check, "pass");
    await judge("aim");
    await wizard.press("Tiếp theo");
    await wizard.rowIs("staff", "pass");
    await judge("zone");
    await wizard.press("Tiếp theo");
    for (const check of ["luminance", "contrast", "backlight", "flicker"] as const) await wizard.rowIs(check, "pass");
    await wizard.page.getByLabel(/Độ rọi tại mặt người dân/).fill("320");
    await wizard.press("Lưu");
    await wizard.rowIs("lux", "pass");
    await judge("light");
    await wizard.press("Tiếp theo");
    await wizard.rowIs("sharpness", "pass");
    await judge("face");
    await wizard.press("Tiếp theo");
    await judge("drills");
    await wizard.press("Làm lần lượt các bài chưa đạt");
    await actAsPrompted(wizard);
    for (const drill of ["expression", "cover", "turn", "mask", "second", "staff", "replaced"] as const)
      await wizard.rowIs(`drill_${drill}`, "pass", 2_000);
    await wizard.press("Tiếp theo");
    await wizard.press("1 phút");
    await wizard.press("Bắt đầu chạy thử");
    await judge("soak");
    await wizard.rowIs("yield", "pass", 60_000);
    await wizard.sees("Chưa chạy", 90_000);
    await wizard.press("Tiếp theo");
    await wizard.heading("Cấp chứng nhận");
    await judge("certificate");
    await wizard.press("Ký và cấp chứng nhận");
    await wizard.sees(/Đã cấp chứng nhận [0-9a-f]{16}/);
    await wizard.sees("đang có hiệu lực");

    const [name = ""] = readdirSync(house.folder.file("data/certificates"));
    const checked = checkCertificate(readFileSync(house.folder.file(`data/certificates/${name}`), "utf8"));
    expect(checked).toMatchObject({
      ok: true,
      certificate: { verdict: "pass", technician: "Nguyễn Văn An", ward: "phuong-mau", counter: "quay-01" },
    });
    const [printed] = await Promise.all([
      wizard.page.waitForEvent("popup"),
      wizard.page
        .getByRole("link", { name: /Mở bản in/ })
        .first()
        .click(),
    ]);
    await printed.getByRole("heading", { level: 1 }).waitFor();
    expect(await printed.locator("body").innerText()).toMatch(/Nguyễn Văn An[\s\S]*Bề rộng khuôn mặt/);
    expect(await printed.locator("img, video, canvas").count()).toBe(0);
    const pdf = await printed.pdf({ preferCSSPageSize: true });
    expect(String(pdf).match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
    expect(barriers).toEqual([]);
    expect(wizard.faults).toEqual([]);
    await wizard.signOut();
  }, 420_000);

  it.each<[string, Check, string, RegExp]>([
    ["too-far", "face_width", "Hướng", /Kéo ghế lại gần \d+ cm/],
    ["turned-away", "yaw", "Hướng", /Dời camera sang phải/],
    ["two-people", "faces", "Hướng", /Chỉ để một người trong vùng/],
    ["officer-edge", "staff", "Vùng", /vẽ vùng che nhân viên/],
    ["too-dark", "luminance", "Ánh sáng", /Thêm đèn khuếch tán phía trước/],
    ["backlit", "backlight", "Ánh sáng", /Che cửa sổ hoặc nguồn sáng phía sau/],
  ])(
    "fails %s: row %s is red under %s, and says what to do",
    async (clip, check, step, remedy) => {
      camera.play(await scene(clip));
      await using wizard = await WizardPage.open(browser, house, PHONE);
      await wizard.signIn();
      const zone =
        clip === "officer-edge"
          ? [
              [0.25, 0],
              [1, 0],
              [1, 1],
              [0.25, 1],
            ]
          : WIDE;
      expect(await wizard.ask("POST", "zone", { zone, exclude: [] })).toBe(200);
      await wizard.go(step);
      const words = await wizard.rowIs(check, "fail", 60_000);
      expect(words).toContain("KHÔNG ĐẠT");
      expect(words).toMatch(remedy);
      await wizard.go("Chứng nhận");
      await wizard.sees("KHÔNG ĐẠT");
      expect(wizard.faults).toEqual([]);
      await wizard.signOut();
    },
    120_000,
  );
});
