import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CHECKS, REMEDIES } from "#contract/calibration.js";
import { READING_REASONS } from "#contract/reading.js";
import type { WizardSettings } from "#contract/wizard-page.js";
import { loadWizardPage } from "#desk/wizard/wizard-page.js";
import { remedyWords } from "#words/calibration-words.js";
import { doorWords } from "#words/wizard/door-words.js";
import { wizardWords } from "#words/wizard/wizard-words.js";

const FOLDER = new URL("../../../../web/calibrate/", import.meta.url);
const { files, edition } = loadWizardPage();
const settings: WizardSettings = JSON.parse(
  (files.get("settings.js")?.body ?? "").replace("export const settings = ", "").replace(/;\n$/, ""),
);
const sources = readdirSync(FOLDER)
  .filter((name) => /\.(js|html)$/.test(name))
  .map((name) => readFileSync(new URL(name, FOLDER), "utf8"));

describe("the calibration page's files", () => {
  it("are those of the folder and its settings, and nothing that a browser does not load", () => {
    expect(files.has("index.html")).toBe(true);
    expect([...files.keys()].filter((name) => name.endsWith(".ts"))).toEqual([]);
    expect(edition).toMatch(/^[0-9a-f]{12}$/);
    expect(settings.edition).toBe(edition);
  });

  it("speak Vietnamese before their script runs, every slot filled", () => {
    const page = files.get("index.html")?.body ?? "";
    expect(page).toContain(doorWords.signIn.vi);
    expect(page).not.toMatch(/\{\{/);
    for (const [, key] of page.matchAll(/data-(?:words|label)="(\w+)"/g)) expect(wizardWords).toHaveProperty(key ?? "");
  });

  it("load nothing from elsewhere, and neither script nor style stands in the page", () => {
    const page = files.get("index.html")?.body ?? "";
    expect(page).not.toMatch(/\sstyle=|<style|\son\w+=|<script>|https?:\/\/(?!…)/);
    for (const [, name] of page.matchAll(/(?:href|src)="\/calibrate\/([^"]+)"/g))
      expect(files.has(name ?? "")).toBe(true);
  });

  it("have words for every check, reason and remedy", () => {
    expect(Object.keys(settings.checks).sort()).toEqual([...CHECKS].sort());
    expect(Object.keys(settings.remedies)).toEqual([...REMEDIES]);
    for (const reason of READING_REASONS) expect(settings.reasons).toHaveProperty(reason);
  });

  it("have a slot in every remedy that says by how much", () => {
    for (const code of ["move_closer", "lower_camera", "move_camera_left", "level_camera"] as const) {
      const { plain, much } = settings.remedies[code] ?? { plain: { vi: "" }, much: { vi: "" } };
      expect(plain).toEqual(remedyWords({ code }));
      expect(much.vi.replace("{much}", "30 cm")).toBe(remedyWords({ code, by: 30, unit: "cm" }).vi);
      expect(much.vi.replace("{much}", "12°")).toBe(remedyWords({ code, by: 12, unit: "degrees" }).vi);
    }
    expect(JSON.stringify(settings.remedies)).not.toMatch(/\d{6}/);
  });

  it("say nothing that the page never says", () => {
    const texts = sources.join("\n");
    const unsaid = Object.keys(wizardWords).filter(
      (key) => !new RegExp(`["{]${key}["}]`).test(texts) && !/^(state|fault|ended|limits)[A-Z]/.test(key),
    );
    expect(unsaid).toEqual([]);
  });
});
