import { expect, it } from "vitest";
import { runFuzz } from "./fuzz-run.js";

it("60 000 messages and requests that are almost right, or not at all, harm no part", async () => {
  // Another one in each run: what fails says how to see it again.
  const seed = Date.now() % 2 ** 31;
  console.log(`fuzz seed ${seed}`);
  const reports = await runFuzz({ cases: 60_000, seed });
  expect(reports.reduce((sum, { cases }) => sum + cases, 0)).toBeGreaterThanOrEqual(60_000);
  // Mutations that were all refused at the first check would prove little.
  const outcomes = Object.fromEntries(reports.map((report) => [report.name, report.outcomes]));
  for (const outcome of ["stored", "not_contract", "bad_signature", "not_json", "duplicate", "early"])
    expect(outcomes["hub.ingest"]?.[outcome], outcome).toBeGreaterThan(0);
  for (const outcome of ["receipted", "bad_signature", "not_contract", "other_device"])
    expect(outcomes["desk.receipts"]?.[outcome], outcome).toBeGreaterThan(0);
  for (const outcome of ["200", "201", "400 request.invalid", "401 request.unauthorized"])
    expect(outcomes["desk.api"]?.[outcome], outcome).toBeGreaterThan(0);
  for (const outcome of ["200", "201", "400 request.invalid", "401 request.unauthorized"])
    expect(outcomes["hub.office"]?.[outcome], outcome).toBeGreaterThan(0);
  for (const outcome of ["new", "known", "not_contract", "bad_signature", "wrong_topic"])
    expect(outcomes["city.inbox"]?.[outcome], outcome).toBeGreaterThan(0);
  for (const outcome of ["applied", "refused"])
    expect(outcomes["desk.policies"]?.[outcome], outcome).toBeGreaterThan(0);
  for (const outcome of ["followed", "bad_signature", "revoked", "refused"])
    expect(outcomes["desk.trust"]?.[outcome], outcome).toBeGreaterThan(0);
  for (const outcome of ["new", "nothing", "typed: no_code"])
    expect(outcomes["hub.enrolment"]?.[outcome], outcome).toBeGreaterThan(0);
  for (const outcome of ["done", "request.invalid", "tap recorded", "tap refused", "unanswered"])
    expect(outcomes["desk.commands"]?.[outcome], outcome).toBeGreaterThan(0);
});
