import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { EYE_SOCKET, FEED_SOCKET } from "#commands/privacy-audit/audited-counter.js";
import type { Search, Sight } from "#commands/privacy-audit/canary/search.js";
import type { Flow, Traffic } from "#commands/privacy-audit/trace/traffic.js";
import { AUDIT_CHANNELS } from "#words/audit-words.js";

/** From ffmpeg to the feed, and from the feed to the eye: the picture has to be there, and so the search itself is checked. */
export const PICTURE_WAYS = ["decoded", "picture_feed"] as const;
export type ChannelName = keyof typeof AUDIT_CHANNELS | (typeof PICTURE_WAYS)[number];
const NAMES = [...Object.keys(AUDIT_CHANNELS), ...PICTURE_WAYS] as ChannelName[];
export type Channel = {
  readonly channel: ChannelName;
  readonly bytes: number;
  readonly sights: readonly Sight[];
  /** What should not be there, whatever it carried. */
  readonly strange: readonly string[];
};
export type Ports = { readonly broker: number; readonly api: number };

/** The folder's own files, which a counter may write; any other is strange. */
const OWN =
  /^(data\/(ledger\.db|desk\.lock)(-wal|-shm|-journal)?|data\/(api\.token|device\.key|device\.pub\.json|hub\.pin\.json|drift\.json)(\.\w+)?|data|edge\.log|run\/(eye|feed|preview\/feed)\.sock)$/;
const LEDGER = /^data\/ledger\.db/;
/** Kernel objects without an outside. A process's memory has one: whoever writes there tells that process. */
const KERNEL = /^(anon_inode:|NETLINK:|\/dev\/null(<char 1:3>)?$|\/proc\/(self|\d+)\/(?!.*\bmem$))/;
/** The one program that speaks to a network: eye and feed have none. */
export const DESK = "hailong edge";

/** Sorts what the audited programs gave by where it went. */
class Sorter {
  readonly #folder: string;
  readonly #ports: Ports;
  readonly #pipes: ReadonlySet<string>;

  constructor(folder: string, ports: Ports, pipes: ReadonlySet<string>) {
    this.#folder = folder;
    this.#ports = ports;
    this.#pipes = pipes;
  }

  channelOf({ program, target }: Pick<Flow, "program" | "target">): ChannelName | undefined {
    if (KERNEL.test(target)) return undefined;
    if (/^(TCP|UDP)/.test(target)) return program === DESK ? this.#socket(target) : "network";
    if (/^(AF_UNIX |UNIX-|pipe:)/.test(target)) return this.#local(program, target);
    return this.#file(target);
  }

  /** A file that a counter has no business with. */
  isStrange(path: string): boolean {
    return !KERNEL.test(path) && !OWN.test(this.#own(path));
  }

  #own(path: string): string {
    return relative(this.#folder, path.startsWith("/") ? path : join(this.#folder, path));
  }

  #file(path: string): ChannelName {
    const own = this.#own(path);
    if (LEDGER.test(own)) return "ledger";
    return own === "edge.log" ? "log" : "files";
  }

  #socket(target: string): ChannelName {
    const [near, far] = [...target.matchAll(/:(\d+)(?=->|\])/g)].map(([, port]) => Number(port));
    if (!/->(\[?::1\]?|127\.0\.0\.1):/.test(target)) return "network";
    if (far === this.#ports.broker) return "mqtt";
    return near === this.#ports.api ? "api" : "network";
  }

  /** Only ffmpeg hands pictures on, to the feed that started it, and this to the eye. Nobody is shown the whole view. */
  #local(program: string, target: string): ChannelName {
    if (this.#made(target)) return program === "ffmpeg" ? "decoded" : "inside";
    const path = /(\/[^"]*\.sock[\w.]*)/.exec(target)?.[1];
    if (path === join(this.#folder, EYE_SOCKET)) return "eye_link";
    if (path !== join(this.#folder, FEED_SOCKET)) return "network";
    return program === "hailong camera-feed" ? "picture_feed" : "inside";
  }

  #made(target: string): boolean {
    const inode = /:\[(\d+)/.exec(target)?.[1];
    return inode !== undefined && this.#pipes.has(inode);
  }
}

type Gathered = { parts: Buffer[]; bytes: number; strange: Set<string> };

/** Everything that left, by channel, searched. `said`: what the broker was told. */
export async function channelsOf(parts: {
  traffic: Traffic;
  folder: string;
  ports: Ports;
  said: readonly Buffer[];
  search: Search;
}): Promise<Channel[]> {
  const { traffic, folder, ports, said, search } = parts;
  const sorter = new Sorter(folder, ports, traffic.pipes);
  const all = new Map<ChannelName, Gathered>(NAMES.map((name) => [name, { parts: [], bytes: 0, strange: new Set() }]));
  const of = (name: ChannelName): Gathered => all.get(name) as Gathered;
  for (const flow of traffic.flows) {
    const name = sorter.channelOf(flow);
    if (name === undefined) continue;
    const channel = of(name);
    channel.bytes += flow.bytes;
    // Each flow by itself: a canary in two parts would not be seen across another's bytes.
    channel.parts.push(Buffer.concat(flow.parts));
    if (name === "network" || (name === "files" && sorter.isStrange(flow.target)))
      channel.strange.add(`${flow.program} → ${flow.target}`);
    if (flow.unseen > 0) channel.strange.add(`${flow.program} → ${flow.target}: ${flow.unseen} B unseen`);
  }
  for (const { program, address } of traffic.connected)
    if (!isOwn(program, address, ports)) of("network").strange.add(`${program}: connect ${address}`);
  for (const path of traffic.named) if (sorter.isStrange(path)) of("files").strange.add(path);
  of("mqtt").parts.push(...said);
  of("names").parts.push(Buffer.from(traffic.named.join("\n")));
  of("names").bytes = Buffer.byteLength(traffic.named.join("\n"));
  for (const { words } of traffic.started) {
    of("arguments").parts.push(words);
    of("arguments").bytes += words.length;
  }
  for (const line of traffic.coreLimits) of("core").strange.add(line);
  for (const call of traffic.blind) of("inside").strange.add(call);
  for (const path of filesBelow(folder)) {
    const own = relative(folder, path);
    const name = /(^|\/)core(\.\d+)?$/.test(own)
      ? "core"
      : (sorter.channelOf({ program: "", target: path }) ?? "files");
    const content = readFileSync(path);
    of(name).parts.push(content);
    if (name === "core") {
      of(name).bytes += content.length;
      of(name).strange.add(own);
    }
    if (INPUTS.test(own)) continue;
    if (sorter.isStrange(path)) of("files").strange.add(own);
  }
  return Promise.all(
    [...all].map(async ([channel, { parts: bytes, bytes: count, strange }]) => ({
      channel,
      bytes: count,
      sights: await sightsIn(bytes, search),
      strange: [...strange],
    })),
  );
}

/** What the auditor put there. */
const INPUTS = /^(edge|policy)\.yaml$/;

const isOwn = (program: string, address: string, { broker }: Ports): boolean =>
  (program === DESK && address === `AF_INET 127.0.0.1:${broker}`) || address.startsWith("AF_NETLINK");

async function sightsIn(parts: readonly Buffer[], search: Search): Promise<Sight[]> {
  const sights = new Map<string, Sight>();
  for (const bytes of parts) for (const sight of await search.in(bytes)) sights.set(JSON.stringify(sight), sight);
  return [...sights.values()];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
