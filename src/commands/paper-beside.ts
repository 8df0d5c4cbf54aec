import { readHubConfig } from "#commands/hub-config-file.js";
import { withStore } from "#commands/hub-store.js";
import { readCatalogue } from "#hub/catalogue/read-catalogue.js";
import { enrolledCounters, readDevicesFile, simulatedUntil } from "#hub/enrolment/devices-file.js";
import { openOffice } from "#hub/office/office-db.js";
import { type Letterhead, letterheadOf } from "#hub/paper/letterhead.js";
import { openPaper, type Paper } from "#hub/paper/open-paper.js";
import { AuditLog } from "#hub/people/audit.js";
import { publishedPolicy } from "#hub/policy/ward-policy.js";
import { systemClock } from "#platform/clock.js";
import { createLogger } from "#platform/logger.js";

export type PaperBeside = Paper & { readonly letterhead: Letterhead };

/** A hub's imports and reports beside the hub, which may be running. */
export async function withPaper<T>(configFile: string, work: (paper: PaperBeside) => Promise<T>): Promise<T> {
  const { hub } = readHubConfig(configFile);
  return withStore(hub, async (store) => {
    const policy = await publishedPolicy(store, createLogger("hub", "warn"));
    const db = openOffice(hub.data);
    try {
      const { ward } = hub;
      const desks = readDevicesFile(hub.devicesFile, ward);
      const letterhead = letterheadOf(hub);
      const paper = openPaper({
        ...{ ward, letterhead, folder: hub.data, db, store, clock: systemClock },
        catalogue: readCatalogue(hub.catalogueFile),
        policy: () => policy,
        simulatedUntil: () => simulatedUntil(desks),
        ...{ enrolled: () => enrolledCounters(desks), shared: hub.workers !== undefined },
        audit: new AuditLog(db, systemClock),
      });
      return await work({ ...paper, letterhead });
    } finally {
      db.close();
    }
  });
}
