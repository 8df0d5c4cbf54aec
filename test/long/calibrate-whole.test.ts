import { readdirSync, readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Check } from "#contract/calibration.js";
import { checkOf, DRILLS } from "#contract/drill.js";
import type { WizardStep } from "#contract/wizard.js";
import { checkCertificate } from "#desk/certificates/check-certificate.js";
import { PROMPT_WORDS } from "#words/calibration-words.js";
import { CalibrateHouse } from "../support/calibrate-house.js";
import { CalibratePage, LAPTOP, PHONE } from "../support/calibrate-page.js";
import { chromiumIsHere, needChromium, startChromium } from "../support/rating-page.js";
import { SceneCamera, type Span, scene } from "../support/scene-camera.js";

/** Where sofia sits neutral, smiles and frowns in the clip `mixed`. */
const ACTS = {
  neutral: { from: 8.2, to: 8.8 },
  smile: { from: 9.8, to: 12.4 },
  frown: { from: 3.6, to: 6.2 },
} satisfies Record<string, Span>;
/** Longer: a loop of half a second is rightly taken for a picture of a person. */
const AT_REST: Span = { from: 6.6, to: 8.9 };
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
let emptyChair: Buffer[];
let acted: Partial<Record<Prompt, Buffer[]>>;

beforeAll(async () => {
  if (!chromiumIsHere) return;
  browser = await startChromium();
  camera = await SceneCamera.start();
  sofia = await scene("mixed");
  emptyChair = await scene("nobody");
  acted = {
    cover: await scene("nobody", BLACK),
    turn: await scene("turned-away"),
    mask: await scene("mask"),
    second: await scene("two-people"),
    staff: await scene("officer-edge"),
    replaced: (await scene("dissatisfied-transaction")).slice(12, 36),
  };
  camera.play(sofia, AT_REST);
  house = await CalibrateHouse.start({ kind: "mjpeg", url: camera.url });
}, 120_000);
afterAll(async () => {
  await house?.[Symbol.asyncDispose]();
  await camera?.[Symbol.asyncDispose]();
  await browser?.close();
});
beforeEach(needChromium);

/** The people in front of the camera do what the screen says, in time for what is held. */
async function actAsPrompted({ page }: CalibratePage): Promise<void> {
  const dialog = page.locator("#drill[open]");
  await dialog.waitFor();
  while (await dialog.isVisible()) {
    const [prompt = "", count = "", phase] = await page.evaluate<string[]>(
      `[document.getElementById("drill-prompt").textContent, document.getElementById("drill-count").textContent, document.getElementById("drill").dataset.phase]`,
    );
    act(prompt, phase === "countdown" ? Number(count) : phase === "hold" ? 0 : 99);
    await page.waitForTimeout(100);
  }
  camera.play(sofia, AT_REST);
}

/** Seconds before it is held at which somebody comes who was not there when the drill began; the chair is empty before. */
const COMES: Partial<Record<Prompt, { leaves: number; comes: number }>> = {
  cover: { leaves: 1, comes: 1 },
  replaced: { leaves: 11, comes: 7 },
};

function act(words: string, secondsLeft: number): void {
  const prompt = (Object.keys(PROMPT_WORDS) as Prompt[]).find((one) => words.includes(PROMPT_WORDS[one].vi));
  const other = prompt && acted[prompt];
  const { leaves, comes } = (prompt && COMES[prompt]) ?? { leaves: 99, comes: 99 };
  if (other && secondsLeft <= comes) camera.play(other);
  else if (secondsLeft <= leaves && leaves !== comes) camera.play(emptyChair);
  else camera.play(sofia, prompt && prompt in ACTS ? ACTS[prompt as keyof typeof ACTS] : AT_REST);
}

describe("the calibration page", () => {
  it("leads from the camera to a passing certificate, signed and printable", async () => {
    await using wizard = await CalibratePage.open(browser, house);
    await wizard.signIn("Kỹ thuật viên A");
    await wizard.seesPicture();
    await wizard.rowIs("source_rate", "pass");
    await wizard.press("Tiếp theo");
    await wizard.shows("Hướng camera vào người dân");
    for (const check of ["faces", "face_width", "inter_eye", "yaw", "pitch", "roll"] as const)
      await wizard.rowIs(check, "pass");
    await wizard.press("Tiếp theo");
    await wizard.rowIs("staff", "pass");
    await wizard.press("Tiếp theo");
    for (const check of ["luminance", "contrast", "backlight", "flicker"] as const) await wizard.rowIs(check, "pass");
    await wizard.page.getByLabel(/Độ rọi tại mặt người dân/).fill("320");
    await wizard.press("Lưu");
    await wizard.rowIs("lux", "pass");
    await wizard.press("Tiếp theo");
    await wizard.rowIs("sharpness", "pass");
    await wizard.press("Tiếp theo");
    await wizard.press("Làm lần lượt các bài chưa đạt");
    await actAsPrompted(wizard);
    for (const drill of DRILLS) await wizard.rowIs(checkOf(drill), "pass", { timeout: 2_000 });
    await wizard.press("Tiếp theo");
    await wizard.page.getByLabel("1 phút", { exact: true }).check();
    await wizard.press("Bắt đầu chạy thử");
    await wizard.rowIs("yield", "pass", { timeout: 60_000 });
    await wizard.press("Dừng");
    await wizard.says("Chưa chạy");
    await wizard.press("Tiếp theo");
    await wizard.shows("Cấp chứng nhận");
    await wizard.press("Ký và cấp chứng nhận");
    await wizard.says(/Đã cấp chứng nhận [0-9a-f]{16}/);
    await wizard.says("đang có hiệu lực");

    const [name = ""] = readdirSync(house.folder.file("data/certificates"));
    const checked = checkCertificate(readFileSync(house.folder.file(`data/certificates/${name}`), "utf8"));
    expect(checked).toMatchObject({
      ok: true,
      certificate: { verdict: "pass", technician: "Kỹ thuật viên A", ward: "phuong-mau", counter: "quay-01" },
    });
    const [printed] = await Promise.all([
      wizard.page.waitForEvent("popup"),
      wizard.page
        .getByRole("link", { name: /Mở bản in/ })
        .first()
        .click(),
    ]);
    await printed.getByRole("heading", { level: 1 }).waitFor();
    expect(await printed.locator("body").innerText()).toMatch(/Kỹ thuật viên A[\s\S]*Bề rộng khuôn mặt/);
    expect(await printed.locator("img, video, canvas").count()).toBe(0);
    const pdf = await printed.pdf({ preferCSSPageSize: true });
    expect(String(pdf).match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
    expect(wizard.faults).toEqual([]);
    await wizard.signOut();
  }, 420_000);

  it.each<[string, Check, WizardStep, RegExp]>([
    ["too-far", "face_width", "aim", /Kéo ghế lại gần \d+ cm/],
    ["turned-away", "yaw", "aim", /Dời camera sang phải/],
    ["two-people", "faces", "aim", /Chỉ để một người trong vùng/],
    ["officer-edge", "staff", "zone", /vẽ vùng che cán bộ/],
    ["too-dark", "luminance", "light", /Thêm đèn khuếch tán phía trước/],
    ["backlit", "backlight", "light", /Che cửa sổ hoặc nguồn sáng phía sau/],
  ])(
    "fails %s: row %s is red under %s, and says what to do",
    async (clip, check, step, remedy) => {
      camera.play(await scene(clip));
      await using wizard = await CalibratePage.open(browser, house, PHONE);
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
      expect(await wizard.ask("zone", { zone, exclude: [] })).toBe(200);
      await wizard.goTo(step);
      const words = await wizard.rowIs(check, "fail", { remedy, timeout: 60_000 });
      expect(words).toContain("KHÔNG ĐẠT");
      expect(words).toMatch(remedy);
      await wizard.goTo("certificate");
      await wizard.says("KHÔNG ĐẠT");
      expect(wizard.faults).toEqual([]);
      await wizard.signOut();
    },
    120_000,
  );

  it.each([
    ["a laptop", LAPTOP],
    ["a phone", PHONE],
  ] as const)(
    "is used by a newcomer on %s, with nothing but what it says",
    async (_, viewport) => {
      await using other = await SceneCamera.start({ login: { user: "viewer", password: "right", scheme: "digest" } });
      other.play(await scene("too-far"));
      await using wizard = await CalibratePage.open(browser, house, viewport);
      const { page } = wizard;
      await wizard.signIn();

      // Find the camera: none announces itself here, so its address is typed in, and its streams are measured.
      await wizard.press("Tìm camera");
      await wizard.says("nhập địa chỉ bên dưới", 30_000);
      await page.getByLabel(/^Địa chỉ \(rtsp/).fill(other.url);
      await wizard.press("Đo các luồng của camera");
      await wizard.says(/mật khẩu/, 60_000);
      await page.getByLabel("Tên đăng nhập camera").fill("viewer");
      await page.getByLabel("Mật khẩu camera", { exact: true }).fill("right");
      await wizard.press("Đo các luồng của camera");
      await wizard.says("Nên dùng", 60_000);
      await page
        .getByRole("button", { name: /^Dùng luồng này/ })
        .first()
        .click();
      await wizard.says("Đang có hình.", 40_000);
      await wizard.seesPicture();

      // Draw the zone: a corner is dragged outwards.
      await wizard.press("Tiếp theo");
      await wizard.press("Tiếp theo");
      await wizard.shows("Vẽ vùng của người dân");
      const corner = page.getByRole("button", { name: /Vùng người dân, góc 1\/4/ });
      await corner.hover();
      const before = await corner.getAttribute("aria-label");
      const box = await corner.boundingBox();
      if (!box) throw new Error("no corner");
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x - 12, y + 6, { steps: 4 });
      await page.mouse.move(x - 24, y + 12, { steps: 4 });
      await page.mouse.up();
      expect(await corner.getAttribute("aria-label")).not.toBe(before);
      await wizard.press("Lưu vùng");
      await wizard.says("Vùng đã lưu.");

      // Mend a red row: it says how far the chair is to be moved, and turns green once it was.
      await wizard.press("Quay lại");
      await wizard.rowIs("face_width", "fail", { remedy: /Kéo ghế lại gần \d+ cm/ });
      other.play(sofia, AT_REST);
      await wizard.rowIs("face_width", "pass", { timeout: 60_000 });

      // Print the certificate that the counter has.
      await wizard.goTo("certificate");
      const [printed] = await Promise.all([
        page.waitForEvent("popup"),
        page
          .getByRole("link", { name: /Mở bản in/ })
          .first()
          .click(),
      ]);
      await printed.getByRole("button", { name: /^In/ }).waitFor();
      expect(await printed.locator("body").innerText()).toContain("Kỹ thuật viên A");
      await wizard.signOut();
      expect(wizard.faults).toEqual([]);
    },
    240_000,
  );
});
