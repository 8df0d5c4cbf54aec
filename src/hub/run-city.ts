import { join } from "node:path";
import type { CityHealth } from "#contract/city.js";
import { cityOpenApi } from "#contract/openapi.js";
import { cellsOfWards } from "#contract/topics.js";
import { warnOfPlainSignIn } from "#hub/api/plain-sign-in.js";
import { startApi } from "#hub/api/server.js";
import { readTls } from "#hub/api/tls-files.js";
import { readCatalogue } from "#hub/catalogue/read-catalogue.js";
import { CellsInbox } from "#hub/city/cells-inbox.js";
import type { CityHubConfig } from "#hub/city/city-hub-config.js";
import { createCityMetrics } from "#hub/city/city-metrics.js";
import { addCityRoutes } from "#hub/city/city-routes.js";
import { openCityStore } from "#hub/city/city-store.js";
import { cityViews, wardsView } from "#hub/city/city-views.js";
import { readWardsFile } from "#hub/city/wards-file.js";
import { watchFiles } from "#hub/enrolment/watch-files.js";
import { WatchedFile } from "#hub/enrolment/watched-file.js";
import { localDay } from "#hub/fleet/fleet-book.js";
import { createScopeGuard } from "#hub/integration/scope-guard.js";
import { Tokens } from "#hub/integration/tokens.js";
import { openOffice } from "#hub/office/office-db.js";
import type { Clock } from "#platform/clock.js";
import { lockFolder } from "#platform/folder-lock.js";
import { Lifetime } from "#platform/lifetime.js";
import type { Logger } from "#platform/logger.js";
import { MqttLink } from "#platform/mqtt-link.js";
import { version } from "#platform/version.js";

type Runtime = { readonly log: Logger; readonly clock: Clock; readonly signal: AbortSignal };

/** The one file that names every part of a city hub. It hears released cells only, and says nothing to anybody's counters. */
export async function runCity(config: CityHubConfig, { log, clock, signal }: Runtime): Promise<void> {
  await using life = new Lifetime(log); // closes newest first
  const { city, data, k, recallFloor } = config;
  life.own(lockFolder(data, "city.lock"));
  const store = life.own(openCityStore(join(data, "city.db")));
  const office = openOffice(data);
  life.defer(() => void office.close());
  const wards = new WatchedFile({
    file: config.wardsFile,
    read: readWardsFile,
    onChange: () => inbox.review(),
    event: "wards",
    log,
  });
  const inbox = new CellsInbox({ wards: () => wards.value, store, leastCell: config.leastCell, log });
  const link = life.own(
    new MqttLink(config.mqtt, {
      clientId: `hailong-city-${city}`,
      subscriptions: [cellsOfWards],
      onMessage: (message) => inbox.receive(message),
      log,
    }),
  );
  const { fields, procedures } = readCatalogue(config.catalogueFile);
  const names = {
    field: (slug: string) => fields.get(slug),
    procedure: (slug: string) => procedures.get(slug)?.name,
  };
  const policy = () => ({ k, mode: "advisory" as const, recallFloor });
  const sources = { city, store, policy, names, today: () => localDay(clock.now()) };
  const health = (): CityHealth => {
    const newest = new Map(store.wards().map(({ ward, newest: time }) => [ward, time]));
    const alarms: CityHealth["alarms"] = [];
    if (!link.connected) alarms.push("mqtt_offline");
    if (wards.broken) alarms.push("wards_file_invalid");
    return {
      status: alarms.length > 0 ? "degraded" : "ok",
      alarms,
      wards: [...wards.value.keys()].sort().map((ward) => ({ ward, newest: newest.get(ward) ?? null })),
      refused: Object.fromEntries(inbox.refused),
    };
  };
  const tls = readTls(config.api.tls);
  const door = { secure: tls !== undefined, plain: config.api.plainSignIn };
  const guard = createScopeGuard(new Tokens(office, clock), clock, door);
  const api = life.own(
    await startApi(config.api, {
      health,
      metrics: createCityMetrics({ health, now: clock.now }),
      addRoutes: (app) =>
        addCityRoutes(app, {
          guard,
          views: (ward) => cityViews(sources, ward),
          isWard: (ward) => wards.value.has(ward) || store.wards().some((known) => known.ward === ward),
          wards: (span) => wardsView(sources, span),
        }),
      tls,
      document: cityOpenApi(version()),
      log,
    }),
  );
  warnOfPlainSignIn(config.api, log);
  log.info({ event: "city.ready", city, api: api.url, wards: wards.value.size });
  await watchFiles(async () => wards.check(), signal);
}
