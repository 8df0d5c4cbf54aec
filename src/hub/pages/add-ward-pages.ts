import type { FastifyInstance } from "fastify";
import type { FleetView } from "#contract/fleet.js";
import type { Policy } from "#contract/policy.js";
import { readIntegrityView } from "#hub/api/read-integrity-view.js";
import { WardViews } from "#hub/api/read-ward-views.js";
import { addWardRoutes } from "#hub/api/ward-routes.js";
import type { Catalogue } from "#hub/catalogue/catalogue.js";
import { type EnrolledDesks, simulatedUntil } from "#hub/enrolment/devices-file.js";
import { localDay } from "#hub/fleet/fleet-book.js";
import { wardStateOf } from "#hub/fleet/ward-state.js";
import type { ImportStore } from "#hub/imports/import-store.js";
import type { OfficeConfig } from "#hub/office/office-config.js";
import { addFigurePage } from "#hub/pages/figure-page.js";
import type { Guard } from "#hub/people/guard.js";
import type { EventStore } from "#hub/store/event-store.js";
import type { TamperNotes } from "#hub/tamper/tamper-notes.js";
import type { Clock } from "#platform/clock.js";
import { wardPageWords } from "#words/ward/ward-page-words.js";

type Parts = {
  readonly ward: string;
  readonly office: OfficeConfig;
  readonly store: Pick<EventStore, "cells" | "withheld" | "tally" | "tapFacts" | "gaps">;
  /** Where cells are made in batches: what is due is made first. */
  readonly beforeLook: () => Promise<void>;
  readonly policy: () => Pick<Policy, "k" | "mode" | "recallFloor">;
  readonly catalogue: Catalogue;
  readonly imports: Pick<ImportStore, "counts">;
  readonly fleet: () => FleetView;
  readonly desks: () => EnrolledDesks;
  readonly tamper: Pick<TamperNotes, "read">;
  readonly guard: Guard;
  readonly clock: Clock;
};

/** The ward page, and what it asks. → its views, which programs read too. */
export function addWardPages(app: FastifyInstance, parts: Parts): WardViews {
  const { store, beforeLook, policy, catalogue, imports, fleet, desks, tamper, guard, clock } = parts;
  const views = new WardViews({
    ward: parts.ward,
    office: parts.office.name ?? null,
    simulatedUntil: () => simulatedUntil(desks()),
    store: {
      cells: async (span) => {
        await beforeLook();
        return store.cells(span);
      },
      withheld: (span) => store.withheld(span),
    },
    policy,
    names: {
      field: (slug) => catalogue.fields.get(slug),
      procedure: (slug) => catalogue.procedures.get(slug)?.name,
    },
    dossiers: (month) => {
      const rows = imports.counts({ from: month, to: month });
      return rows.length === 0 ? undefined : rows.reduce((sum, { received }) => sum + received, 0);
    },
    state: async () => wardStateOf(fleet(), await store.gaps()),
    today: () => localDay(clock.now()),
  });
  addWardRoutes(app, {
    guard,
    views,
    fleet,
    integrity: (span) => readIntegrityView({ store, k: policy().k, desks: desks(), tamper }, span),
  });
  addFigurePage(app, "ward", wardPageWords);
  return views;
}
