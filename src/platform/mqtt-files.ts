import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";
import { AppError, messageOf, systemCode } from "#platform/errors.js";
import { secretFile } from "#platform/secret-file.js";

/** The keys that name files. */
export const MQTT_FILES = ["passwordFile", "caFile", "certFile", "keyFile"] as const;
type Names = { readonly [Key in (typeof MQTT_FILES)[number]]?: string | undefined };
export type MqttFiles = {
  readonly password?: string;
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
};

/** What a login needs. Throws `config.invalid` here, and not at the first connection, where it would be an error of nobody. */
export function readMqttFiles(names: Names): MqttFiles {
  const password = read(names, "passwordFile")?.toString("utf8").trim();
  const [ca, cert, key] = [read(names, "caFile"), read(names, "certFile"), read(names, "keyFile")];
  try {
    createSecureContext({ ca, cert, key });
  } catch (cause) {
    throw invalid("mqtt.caFile, mqtt.certFile, mqtt.keyFile", messageOf(cause), {
      cause,
      remedy: "Give PEM files, a certificate together with its key",
    });
  }
  if ((cert === undefined) !== (key === undefined)) {
    throw invalid("mqtt.certFile, mqtt.keyFile", "expected both or none", { remedy: "Name the other one too" });
  }
  return {
    ...(password ? { password } : {}),
    ...(ca ? { ca } : {}),
    ...(cert ? { cert } : {}),
    ...(key ? { key } : {}),
  };
}

/**
 * Whether a broker would let this certificate in at `now` (ms since the Unix epoch). Asked by people who check a
 * configuration: a desk whose certificate has run out still starts, and records.
 */
export function checkCertificate(names: Names, now: number): void {
  const { ca, cert } = readMqttFiles(names);
  if (!cert) return;
  const own = new X509Certificate(cert);
  if (now < Date.parse(own.validFrom) || now > Date.parse(own.validTo)) {
    throw invalid("mqtt.certFile", `${names.certFile} is valid from ${own.validFrom} to ${own.validTo}`, {
      remedy: "Check this machine's clock, or have a new certificate made",
    });
  }
  const authority = ca && new X509Certificate(ca);
  if (authority && !(own.checkIssued(authority) && own.verify(authority.publicKey))) {
    throw invalid("mqtt.certFile", `${names.certFile} was not signed by ${names.caFile}`, {
      remedy: "Have one made by the authority that the broker knows",
    });
  }
}

function read(names: Names, key: keyof Names): Buffer | undefined {
  const path = names[key];
  try {
    return path === undefined ? undefined : readFileSync(secretFile(path));
  } catch (cause) {
    throw invalid(`mqtt.${key}`, `${path} cannot be read (${systemCode(cause)})`, {
      cause,
      remedy: "Name a file that this user may read",
    });
  }
}

const invalid = (key: string, what: string, options: { cause?: unknown; remedy: string }): AppError =>
  new AppError("config.invalid", `${key}: ${what}`, options);
