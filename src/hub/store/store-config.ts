import { z } from "zod";

const postgresSchema = z.strictObject({
  kind: z.literal("postgres"),
  url: z
    .string()
    .regex(
      /^postgres(ql)?:\/\/[^:/@\s?]+@[^/@\s?]+\/[^/@\s?]+$/,
      "expected postgres://user@host:port/database, without a password in it",
    )
    .refine((url) => URL.canParse(url), "expected a host and a port of 1–65535")
    .describe("The database"),
  passwordFile: z.string().min(1).optional().describe("a file that holds only the password"),
  caFile: z.string().min(1).optional().describe("the server must prove itself by it; without it there is no TLS"),
  connections: z.int().min(2).max(50).default(4),
  timeoutSeconds: z.number().min(1).max(300).default(10).describe("a server that is silent for longer is not there"),
});
export type PostgresConfig = z.infer<typeof postgresSchema>;

export const storeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("sqlite") }).describe("hub.db in the data folder"),
  postgresSchema,
]);
export type StoreConfig = z.infer<typeof storeSchema>;
/** The keys that name files. */
export const STORE_FILES = ["passwordFile", "caFile"] as const;
