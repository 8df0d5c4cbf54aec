import { version } from "#platform/version.js";

/** What /docs shows until the contract's generated document is put in its place. */
export const apiDocument = (): object => ({
  openapi: "3.1.0",
  info: { title: "Hailong counter API", version: version() },
  paths: {},
});
