import type { FastifyInstance } from "fastify";
import { CHARTS, loadCharts, loadWardPage } from "#hub/pages/ward-page.js";
import { type PageFiles, sendPageFile } from "#platform/http/page-files.js";
import { pageHeaders } from "#platform/http/page-headers.js";

/** The page itself is no secret: what it shows is asked for behind the guard. */
export function addWardPage(app: FastifyInstance, files: PageFiles = loadWardPage(), charts = loadCharts()): void {
  const headers = pageHeaders({ dataImages: true });
  app.get("/ward", async (_request, reply) => sendPageFile(reply.headers(headers), files, "index.html"));
  app.get("/ward/:file", async ({ params }, reply) => {
    const { file } = params as { file: string };
    if (file !== CHARTS) return sendPageFile(reply.headers(headers), files, file);
    // A megabyte that changes with an upgrade only: browsers may keep it for a day.
    return reply
      .headers({ ...headers, "cache-control": "public, max-age=86400" })
      .type("text/javascript; charset=utf-8")
      .send(charts);
  });
}
