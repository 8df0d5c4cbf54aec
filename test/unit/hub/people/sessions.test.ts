import { expect, it } from "vitest";
import { openOffice } from "#hub/office/office-db.js";
import { Sessions } from "#hub/people/sessions.js";
import { HandClock } from "../../../support/desk-parts.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

it("ends after 30 idle minutes, after 12 hours however busy, and opens nothing from the file", async () => {
  await using folder = await temporaryFolder();
  const db = openOffice(folder.path);
  db.prepare("INSERT INTO people (id, name, role, password) VALUES (1, 'van-phong', 'operator', '{}')").run();
  const clock = new HandClock();
  const sessions = new Sessions(db, clock);
  const person = { id: 1, name: "van-phong", role: "operator" } as const;
  const minutes = (n: number): void => clock.pass(n * 60_000);

  const idle = sessions.begin(person);
  minutes(29);
  expect(sessions.personOf(idle)).toEqual(person);
  minutes(29);
  expect(sessions.personOf(idle)).toEqual(person);
  minutes(31);
  expect(sessions.personOf(idle)).toBeUndefined();

  const busy = sessions.begin(person);
  for (let i = 0; i < 36; i += 1) {
    minutes(20);
    expect(sessions.personOf(busy), `${(i + 1) * 20} min`).toEqual(person);
  }
  minutes(1);
  expect(sessions.personOf(busy)).toBeUndefined();

  const stolen = sessions.begin(person);
  const hash = db.prepare("SELECT hash FROM sessions").pluck().get() as string;
  for (const secret of [hash, "", undefined, `${stolen}x`]) expect(sessions.personOf(secret)).toBeUndefined();
  sessions.end(stolen);
  expect(sessions.personOf(stolen)).toBeUndefined();
  db.close();
});
