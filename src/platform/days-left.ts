import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect, type PeerCertificate } from "node:tls";
import { AppError, messageOf, systemCode } from "#platform/errors.js";
import { readMqttFiles } from "#platform/mqtt-files.js";
import type { MqttConfig } from "#platform/mqtt-link.js";
import { secretFile } from "#platform/secret-file.js";

const DAY_MS = 86_400_000;
const PEER_MS = 5_000;
const EVERY_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** When the first of a PEM file's certificates runs out, ms since the Unix epoch. Throws `config.invalid`. */
export const certificatesEnd = (file: string): number =>
  Math.min(...certificatesIn(file).map(({ validTo }) => Date.parse(validTo)));

/** From when on all of them hold; a clock that stands before it is wrong. Throws `config.invalid`. */
export const certificatesBegin = (file: string): number =>
  Math.max(...certificatesIn(file).map(({ validFrom }) => Date.parse(validFrom)));

function certificatesIn(file: string): X509Certificate[] {
  let text: string;
  try {
    text = readFileSync(secretFile(file), "utf8");
  } catch (cause) {
    throw new AppError("config.invalid", `${file} cannot be read (${systemCode(cause)})`, { cause });
  }
  const certificates = (text.match(EVERY_CERTIFICATE) ?? []).map((pem) => certificateOf(pem, file));
  if (certificates.length === 0) throw new AppError("config.invalid", `${file} holds no certificate`);
  return certificates;
}

/** Whole days; below 0: since it has run out. */
export const daysLeft = (file: string, now: number): number => daysUntil(certificatesEnd(file), now);

/** Of the certificate that the broker shows, whoever signed it; undefined without TLS. */
export async function daysLeftOfBroker(config: MqttConfig, now: number): Promise<number | undefined> {
  const { protocol, hostname, port } = new URL(config.url);
  if (!/^(mqtts|tls):$/.test(protocol)) return undefined;
  const { ca, cert, key } = readMqttFiles(config);
  const shown = await new Promise<PeerCertificate>((resolve, reject) => {
    const host = hostname.replace(/^\[|\]$/g, "");
    // Looked at only: whether it is to be believed is the real connection's business.
    const socket = connect({ host, port: Number(port) || 8_883, ca, cert, key, rejectUnauthorized: false });
    socket.setTimeout(PEER_MS, () => socket.destroy(new Error(`${config.url} says nothing`)));
    socket.once("error", reject);
    socket.once("secureConnect", () => {
      resolve(socket.getPeerCertificate());
      socket.destroy();
    });
  });
  return daysUntil(Date.parse(shown.valid_to), now);
}

function certificateOf(pem: string, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new AppError("config.invalid", `${file}: ${messageOf(cause)}`, { cause });
  }
}

const daysUntil = (end: number, now: number): number => Math.floor((end - now) / DAY_MS);
