import type { FastifyInstance } from "fastify";
import type { Agreement } from "#contract/double-rating.js";
import type { Policy } from "#contract/policy.js";
import type { Transparency, TransparencySettings } from "#contract/transparency.js";
import type { OfficeConfig } from "#hub/office/office-config.js";
import { readModelCard } from "#hub/transparency/model-card.js";
import type { Clock } from "#platform/clock.js";
import { addPage, loadPage } from "#platform/http/page-files.js";
import { pageHeaders } from "#platform/http/page-headers.js";
import { qrCode } from "#platform/qr-code.js";
import { transparencyWords } from "#words/transparency-words.js";

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
  const settings: Omit<TransparencySettings, "edition"> = { words: transparencyWords };
  const { files } = loadPage("transparency", settings);
  addPage(app, "transparency", { files, headers: pageHeaders() });
  // The office's own code, of no transaction.
  app.get("/feedback/qr.svg", { config }, async (request, reply) => {
    const url = `${office.url ?? `${request.protocol}://${request.host}`}/feedback`;
    return reply.headers(pageHeaders()).type("image/svg+xml").send(qrCode(url));
  });
}

function remembered(read: () => Promise<Agreement>, clock: Clock): () => Promise<Agreement> {
  let known: { agreement: Agreement; at: number } | undefined;
  return async () => {
    if (!known || clock.monotonic() - known.at > FRESH_MS) known = { agreement: await read(), at: clock.monotonic() };
    return known.agreement;
  };
}
