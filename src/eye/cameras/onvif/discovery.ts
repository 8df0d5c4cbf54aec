import { randomUUID } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { networkInterfaces } from "node:os";
import { findAll, plainText, readXml, textOf } from "#eye/cameras/onvif/xml.js";
import { pause } from "#platform/tasks.js";

/** A device that has answered a probe. `url`: its device service, at the address that the answer came from. */
export type DiscoveredDevice = {
  readonly id: string;
  readonly url: URL;
  readonly name: string;
  readonly hardware: string;
};

/** Where a probe is sent, and from which of our addresses. By default the group of WS-Discovery, from all of them. */
export type ProbeRoute = { readonly address: string; readonly port: number; readonly from: readonly string[] };
/** `asked`, `sent`: from how many of our addresses a probe should leave, and could. */
export type Discovery = {
  readonly devices: readonly DiscoveredDevice[];
  readonly asked: number;
  readonly sent: number;
};

const GROUP = { address: "239.255.255.250", port: 3702 };
/** More than any ward has: what floods us with answers is not heard out. */
const MOST_DEVICES = 256;
/** Datagrams get lost: each probe is sent again after this long. */
const REPEAT_MS = 600;

/** WS-Discovery (OASIS 1.0 of 2005, as ONVIF Core 7 has it): probes by multicast, and listens for `seconds`. */
export async function discoverDevices(
  seconds: number,
  signal: AbortSignal,
  route: ProbeRoute = { ...GROUP, from: ownAddresses() },
): Promise<Discovery> {
  const found = new Map<string, DiscoveredDevice>();
  const probes = TYPES.map((type) => probeFor(type));
  const ids = probes.map(({ id }) => id);
  const sockets = (await Promise.all(route.from.map((address) => openSocket(address)))).filter(
    (one) => one !== undefined,
  );
  try {
    for (const socket of sockets)
      socket.on("message", (message, { address }) => {
        for (const device of readMatches(message.toString("utf8"), address, ids))
          if (!found.has(device.id) && found.size < MOST_DEVICES) found.set(device.id, device);
      });
    const sends = await Promise.all(sockets.map((socket) => sendAll(socket, probes, route)));
    const sent = sends.filter((one) => one).length;
    if (sent > 0) {
      await pause(REPEAT_MS, signal);
      if (!signal.aborted) await Promise.all(sockets.map((socket) => sendAll(socket, probes, route)));
      await pause(Math.max(0, seconds * 1000 - REPEAT_MS), signal);
    }
    return { devices: [...found.values()], asked: route.from.length, sent };
  } finally {
    for (const socket of sockets) socket.close();
  }
}

/** Old cameras know the first, some new ones only the second. */
const TYPES = [
  'xmlns:n="http://www.onvif.org/ver10/network/wsdl">n:NetworkVideoTransmitter',
  'xmlns:n="http://www.onvif.org/ver10/device/wsdl">n:Device',
];
const ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
const DISCOVERY = "http://schemas.xmlsoap.org/ws/2005/04/discovery";

function probeFor(type: string): { id: string; bytes: Buffer } {
  const id = `uuid:${randomUUID()}`;
  const text = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:a="${ADDRESSING}" xmlns:d="${DISCOVERY}">`,
    `<e:Header><a:MessageID>${id}</a:MessageID><a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To>`,
    `<a:Action>${DISCOVERY}/Probe</a:Action></e:Header>`,
    `<e:Body><d:Probe><d:Types ${type}</d:Types></d:Probe></e:Body></e:Envelope>`,
  ].join("");
  return { id, bytes: Buffer.from(text) };
}

/** The devices of one answer. One that names another question was not meant for us. */
export function readMatches(text: string, sender: string, ids: readonly string[]): DiscoveredDevice[] {
  const document = readXml(text);
  if (!document) return [];
  const question = textOf(document, "RelatesTo");
  if (question !== "" && !ids.includes(question)) return [];
  return findAll(document, "ProbeMatch").flatMap((match): DiscoveredDevice[] => {
    const url = reachable(textOf(match, "XAddrs"), sender);
    if (!url) return [];
    const scopes = textOf(match, "Scopes").split(/\s+/);
    return [
      {
        id: textOf(findAll(match, "EndpointReference")[0] ?? match, "Address") || url.href,
        url,
        name: scopeOf(scopes, "name"),
        hardware: scopeOf(scopes, "hardware"),
      },
    ];
  });
}

/** A device may name several addresses, old ones among them: the one that answered is the one that can be reached. */
function reachable(addresses: string, sender: string): URL | undefined {
  const urls = addresses.split(/\s+/).flatMap((text) => (URL.canParse(text) ? [new URL(text)] : []));
  // We ask over IPv4, and it is there that it answers.
  const web = urls.filter(({ protocol, hostname }) => /^https?:$/.test(protocol) && !hostname.startsWith("["));
  const url = web.find(({ hostname }) => hostname === sender) ?? web[0];
  if (url) {
    url.hostname = sender;
    url.username = "";
    url.password = "";
  }
  return url;
}

/** `onvif://www.onvif.org/name/DS-2CD2143G2` */
function scopeOf(scopes: readonly string[], kind: string): string {
  const start = `onvif://www.onvif.org/${kind}/`;
  const value = scopes.find((scope) => scope.toLowerCase().startsWith(start))?.slice(start.length) ?? "";
  try {
    return plainText(decodeURIComponent(value)).slice(0, 80);
  } catch {
    return value.slice(0, 80);
  }
}

const ownAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address);

function openSocket(address: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket({ type: "udp4", reuseAddr: true });
    socket.once("error", () => {
      socket.close();
      resolve(undefined);
    });
    socket.bind(0, address, () => {
      // From here on a datagram that could not go out is no fault: others may.
      socket.removeAllListeners("error").on("error", () => {});
      resolve(socket);
    });
  });
}

async function sendAll(socket: Socket, probes: readonly { bytes: Buffer }[], route: ProbeRoute): Promise<boolean> {
  const { address, port } = route;
  if (address === GROUP.address && !chooseInterface(socket)) return false;
  const sent = probes.map(
    ({ bytes }) => new Promise<boolean>((resolve) => socket.send(bytes, port, address, (error) => resolve(!error))),
  );
  return (await Promise.all(sent)).every((one) => one);
}

/** An address may have gone since it was bound: then nothing is sent from it. */
function chooseInterface(socket: Socket): boolean {
  try {
    socket.setMulticastInterface(socket.address().address);
    socket.setMulticastTTL(1);
    return true;
  } catch {
    return false;
  }
}
