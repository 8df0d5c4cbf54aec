import { type Channel, type ChannelName, DESK, PICTURE_WAYS } from "#commands/privacy-audit/channels.js";
import type { AuditReport, ReportChannel, SignedReport } from "#commands/privacy-audit/report-schema.js";
import type { Audit } from "#commands/privacy-audit/run-audit.js";
import { canonicalJson } from "#contract/canonical-json.js";
import { deviceOf, newSigningKey, type SigningKey, signText } from "#platform/signing.js";
import { version } from "#platform/version.js";

/** A session in which one of these carried nothing did not take place. */
const USED: readonly ChannelName[] = ["ledger", "mqtt", "api", "eye_link"];

/** `device`: the key of a counter. Without it the report is signed by a key that no one has seen before or will again. */
export function reportOf({ session, channels, codeSeen }: Audit, device?: SigningKey): SignedReport {
  const left = channels.filter(isReported);
  const ways = channels.filter((one) => !isReported(one));
  const controls = {
    pictureFeed: ways.length === PICTURE_WAYS.length && ways.every(({ sights }) => sights.length > 0),
    memoryWhileOpen: session.seenWhileOpen,
    code: codeSeen,
    recorded: session.outcome === "recorded",
    traffic: USED.every((name) => left.some(({ channel, bytes }) => channel === name && bytes > 0)),
  };
  const found = left.some(({ sights, strange }) => sights.length > 0 || strange.length > 0);
  const sees = Object.values(controls).every(Boolean);
  const key = device ?? newSigningKey();
  const report: AuditReport = {
    program: `hailong ${version()}`,
    at: new Date().toISOString(),
    outcome: session.outcome,
    verdict: found ? "found" : sees ? "clean" : "blind",
    channels: left,
    controls,
    codeInDesk: session.memory.some(
      ({ program, sights }) => program === DESK && sights.some(({ canary }) => canary === "code"),
    ),
    device: device ? deviceOf(device.publicKey) : null,
    publicKey: key.publicKey,
  };
  return { ...report, signature: signText(key, canonicalJson(report)) };
}

const isReported = (one: Channel): one is ReportChannel & Channel => !PICTURE_WAYS.some((way) => way === one.channel);
