import { createReadStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startDemoBroker } from "#commands/demo/demo-broker.js";
import { type CounterProgram, counterFolder } from "#commands/privacy-audit/audited-counter.js";
import { newDossierCode } from "#commands/privacy-audit/canary/dossier-code.js";
import { Search } from "#commands/privacy-audit/canary/search.js";
import { type Channel, channelsOf, DESK } from "#commands/privacy-audit/channels.js";
import { filmMarkedFootage } from "#commands/privacy-audit/marked-footage.js";
import { playSession, type Session } from "#commands/privacy-audit/session.js";
import { CallReader } from "#commands/privacy-audit/trace/strace-line.js";
import { type Traffic, TrafficReader } from "#commands/privacy-audit/trace/traffic.js";
import { freePort } from "#platform/free-port.js";
import { Lifetime } from "#platform/lifetime.js";
import { createLogger } from "#platform/logger.js";

export type AuditPlan = {
  readonly start: (program: CounterProgram, config: string) => readonly string[];
  readonly signal: AbortSignal;
  /** The canary code; made up when left out. */
  readonly code?: string;
};
export type Audit = {
  readonly session: Session;
  readonly channels: readonly Channel[];
  /** Whether the search found the code in what the software had said. */
  readonly codeSeen: boolean;
};

/** A session on marked footage, and a search of everything that the counter's programs gave to anything. */
export async function runAudit({ start, signal, code = newDossierCode() }: AuditPlan): Promise<Audit> {
  await using life = new Lifetime(createLogger("privacy-audit", "warn"));
  const folder = mkdtempSync(join(tmpdir(), "hailong-audit-"));
  life.defer(() => rmSync(folder, { recursive: true, force: true }));
  const film = join(folder, "film.mp4");
  await filmMarkedFootage(film);
  const said: Buffer[] = [];
  const broker = life.own(
    await startDemoBroker(0, ({ topic, payload }) => said.push(Buffer.concat([Buffer.from(`${topic}\n`), payload]))),
  );
  const ports = { broker: broker.port, api: await freePort() };
  const search = new Search(code);
  const counter = counterFolder(folder);
  const { session, traces } = await playSession({
    ...{ folder, film, start, signal, code, search },
    ...{ brokerPort: ports.broker, apiPort: ports.api },
  });
  const traffic = await readTraces(traces);
  const channels = await channelsOf({ traffic, folder: counter, ports, said, search });
  return {
    session,
    channels: channels.map((channel) => withSession(channel, session)),
    codeSeen: await search.sees(session.misused),
  };
}

async function readTraces(files: readonly string[]): Promise<Traffic> {
  const reader = new TrafficReader();
  for (const file of files) {
    const calls = new CallReader();
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      const call = calls.read(line);
      if (call) reader.take(call);
    }
    for (const call of calls.unfinished()) reader.take(call);
  }
  return reader.traffic;
}

/** What was sent to it by mistake it has received: that is told by itself, in `codeInDesk`. Nobody else may know of it. */
function withSession(channel: Channel, { memory, dumping }: Session): Channel {
  if (channel.channel === "memory") {
    const bytes = memory.reduce((total, look) => total + look.bytes, 0);
    const sights = memory.flatMap((look) =>
      look.sights
        .filter(({ canary }) => !(canary === "code" && look.program === DESK))
        .map((sight) => ({ ...sight, form: `${look.program}: ${sight.form}` })),
    );
    return { ...channel, bytes, sights };
  }
  if (channel.channel === "core") return { ...channel, strange: [...channel.strange, ...dumping] };
  return channel;
}
