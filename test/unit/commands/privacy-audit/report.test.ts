import { describe, expect, it } from "vitest";
import type { Channel, ChannelName } from "#commands/privacy-audit/channels.js";
import { reportOf } from "#commands/privacy-audit/report.js";
import { reportLines, signerLine } from "#commands/privacy-audit/report-lines.js";
import type { Audit } from "#commands/privacy-audit/run-audit.js";
import { checkReport } from "#commands/privacy-audit/verify-report.js";
import { deviceOf, newSigningKey } from "#platform/signing.js";

const seen = [{ canary: "picture", form: "bytes" }] as const;
const channel = (name: ChannelName, parts: Partial<Channel> = {}): Channel => ({
  ...{ channel: name, bytes: 1, sights: [], strange: [] },
  ...parts,
});
const ways = [channel("decoded", { sights: seen }), channel("picture_feed", { sights: seen })];
const used = (["ledger", "mqtt", "api", "eye_link", "memory"] as const).map((name) => channel(name));
const session: Audit["session"] = {
  ...{ outcome: "recorded", seenWhileOpen: true, memory: [], misused: Buffer.alloc(0), dumping: [] },
};
const good: Audit = { session, channels: [...used, ...ways], codeSeen: true };
const without = (name: ChannelName): Channel[] =>
  good.channels.map((one) => (one.channel === name ? { ...one, bytes: 0, sights: [] } : one));

describe("the verdict is", () => {
  it("clean where the session took place, the search sees and nothing was found", () => {
    expect(reportOf(good).verdict).toBe("clean");
  });

  it.each<[string, Audit, string]>([
    ["nobody was scored", { ...good, session: { ...session, outcome: "abstained" } }, "was not scored"],
    ["the hub was told nothing", { ...good, channels: without("mqtt") }, "carried nothing"],
    ["the ledger was not written", { ...good, channels: without("ledger") }, "carried nothing"],
    ["the feed showed no bars", { ...good, channels: without("picture_feed") }, "camera-feed and eye"],
    ["the eye showed no bars", { ...good, session: { ...session, seenWhileOpen: false } }, "while it read"],
    ["the code is not found where it is", { ...good, codeSeen: false }, "does not find the code"],
  ])("blind where %s, and says so", (_, audit, words) => {
    const report = reportOf(audit);
    expect(report.verdict).toBe("blind");
    expect(reportLines(report).join("\n")).toContain(words);
  });

  it("found before it is blind", () => {
    const leak = channel("files", { strange: ["x"] });
    expect(reportOf({ ...good, channels: [leak], codeSeen: false }).verdict).toBe("found");
  });
});

describe("a report", () => {
  const key = newSigningKey();
  const report = reportOf(good, key);
  const text = JSON.stringify(report);

  it("is known by its device's key, and by a key of its own as nobody's", () => {
    expect(checkReport(text)).toEqual({ ok: true, report });
    expect(signerLine(report)).toContain(deviceOf(key.publicKey));
    const own = reportOf(good);
    expect(own.device).toBeNull();
    expect(signerLine(own)).toContain("a key of this run only");
  });

  it.each([
    ["not_json", "{"],
    ["not_a_report", JSON.stringify({ ...report, device: undefined })],
    ["not_a_report", JSON.stringify({ ...report, note: "x" })],
    ["other_key", JSON.stringify({ ...report, publicKey: newSigningKey().publicKey })],
    ["bad_signature", JSON.stringify({ ...report, device: null, publicKey: "x" })],
    ["bad_signature", text.replace('"bytes":1', '"bytes":0')],
    ["bad_signature", JSON.stringify({ ...report, device: null })],
  ])("is refused as %s", (why, changed) => {
    expect(checkReport(changed)).toMatchObject({ ok: false, why });
  });

  it("tells the code that the software sent to the desk, and does not call it a leak", () => {
    const memory = [{ program: "hailong edge", bytes: 1, sights: [{ canary: "code", form: "text" }] }] as const;
    const told = reportOf({ ...good, session: { ...session, memory } });
    expect(told).toMatchObject({ verdict: "clean", codeInDesk: true });
    expect(reportLines(told).join("\n")).toContain("sent by mistake");
  });
});
