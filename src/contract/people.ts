import { z } from "zod";

/** Who may use a hub's pages. Each role may what the one before may. */
const roleSchema = z.enum(["viewer", "operator", "admin"]);

/** Names are seen in the audit log for years: no spaces that look alike, no letters that are two. */
export const personNameSchema = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9._-]{0,30}[a-z0-9])?$/, "expected 1–32 of a–z, 0–9, '.', '_' and '-'");

/** No rules of which letters: length is what counts (NIST SP 800-63B). */
export const passwordSchema = z.string().min(10, "expected 10 or more characters").max(200);

export const hubSignInSchema = z.strictObject({ name: z.string().max(64), password: z.string().max(200) });
export const ownPasswordSchema = z.strictObject({ old: z.string().max(200), new: passwordSchema });

export const hubSessionSchema = z.strictObject({
  person: z
    .strictObject({ name: personNameSchema, role: roleSchema })
    .nullable()
    .describe("null: nobody is signed in with this browser"),
  csrf: z.string().nullable().describe("to be sent as X-Hailong-Csrf with whatever changes something"),
});
export type HubSession = z.infer<typeof hubSessionSchema>;

export const auditQuerySchema = z.strictObject({
  before: z.coerce.number().int().min(1).optional().describe("only rows before this number"),
  most: z.coerce.number().int().min(1).max(500).default(100),
});

/** Everything that is noted. Each has words on the ward page. */
export type AuditAction =
  | "sign_in"
  | "sign_in.failed"
  | "sign_in.locked"
  | "sign_out"
  | "policy.set"
  | "policy.numbered"
  | "person.added"
  | "person.role"
  | "person.password"
  | "person.disabled"
  | "person.enabled"
  | "report.read"
  | "letters.listed"
  | "letter.printed"
  | "import.counts"
  | "import.due"
  | "import.points"
  | "feedback.read"
  | "feedback.answered"
  | "feedback.closed"
  | "token.made"
  | "token.revoked"
  | "transactions.read"
  | "audit.read"
  | "retention.erased";

/** What a row says besides. Each has words too. */
export type AuditDetailKey =
  | "from"
  | "to"
  | "number"
  | "revision"
  | "name"
  | "role"
  | "scope"
  | "period"
  | "form"
  | "format"
  | "sha256"
  | "rows"
  | "replaced"
  | "figures"
  | "outcome"
  | "late"
  | "kind"
  | "id"
  | "state"
  | "page"
  | "asked"
  | "told"
  | "what"
  | "before"
  | "count"
  | "chains"
  | "links"
  | "faults";

const wordsSchema = z.strictObject({ vi: z.string(), en: z.string() });
const auditRowSchema = z.strictObject({
  id: z.int().min(1),
  at: z.iso.datetime(),
  person: z.string(),
  action: z
    .string()
    .describe(
      "such as sign_in, policy.set, feedback.answered, report.read; an old row may have one that is noted no more",
    ),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
export const auditSchema = z.strictObject({
  rows: z.array(auditRowSchema).describe("the newest first"),
  whole: z.boolean().describe("every row still follows from the one before"),
  names: z
    .strictObject({ fields: z.record(z.string(), wordsSchema), procedures: z.record(z.string(), wordsSchema) })
    .describe("of those that the rows name and the catalogue knows"),
});
export type Audit = z.infer<typeof auditSchema>;

export const okSchema = z.strictObject({ ok: z.literal(true) });
