import { writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { z } from "zod";
import { hubSections, resolveHubPaths } from "#hub/hub-config.js";
import { checkServerVersion } from "#hub/store/postgres/database.js";
import { storeSchema } from "#hub/store/store-config.js";
import { readConfig } from "#platform/config-file.js";
import { isErrorCode } from "#platform/errors.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

const file = z.strictObject({ store: storeSchema.prefault({ kind: "sqlite" }) });

it("is SQLite unless the configuration says otherwise", () => {
  expect(file.parse({}).store).toEqual({ kind: "sqlite" });
  expect(file.parse({ store: { kind: "postgres", url: "postgres://hub@db:5432/ward" } }).store).toMatchObject({
    connections: 4,
    timeoutSeconds: 10,
  });
});

it.each([
  ["store.url", "kind: postgres, url: postgres://hub:secret-word@db/ward"],
  ["store.url", "kind: postgres, url: postgres://db/ward"],
  ["store.url", "kind: postgres, url: 'postgres://hub@db:99999/ward?password=secret-word'"],
  ["store.url", "kind: postgres"],
  ["store.kind", "kind: oracle"],
  ["store.password", "kind: postgres, url: postgres://hub@db/ward, password: secret-word"],
])("names the key and the line, and no secret: %s (%#)", async (key, text) => {
  await using folder = await temporaryFolder();
  await writeFile(folder.file("hub.yaml"), `\nstore: { ${text} }\n`);
  const read = (): unknown => readConfig(folder.file("hub.yaml"), file);
  expect(read).toThrow(key);
  expect(read).toThrow("hub.yaml:2");
  expect(read).not.toThrow("secret-word");
});

it("workers need a database and a key that they share", () => {
  const base = { ward: "w", data: ".", mqtt: { url: "mqtt://b:1" }, devicesFile: "d", workers: { group: "g" } };
  const resolved = (changes: object) => () =>
    resolveHubPaths(z.strictObject(hubSections).parse({ ...base, ...changes }), (path) => `/etc/${path}`);
  const store = { kind: "postgres", url: "postgres://hub@db/ward", passwordFile: "word" };
  expect(resolved({ keyFile: "k" })).toThrow("workers: expected store.kind postgres, got sqlite");
  expect(resolved({ store })).toThrow("keyFile: expected");
  expect(resolved({ store, keyFile: "k" })()).toMatchObject({
    keyFile: "/etc/k",
    store: { passwordFile: "/etc/word" },
  });
});

it("a server that is too old is refused with a remedy", () => {
  expect(() => checkServerVersion(140_000, "db")).not.toThrow();
  expect(() => checkServerVersion(130_014, "db")).toThrow("db is PostgreSQL 13, expected ≥ 14. Upgrade the server");
  try {
    checkServerVersion(0, "db");
  } catch (error) {
    expect(isErrorCode(error, "store.unfit")).toBe(true);
  }
});
