import { rmSync } from "node:fs";
import { join } from "node:path";
import { Registry } from "prom-client";
import { feedbackCodeSource } from "#contract/feedback.js";
import { hubHealthExample, summaryExample } from "#contract/local-examples.js";
import { hubOpenApi } from "#contract/openapi.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { createApi } from "#hub/api/server.js";
import { addFeedbackOfficeRoutes } from "#hub/feedback/feedback-office-routes.js";
import { addFeedbackRoutes } from "#hub/feedback/feedback-routes.js";
import { openFeedback } from "#hub/feedback/open-feedback.js";
import { addIntegrationRoutes } from "#hub/integration/integration-routes.js";
import { createScopeGuard } from "#hub/integration/scope-guard.js";
import { Tokens } from "#hub/integration/tokens.js";
import { openOfficeOf } from "#hub/office/office.js";
import { openPaper } from "#hub/paper/open-paper.js";
import { cookieText } from "#hub/people/guard.js";
import { addPeopleRoutes } from "#hub/people/people-routes.js";
import { csrfOf } from "#hub/people/sessions.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { addTransparencyRoutes } from "#hub/transparency/transparency-routes.js";
import { halfHash } from "#platform/signing.js";
import { HandClock } from "../../support/desk-parts.js";
import { TEST_CATALOGUE } from "../../support/office.js";
import { sample } from "../../support/signing-client.js";
import { CANARY } from "../mutations.js";
import { type FuzzTarget, fuzzFolder, fuzzTarget, watchedLog } from "../target.js";
import { ask, type Door, httpCases } from "./http-cases.js";

const PATHS = [
  ...["/feedback", "/feedback", "/v1/feedback", "/v1/feedback", "/v1/feedback/ticket", "/v1/feedback/standing"],
  ...["/v1/feedback/:id/answer", "/v1/transparency", "/transparency/:id", "/feedback/:id"],
  ...["/v1/people/session", "/v1/people/audit", "/v1/imports", "/v1/imports", "/v1/imports/:id", "/v1/reports/:id"],
  ...["/v1/transactions/:id", "/v1/transactions/query", "/v1/letters"],
];
const CSV = "Tháng,Lĩnh vực,Tiếp nhận,Đã giải quyết,Quá hạn,Phản ánh kiến nghị\n2026-01,Hộ tịch,5,5,0,0\n";
/** scrypt takes its time: all who sign in do it from one address, which is soon told to wait. */
const SIGN_IN = "/v1/people/session";

/** What a hub answers citizens, people and programs, on real tables. */
export async function hubOffice(): Promise<FuzzTarget> {
  const folder = fuzzFolder();
  const clock = new HandClock();
  const { log, check } = watchedLog();
  const office = openOfficeOf(folder, { secure: false, plain: true }, clock);
  const { guard, door: plain, audit, db } = office;
  const store = openSqliteStore(join(folder, "hub.db"));
  const tokens = new Tokens(db, clock);
  const secret = tokens.add("mot-cua", "transactions");
  await office.people.add({ name: "van-phong", role: "operator", password: "mot hai ba bon nam" });
  const feedback = openFeedback({ db, store, clock, log });
  const paper = openPaper({
    ...{ ward: "phuong-mau", folder, db, store, catalogue: TEST_CATALOGUE, letterhead: {}, audit, clock },
    ...{ simulatedUntil: () => undefined, enrolled: () => new Set<string>(), shared: false },
    ...{ policy: () => ({ number: 1, applied: DEFAULT_POLICY }) },
  });
  const app = await createApi({
    ...{ summary: async () => summaryExample, health: () => hubHealthExample, metrics: new Registry() },
    ...{ token: "the-hub's-own-token-of-letters", document: hubOpenApi("1"), log },
    addRoutes: (scope) => {
      addPeopleRoutes(scope, { ...office, catalogue: TEST_CATALOGUE });
      addIntegrationRoutes(scope, { tokens, audit, store, door: plain, clock, policy: () => DEFAULT_POLICY });
      addFeedbackRoutes(scope, feedback);
      addFeedbackOfficeRoutes(scope, { ...office, ...feedback, k: () => 10, clock });
      paper.addRoutes(scope, { guard, programs: createScopeGuard(tokens, clock, plain) });
      addTransparencyRoutes(scope, {
        ...{ office: {}, policy: () => DEFAULT_POLICY, clock, simulatedUntil: () => undefined },
        retention: { contentMonths: null, feedbackMonths: 12 },
        agreement: async () => summaryExample.agreement,
      });
    },
  });
  let session = "";
  const sessionHeaders = (): Record<string, string> => {
    const person = office.people.find("van-phong")?.person;
    if (!person) throw new Error("nobody works here");
    if (!office.sessions.personOf(session)) session = office.sessions.begin(person);
    return { cookie: cookieText(session, false).split(";")[0] ?? "", "x-hailong-csrf": csrfOf(session) };
  };
  let asked = 0;
  const ticket = (n: number): string => {
    const issued = feedback.tickets.issue();
    if (n % 5 > 0) clock.pass(2_100);
    return issued;
  };
  const bodyFor: Door["bodyFor"] = (path, n) => {
    if (path === "/feedback")
      return new URLSearchParams({ ticket: ticket(n), topic: "time", words: CANARY }).toString();
    if (path === "/v1/feedback") {
      const code = halfHash(feedbackCodeSource(sample.token(n)));
      return { ticket: ticket(n), topic: "time", words: CANARY, rating: "satisfied", ...(n % 2 ? { code } : {}) };
    }
    if (path.endsWith("/standing")) return { receipt: "0123-4567-89AB-CDEF" };
    if (path.endsWith("/answer")) return { kind: "accepted", answer: CANARY };
    if (path === SIGN_IN) return { name: "van-phong", password: CANARY };
    if (path === "/v1/imports") return n % 2 ? CSV : { kind: "counts", rows: [{ month: "2026-01", field: "ho-tich" }] };
    return { tokens: [sample.token(n)] };
  };
  const typeOf = (path: string): string => {
    if (path === "/feedback") return "application/x-www-form-urlencoded";
    return path === "/v1/imports" && asked % 2 ? "text/csv" : "application/json";
  };
  const door: Door = {
    ...{ app, token: secret, paths: PATHS, bodyFor },
    headersFor: (path) => ({ "content-type": typeOf(path), ...(path === SIGN_IN ? {} : sessionHeaders()) }),
    addressFor: (path) =>
      path === SIGN_IN ? "127.0.0.1" : `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`,
  };
  const send = async (): Promise<number> => {
    const payload = bodyFor("/v1/feedback", 1) as object;
    const { statusCode } = await app.inject({
      method: "POST",
      url: "/v1/feedback",
      payload,
      remoteAddress: "10.255.0.1",
    });
    return statusCode;
  };
  return fuzzTarget({
    name: "hub.office",
    share: 0.06,
    cases: httpCases(door),
    take: async (one) => {
      asked += 1;
      clock.pass(600);
      const outcome = await ask(door, one, sample.token(asked));
      check();
      return outcome;
    },
    proveAlive: async () => {
      const [taken, headers] = [await send(), sessionHeaders()];
      const list = await app.inject({ url: "/v1/feedback", headers });
      if (taken !== 201 || list.statusCode !== 200) throw new Error(`feedback: ${taken}, its list: ${list.statusCode}`);
    },
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await store[Symbol.asyncDispose]();
      office[Symbol.dispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  });
}
