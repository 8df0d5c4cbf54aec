import { z } from "zod";

export const apiSchema = z.strictObject({
  host: z.string().min(1).default("127.0.0.1").describe("loopback only, unless the ward's network is trusted"),
  port: z.int().min(0).max(65_535).default(8_788),
  tokenFile: z.string().min(1).optional().describe("holds the bearer token; default: api.token in the data folder"),
});
