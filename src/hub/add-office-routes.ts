import type { FastifyInstance } from "fastify";
import type { FleetView } from "#contract/fleet.js";
import type { Policy } from "#contract/policy.js";
import { readReleased } from "#hub/api/read-released.js";
import type { Catalogue } from "#hub/catalogue/catalogue.js";
import { type EnrolledDesks, simulatedUntil } from "#hub/enrolment/devices-file.js";
import { addFeedbackOfficeRoutes } from "#hub/feedback/feedback-office-routes.js";
import { addFeedbackRoutes } from "#hub/feedback/feedback-routes.js";
import type { Feedback } from "#hub/feedback/open-feedback.js";
import { addIntegrationRoutes } from "#hub/integration/integration-routes.js";
import { createScopeGuard } from "#hub/integration/scope-guard.js";
import { Tokens } from "#hub/integration/tokens.js";
import type { Office } from "#hub/office/office.js";
import type { OfficeConfig } from "#hub/office/office-config.js";
import { addWardPages } from "#hub/pages/add-ward-pages.js";
import type { Paper } from "#hub/paper/open-paper.js";
import { addPeopleRoutes } from "#hub/people/people-routes.js";
import { addPolicyRoutes, type PolicyParts } from "#hub/policy/policy-routes.js";
import type { CellRelease } from "#hub/release/cell-release.js";
import { addRetentionRoutes, type RetentionParts } from "#hub/retention/retention-routes.js";
import type { EventStore } from "#hub/store/event-store.js";
import type { TamperNotes } from "#hub/tamper/tamper-notes.js";
import { addTransparencyRoutes } from "#hub/transparency/transparency-routes.js";
import type { Clock } from "#platform/clock.js";

export type OfficeRoutesParts = {
  readonly ward: string;
  readonly officeConfig: OfficeConfig;
  readonly months: RetentionParts["months"];
  readonly store: EventStore;
  readonly office: Office;
  readonly paper: Paper;
  readonly feedback: Feedback;
  readonly catalogue: Catalogue;
  readonly release: CellRelease;
  readonly policy: () => Policy;
  readonly policyPage: Omit<PolicyParts, "guard" | "page" | "catalogue">;
  readonly desks: () => EnrolledDesks;
  readonly fleet: () => FleetView;
  readonly tamper: Pick<TamperNotes, "read">;
  readonly clock: Clock;
};

/** What a ward's people and its citizens open in a browser, and what its other software reads. */
export function addOfficeRoutes(app: FastifyInstance, parts: OfficeRoutesParts): void {
  const { store, office, officeConfig, months, paper, feedback, policy, desks, clock } = parts;
  const { guard, door, audit } = office;
  const beforeLook = () => parts.release.beforeLook();
  addPeopleRoutes(app, { ...office, catalogue: parts.catalogue });
  const views = addWardPages(app, {
    ...{ ward: parts.ward, office: officeConfig, store, imports: paper.importStore },
    ...{ catalogue: parts.catalogue, fleet: parts.fleet, tamper: parts.tamper },
    ...{ beforeLook, policy, desks, guard, clock },
  });
  const tokens = new Tokens(office.db, clock);
  addIntegrationRoutes(app, { tokens, audit, store, views, door, clock, policy });
  addFeedbackRoutes(app, feedback);
  addFeedbackOfficeRoutes(app, { ...office, ...feedback, k: () => policy().k, clock });
  paper.addRoutes(app, { guard, programs: createScopeGuard(tokens, clock, door) });
  addRetentionRoutes(app, { ...office, months });
  addTransparencyRoutes(app, {
    ...{ office: officeConfig, policy, clock },
    retention: { contentMonths: months.contentMonths, feedbackMonths: months.feedbackMonths },
    agreement: async () => {
      await beforeLook();
      return (await readReleased(store, policy())).agreement;
    },
    simulatedUntil: () => simulatedUntil(desks()),
  });
  addPolicyRoutes(app, { ...parts.policyPage, guard, page: office.pagePolicy, catalogue: parts.catalogue });
}
