import { readFileSync } from "node:fs";
import type { WardSettings } from "#contract/ward-page.js";
import { loadPage, type PageFiles } from "#platform/http/page-files.js";
import { reasonWords } from "#words/demo-words.js";
import { wardPageWords } from "#words/ward/ward-page-words.js";

/** The name under which the page loads its library of charts; a version of its own in the address lets browsers keep it. */
export const CHARTS = "echarts.js";

export function loadWardPage(): PageFiles {
  const settings: Omit<WardSettings, "edition"> = { words: wardPageWords, reasons: reasonWords };
  return loadPage("ward", settings).files;
}

/** One file of the package, which its own build has put together; nothing else of it is served. */
export const loadCharts = (): string =>
  readFileSync(new URL("dist/echarts.esm.min.mjs", import.meta.resolve("echarts")), "utf8");
