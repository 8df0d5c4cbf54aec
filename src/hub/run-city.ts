import { join } from "node:path";
import type { CityHealth, CityNews } from "#contract/city.js";
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
import { cityViews, sideBySide, wardsView } from "#hub/city/city-views.js";
import { SILENT_DAYS, wardNews } from "#hub/city/ward-news.js";
import { readWardsFile } from "#hub/city/wards-file.js";
import { watchFiles } from "#hub/enrolment/watch-files.js";
import { WatchedFile } from "#hub/enrolment/watched-file.js";
import { localDay } from "#hub/fleet/fleet-book.js";
import { createScopeGuard } from "#hub/integration/scope-guard.js";
import { Tokens } from "#hub/integration/tokens.js";
import { openOfficeOf } from "#hub/office/office.js";
import { addPeopleRoutes } from "#hub/people/people-routes.js";
import { keepOfficeRetention } from "#hub/retention/office-retention.js";
import type { Clock } from "#platform/clock.js";
import { lockFolder } from "#platform/folder-lock.js";
import { Lifetime } from "#platform/lifetime.js";
import type { Logger } from "#platform/logger.js";
import { MqttLink } from "#platform/mqtt-link.js";
import { runUntilAbort } from "#platform/tasks.js";
import { version } from "#platform/version.js";

type Runtime = { readonly log: Logger; readonly clock: Clock; readonly signal: AbortSignal };

/** The one file that names every part of a city hub. It hears released cells only, and says nothing to anybody's counters. */
export async function runCity(config: CityHubConfig, { log, clock, signal }: Runtime): Promise<void> {
  await using life = new Lifetime(log); // closes newest first
  const { city, data, k, recallFloor, auditMonths } = config;
  life.own(lockFolder(data, "city.lock"));
  const store = life.own(openCityStore(join(data, "city.db")));
  const tls = readTls(config.api.tls);
  const door = { secure: tls !== undefined, plain: config.api.plainSignIn };
  const office = life.own(openOfficeOf(data, door, clock));
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
  const catalogue = readCatalogue(config.catalogueFile);
  const names = {
    field: (slug: string) => catalogue.fields.get(slug),
    procedure: (slug: string) => catalogue.procedures.get(slug)?.name,
  };
  const policy = () => ({ k, mode: "advisory" as const, recallFloor });
  const sources = {
    city,
    office: config.office.name ?? null,
    store,
    policy,
    names,
    today: () => localDay(clock.now()),
  };
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
  const news = (): CityNews => ({
    ...{ connected: link.connected, wardsFileBroken: wards.broken, silentDays: SILENT_DAYS },
    wards: wardNews({ listed: wards.value, known: store.wards(), refused: inbox.standing, now: clock.now() }),
  });
  const api = life.own(
    await startApi(config.api, {
      health,
      metrics: createCityMetrics({ health, now: clock.now }),
      addRoutes: (app) => {
        addPeopleRoutes(app, { ...office, catalogue });
        addCityRoutes(app, {
          guards: { programs: createScopeGuard(new Tokens(office.db, clock), clock, door), people: office.guard },
          views: (ward) => cityViews(sources, ward),
          isWard: (ward) => wards.value.has(ward) || store.wards().some((known) => known.ward === ward),
          wards: (span) => wardsView(sources, span),
          sideBySide: (span) => sideBySide(sources, { span, listed: wards.value }),
          news,
        });
      },
      tls,
      document: cityOpenApi(version()),
      log,
    }),
  );
  warnOfPlainSignIn(config.api, log);
  log.info({ event: "city.ready", city, api: api.url, wards: wards.value.size });
  await runUntilAbort(signal, [
    (s) => watchFiles(async () => wards.check(), s),
    (s) => keepOfficeRetention({ ...office, months: { auditMonths, feedbackMonths: auditMonths }, clock, log }, s),
  ]);
}
