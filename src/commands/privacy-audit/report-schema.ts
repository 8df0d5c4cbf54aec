import { z } from "zod";
import { AUDIT_CHANNELS, AUDIT_CONTROLS } from "#words/audit-words.js";

type Keys<T> = [keyof T & string, ...(keyof T & string)[]];
const keysOf = <T extends object>(words: T): Keys<T> => Object.keys(words) as Keys<T>;

const sightSchema = z.strictObject({ canary: z.enum(["code", "picture"]), form: z.string() });
const reportChannelSchema = z.strictObject({
  channel: z.enum(keysOf(AUDIT_CHANNELS)),
  bytes: z.int().min(0),
  sights: z.array(sightSchema).readonly(),
  strange: z.array(z.string()).readonly().describe("what should not be there, whatever it carried"),
});
export type ReportChannel = z.infer<typeof reportChannelSchema>;

const reportSchema = z.strictObject({
  program: z.string(),
  at: z.iso.datetime(),
  outcome: z.string().describe("how the marked citizen's transaction ended"),
  verdict: z.enum(["clean", "found", "blind"]),
  channels: z.array(reportChannelSchema).readonly(),
  controls: z
    .record(z.enum(keysOf(AUDIT_CONTROLS)), z.boolean())
    .describe("what has to be so in a session, or the search proves nothing"),
  codeInDesk: z.boolean().describe("whether the code that was sent by mistake still lay in the desk's memory"),
  device: z.string().nullable().describe("whose key signed; null: a key of this run only"),
  publicKey: z.string(),
});
export type AuditReport = z.infer<typeof reportSchema>;
export const signedReportSchema = reportSchema.extend({ signature: z.string() });
export type SignedReport = z.infer<typeof signedReportSchema>;
