import { Registry } from "prom-client";
import type { FleetView } from "#contract/fleet.js";
import type { IntegrityView } from "#contract/ward-views.js";
import { WardViews } from "#hub/api/read-ward-views.js";
import { startApi } from "#hub/api/server.js";
import { addWardRoutes } from "#hub/api/ward-routes.js";
import { readCatalogue } from "#hub/catalogue/read-catalogue.js";
import { openOfficeOf } from "#hub/office/office.js";
import { addWardPage } from "#hub/pages/ward-page-routes.js";
import { addPeopleRoutes } from "#hub/people/people-routes.js";
import type { Cell } from "#hub/report/cell.js";
import { systemClock } from "#platform/clock.js";
import { freePort } from "#platform/free-port.js";
import { memoryLog } from "./memory-log.js";
import type { TemporaryFolder } from "./temporary-folder.js";

export const PASSWORD = "mat-khau-cua-lanh-dao";

type HouseParts = {
  readonly cells: readonly Cell[];
  readonly fleet: FleetView;
  readonly integrity: IntegrityView;
  readonly today: string;
};

/** The ward page over cells that are given, with real people. */
export async function openWardHouse(folder: TemporaryFolder, { cells, fleet, integrity, today }: HouseParts) {
  const office = openOfficeOf(folder.path, { secure: false, plain: false }, systemClock);
  await office.people.add({ name: "lanh-dao", role: "viewer", password: PASSWORD });
  const catalogue = readCatalogue();
  const asked: string[] = [];
  const views = new WardViews({
    ward: "phuong-mau",
    store: {
      cells: async ({ from, to }) => {
        asked.push("cells");
        return cells.filter(({ month }) => month >= from && month <= to);
      },
      withheld: async () => {
        asked.push("withheld");
        return { transactions: 7, ratings: 5 };
      },
    },
    policy: () => ({ k: 10, mode: "advisory", recallFloor: 0.3 }),
    names: {
      field: (slug) => catalogue.fields.get(slug),
      procedure: (slug) => catalogue.procedures.get(slug)?.name,
    },
    dossiers: () => undefined,
    state: async () => ({ needTechnician: [], offline: [], missingEvents: 0 }),
    today: () => today,
  });
  const api = await startApi(
    { host: "127.0.0.1", port: await freePort() },
    {
      summary: async () => {
        throw new Error("nobody asks");
      },
      health: () => ({
        status: "ok",
        alarms: [],
        desks: { enrolled: 0, online: 0, revoked: 0, uncertified: [] },
        waiting: 0,
      }),
      metrics: new Registry(),
      token: "t".repeat(43),
      document: { openapi: "3.1.0", info: { title: "t", version: "1" }, paths: {} },
      log: memoryLog().log,
      addRoutes: (app) => {
        addPeopleRoutes(app, office);
        addWardRoutes(app, {
          guard: office.guard,
          views,
          fleet: () => fleet,
          integrity: async () => integrity,
        });
        addWardPage(app);
      },
    },
  );
  return {
    url: api.url,
    asked,
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      office[Symbol.dispose]();
    },
  };
}
