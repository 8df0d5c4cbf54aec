import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import type { FigurePageSettings } from "#contract/figure-page.js";
import { loadPage, sendPageFile } from "#platform/http/page-files.js";
import { pageHeaders } from "#platform/http/page-headers.js";
import { reasonWords } from "#words/demo-words.js";
import type { Catalogue } from "#words/together.js";

/** The name under which a page loads its library of charts; a version of its own in the address lets browsers keep it. */
const CHARTS = "echarts.js";

/** The ward's page, or the city's. It is no secret itself: what it shows is asked for behind the guard. */
export function addFigurePage(app: FastifyInstance, folder: "ward" | "city", words: Catalogue): void {
  const settings: Omit<FigurePageSettings, "edition"> = { words, reasons: reasonWords };
  const { files } = loadPage(folder, settings, "figures");
  const charts = loadCharts();
  const headers = pageHeaders({ dataImages: true });
  app.get(`/${folder}`, async (_request, reply) => sendPageFile(reply.headers(headers), files, "index.html"));
  app.get(`/${folder}/:file`, async ({ params }, reply) => {
    const { file } = params as { file: string };
    if (file !== CHARTS) return sendPageFile(reply.headers(headers), files, file);
    // A megabyte that changes with an upgrade only: browsers may keep it for a day.
    return reply
      .headers({ ...headers, "cache-control": "public, max-age=86400" })
      .type("text/javascript; charset=utf-8")
      .send(charts);
  });
}

/** One file of the package, which its own build has put together; nothing else of it is served. */
const loadCharts = (): string =>
  readFileSync(new URL("dist/echarts.esm.min.mjs", import.meta.resolve("echarts")), "utf8");
