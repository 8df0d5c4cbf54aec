import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WIZARD_STEPS } from "#contract/wizard.js";
import { CalibrateHouse } from "../support/calibrate-house.js";
import { CalibratePage, LAPTOP, PHONE } from "../support/calibrate-page.js";
import { chromiumIsHere, needChromium, startChromium } from "../support/rating-page.js";
import { SceneCamera, scene } from "../support/scene-camera.js";
import { Technician } from "../support/technician.js";

it("the calibration page has a browser to be tested in", needChromium);

describe.skipIf(!chromiumIsHere)("the calibration page in a browser", () => {
  let camera: SceneCamera;
  let house: CalibrateHouse;
  let browser: Browser;
  beforeAll(async () => {
    camera = await SceneCamera.start();
    camera.play(await scene("neutral-transaction"), { from: 2, to: 4 });
    house = await CalibrateHouse.start({ kind: "mjpeg", url: camera.url });
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.[Symbol.asyncDispose]();
    await camera?.[Symbol.asyncDispose]();
  });

  it.each([
    ["a laptop", LAPTOP],
    ["a phone", PHONE],
  ] as const)("can be read, pressed and heard in every step on %s", async (_, viewport) => {
    await using page = await CalibratePage.open(browser, house, viewport);
    const found = await page.judge("sign-in");
    await page.signIn();
    await page.says(/Bề rộng khuôn mặt|Bước này đã đạt|Chờ số đo/, 30_000);
    for (const step of WIZARD_STEPS) {
      await page.goTo(step);
      await page.page.waitForTimeout(300);
      found.push(...(await page.judge(step)));
    }
    await page.press("English");
    await page.shows("Issue the certificate");
    await page.press("Sign out");
    await page.shows("The session has ended");
    found.push(...(await page.judge("ended")));
    expect(found).toEqual([]);
    expect(page.faults).toEqual([]);
  });

  it("shows the camera's picture with its figures, and no picture once the session is another's", async () => {
    await using page = await CalibratePage.open(browser, house);
    await page.signIn();
    const picture = page.page.locator("#preview");
    const width = () => page.page.evaluate<number>("document.getElementById('preview').naturalWidth");
    await expect.poll(width, { timeout: 30_000 }).toBeGreaterThan(0);
    await page.goTo("aim");
    await page.page.locator('[data-check="face_width"][data-verdict="pass"]').filter({ visible: true }).waitFor();
    await using other = await Technician.signIn(house, { takeOver: true });
    await page.shows("Phiên đã kết thúc");
    await page.says("Một kỹ thuật viên khác đã tiếp quản.");
    expect(await picture.getAttribute("src")).toBeNull();
    expect(other.token).not.toBe("");
    expect(page.faults).toEqual([]);
  });

  it("tells an address that is no stream's, and takes one that ends in .jpg for stills until it is told otherwise", async () => {
    await using page = await CalibratePage.open(browser, house);
    await page.signIn();
    const source = page.page.getByLabel(/^Địa chỉ \(rtsp/);
    const use = page.page.getByRole("button", { name: "Dùng camera này" });
    const still = page.page.getByLabel("từng ảnh một");
    await page.says("Đang có hình.", 30_000);
    await source.fill("http://192.0.2.7/onvif/device_service");
    await page.says("chưa phải của luồng hình");
    expect(await use.isDisabled()).toBe(true);
    await source.fill("192.0.2.7");
    await use.click();
    await page.says("Viết cả phần đầu của địa chỉ");
    await source.fill("http://192.0.2.7/snap.jpg");
    expect(await still.isChecked()).toBe(true);
    await page.page.getByLabel("luồng hình liên tục (MJPEG)").check();
    await source.fill("http://192.0.2.7/snap2.jpg");
    expect(await still.isChecked()).toBe(false);
    expect(page.faults).toEqual([]);
  });

  it("leaves a drill's prompt when the connection goes, shows it again when it is back, and closes it at “Dừng”", async () => {
    await using page = await CalibratePage.open(browser, house);
    // A stream that is open outlasts the browser's own "offline".
    await page.page.addInitScript(`window.EventSource = class extends EventSource {
      constructor(url) { super(url); window.events = this; }
    }`);
    await page.page.reload();
    await page.signIn();
    await page.says("Đang có hình.", 30_000);
    await page.goTo("drills");
    await page.page.locator('button[data-drill="expression"]').click();
    const prompt = page.page.locator("#drill");
    await prompt.waitFor({ state: "visible" });
    await page.page.route("**/v1/calibrate/**", (route) => route.abort());
    await page.page.evaluate("window.events.dispatchEvent(new Event('error'))");
    await prompt.waitFor({ state: "hidden" });
    await page.says("Mất kết nối với máy tại quầy");
    await page.page.unroute("**/v1/calibrate/**");
    await prompt.waitFor({ state: "visible" });
    await page.press("Dừng");
    await prompt.waitFor({ state: "hidden" });
    expect(page.faults).toEqual([]);
  });

  it("keeps a zone drawn by keyboard, and refuses to save one whose edges cross", async () => {
    await using page = await CalibratePage.open(browser, house);
    await page.signIn();
    await page.goTo("zone");
    const corner = page.page.getByRole("button", { name: /Vùng người dân, góc 1\/4/ });
    await corner.focus();
    for (let i = 0; i < 2; i++) await page.page.keyboard.press("Shift+ArrowLeft");
    await page.press("Lưu vùng");
    await page.says("Vùng đã lưu.");
    await page.page.reload();
    await page.shows("Chọn camera");
    await page.goTo("zone");
    await page.page.getByRole("button", { name: "Vùng người dân, góc 1/4: ngang 15%, dọc 0%" }).waitFor();

    await corner.focus();
    for (let i = 0; i < 15; i++) await page.page.keyboard.press("Shift+ArrowRight");
    for (let i = 0; i < 10; i++) await page.page.keyboard.press("Shift+ArrowDown");
    await page.says("các cạnh cắt nhau");
    expect(await page.page.locator("#save-zone").getAttribute("aria-disabled")).toBe("true");
    await page.goTo("certificate");
    await page.page.getByRole("button", { name: "Lưu hoặc hoàn tác vùng đang vẽ" }).click();
    await page.shows("Vẽ vùng của người dân");
    expect(page.faults).toEqual([]);
  });
});
