import { readFileSync } from "node:fs";
import { reportLines, signerLine } from "#commands/privacy-audit/report-lines.js";
import { type SignedReport, signedReportSchema } from "#commands/privacy-audit/report-schema.js";
import { EXIT } from "#commands/runtime.js";
import { canonicalJson } from "#contract/canonical-json.js";
import { AppError, systemCode } from "#platform/errors.js";
import { createVerifier, deviceOf } from "#platform/signing.js";
import { auditWords } from "#words/audit-words.js";
import { bothLanguages } from "#words/words.js";

type ReportFault = "not_json" | "not_a_report" | "other_key" | "bad_signature";
type Checked =
  | { readonly ok: true; readonly report: SignedReport }
  | { readonly ok: false; readonly why: ReportFault; readonly at?: string };

/** Exit 1 when it is not as it was signed. */
export function verifyReport(file: string): number {
  const checked = checkReport(read(file));
  if (!checked.ok) {
    console.error(`${bothLanguages(auditWords.notGenuine)}: ${checked.why}${checked.at ? ` (${checked.at})` : ""}`);
    return EXIT.fault;
  }
  console.log([bothLanguages(auditWords.genuine), signerLine(checked.report), ""].join("\n"));
  console.log(reportLines(checked.report).join("\n"));
  return EXIT.ok;
}

/** Whether a text is a report as it was signed. Whose key a device's is, the hub that enrolled the device knows. */
export function checkReport(text: string): Checked {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { ok: false, why: "not_json" };
  }
  const parsed = signedReportSchema.safeParse(raw);
  if (!parsed.success) return { ok: false, why: "not_a_report", at: parsed.error.issues[0]?.path.join(".") ?? "" };
  const { signature, ...report } = parsed.data;
  if (report.device !== null && report.device !== deviceOf(report.publicKey)) return { ok: false, why: "other_key" };
  return isSigned(report.publicKey, canonicalJson(report), signature)
    ? { ok: true, report: parsed.data }
    : { ok: false, why: "bad_signature" };
}

function isSigned(publicKey: string, text: string, signature: string): boolean {
  try {
    return createVerifier(publicKey)(text, signature);
  } catch {
    // No such key exists.
    return false;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new AppError("config.missing", `${file} cannot be read (${systemCode(error) ?? "unknown"})`, {
      cause: error,
      remedy: bothLanguages(auditWords.nameReport),
    });
  }
}
