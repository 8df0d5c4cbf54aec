import { type Channel, PICTURE_WAYS } from "#commands/privacy-audit/channels.js";
import type { Audit } from "#commands/privacy-audit/run-audit.js";
import { canonicalJson } from "#contract/canonical-json.js";
import { deviceOf, type SigningKey, signText } from "#platform/signing.js";
import { version } from "#platform/version.js";
import { AUDIT_CHANNELS, auditWords } from "#words/audit-words.js";
import { bothLanguages } from "#words/words.js";

type Verdict = "clean" | "found" | "blind";
type AuditReport = {
  readonly program: string;
  readonly at: string;
  /** How the marked citizen's transaction ended. */
  readonly outcome: string;
  readonly verdict: Verdict;
  readonly channels: readonly Channel[];
  /** Where the search must see the canary, or it proves nothing. */
  readonly controls: { readonly pictureFeed: boolean; readonly memoryWhileOpen: boolean };
  readonly device: string;
  readonly publicKey: string;
};
export type SignedReport = AuditReport & { readonly signature: string };

export function reportOf({ session, channels }: Pick<Audit, "session" | "channels">, key: SigningKey): SignedReport {
  const left = channels.filter((one) => !isPictureWay(one));
  const ways = channels.filter(isPictureWay);
  const controls = {
    pictureFeed: ways.length === PICTURE_WAYS.length && ways.every(({ sights }) => sights.length > 0),
    memoryWhileOpen: session.seenWhileOpen,
  };
  const found = left.some(({ sights, strange }) => sights.length > 0 || strange.length > 0);
  const sees = controls.pictureFeed && controls.memoryWhileOpen;
  const report: AuditReport = {
    program: `hailong ${version()}`,
    at: new Date().toISOString(),
    outcome: session.outcome,
    verdict: found ? "found" : sees ? "clean" : "blind",
    channels: left,
    controls,
    device: deviceOf(key.publicKey),
    publicKey: key.publicKey,
  };
  return { ...report, signature: signText(key, canonicalJson(report)) };
}

const VERDICT_WORDS = { clean: auditWords.good, found: auditWords.bad, blind: auditWords.blind } as const;

export function reportLines(report: SignedReport): string[] {
  return [
    `${bothLanguages(auditWords.title)} (${report.program}, ${report.at})`,
    "",
    ...report.channels.flatMap(channelLines),
    "",
    bothLanguages(VERDICT_WORDS[report.verdict]),
    `${bothLanguages(auditWords.signed)} ${report.device}`,
    `  ${report.signature}`,
  ];
}

const isPictureWay = ({ channel }: Channel): boolean => PICTURE_WAYS.some((way) => way === channel);

function channelLines({ channel, bytes, sights, strange }: Channel): string[] {
  if (channel === "decoded" || channel === "picture_feed") return [];
  const state = sights.length > 0 ? auditWords.found : auditWords.clean;
  return [
    `${bothLanguages(AUDIT_CHANNELS[channel])}: ${bytes.toLocaleString("en")} B, ${bothLanguages(state)}`,
    ...sights.map(({ canary, form }) => `    → ${canary}: ${form}`),
    ...strange.map((what) => `    → ${bothLanguages(auditWords.strange)}: ${what}`),
  ];
}
