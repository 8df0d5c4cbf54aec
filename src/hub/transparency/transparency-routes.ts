import type { FastifyInstance } from "fastify";
import type { Agreement } from "#contract/double-rating.js";
import type { Policy } from "#contract/policy.js";
import type { Transparency, TransparencySettings } from "#contract/transparency.js";
import type { OfficeConfig } from "#hub/office/office-config.js";
import { readModelCard } from "#hub/transparency/model-card.js";
import type { Clock } from "#platform/clock.js";
import { html } from "#platform/html.js";
import { addPage, loadPage } from "#platform/http/page-files.js";
import { pageHeaders } from "#platform/http/page-headers.js";
import { qrCode } from "#platform/qr-code.js";
import { transparencyWords as words } from "#words/transparency-words.js";

export type TransparencyParts = {
  readonly office: OfficeConfig;
  readonly retention: Transparency["retention"];
  readonly policy: () => Policy;
  /** Figures up to this local date are made up. */
  readonly simulatedUntil: () => string | undefined;
  /** What was released so far. */
  readonly agreement: () => Promise<Agreement>;
  readonly clock: Clock;
};

const LOOKS = { max: 120, timeWindow: 60_000 };
/** Anyone may ask, so that the store is not asked each time. */
const FRESH_MS = 10 * 60_000;

/** What anyone may read: what is measured, what is never kept, how good it is, whom to ask; and a sign to print. */
export function addTransparencyRoutes(app: FastifyInstance, parts: TransparencyParts): void {
  const { office, retention, policy, clock } = parts;
  const model = readModelCard();
  const agreement = remembered(parts.agreement, clock);
  const config = { rateLimit: LOOKS };
  app.get("/v1/transparency", { config }, async (): Promise<Transparency> => {
    const { consent, mode, k, grainMinutes, excludedProcedures } = policy();
    return {
      office: { name: office.name ?? null, contact: office.contact ?? null },
      policy: { consent, mode, k, grainMinutes, excludedProcedures },
      retention,
      model,
      simulatedUntil: parts.simulatedUntil() ?? null,
      agreement: await agreement(),
    };
  });
  const settings: Omit<TransparencySettings, "edition"> = { words };
  const { files } = loadPage("transparency", settings);
  addPage(app, "transparency", { files, headers: pageHeaders() });
  const sign = files.get("sign.html");
  if (sign)
    app.get("/transparency/sign.html", async (_request, reply) =>
      reply
        .headers(pageHeaders())
        .type(sign.type)
        .send(signOf(sign.body, policy().consent, office.url !== undefined)),
    );
  // The office's own code, of no transaction. What a request calls this hub is no address to print.
  app.get("/feedback/qr.svg", { config }, async (_request, reply) =>
    office.url === undefined
      ? reply.callNotFound()
      : reply
          .headers(pageHeaders())
          .type("image/svg+xml")
          .send(qrCode(`${office.url}/feedback`)),
  );
}

/** The sign says what the policy in force does; without an address that telephones reach it has no code to scan. */
function signOf(page: string, consent: Policy["consent"], reachable: boolean): string {
  const notice = words[`notice_${consent}`];
  const scan = reachable
    ? html`<img src="/feedback/qr.svg" alt="" width="220" height="220" /><p class="scan">${words.signScan.vi}</p>`
    : html`<p class="missing" role="note">${words.signNoUrl.vi} <span lang="en">${words.signNoUrl.en}</span></p>`;
  const texts = { notice: html`${notice.vi}`, noticeEn: html`${notice.en}`, scan };
  return page.replace(/\[\[(\w+)\]\]/g, (_, name: keyof typeof texts) => texts[name].markup);
}

function remembered(read: () => Promise<Agreement>, clock: Clock): () => Promise<Agreement> {
  let known: { agreement: Promise<Agreement>; at: number } | undefined;
  return () => {
    const now = clock.monotonic();
    // Many who ask at once wait for one answer; a failure is not remembered.
    if (!known || now - known.at > FRESH_MS) {
      const asked = { agreement: read(), at: now };
      known = asked;
      asked.agreement.catch(() => {
        if (known === asked) known = undefined;
      });
    }
    return known.agreement;
  };
}
