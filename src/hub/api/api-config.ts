import { z } from "zod";

export const apiSchema = z.strictObject({
  host: z.string().min(1).default("127.0.0.1").describe("loopback only, unless the ward's network is trusted"),
  port: z.int().min(0).max(65_535).default(8_788),
  tokenFile: z.string().min(1).optional().describe("holds the bearer token; default: api.token in the data folder"),
  tls: z
    .strictObject({ certFile: z.string().min(1), keyFile: z.string().min(1) })
    .optional()
    .describe("PEM files; without them nobody signs in from another machine"),
  plainSignIn: z
    .boolean()
    .default(false)
    .describe("passwords and tokens come from other machines without TLS: on a network of the office's own only"),
});
export type ApiConfig = z.infer<typeof apiSchema>;
