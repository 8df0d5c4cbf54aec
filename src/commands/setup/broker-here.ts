import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { mosquittoFolder } from "#commands/places.js";
import { keepOthersLines } from "#commands/setup/acl-lines.js";
import type { BrokerAnswers } from "#commands/setup/answers.js";
import { AUTHORITY, BROKER, BROKER_CONFIG, ISSUED } from "#commands/setup/layout.js";
import type { Machine } from "#commands/setup/machine.js";
import { issuedCertificates } from "#hub/issued-certificates.js";
import { AppError } from "#platform/errors.js";

const URL_HERE = "mqtts://127.0.0.1:8883";
/** As this machine's own programs call it. */
const OWN_NAMES = ["127.0.0.1", "localhost"];

type Ward = { readonly ward: string; readonly names: readonly string[]; readonly counters: readonly string[] };

/**
 * mosquitto on this machine: the ward's authority, a certificate for the broker, the hub and each counter with its
 * one-stop software, and who may say what. What is there stays as it is. → how a principal reaches it.
 */
export function setUpBroker(machine: Machine, { ward, names, ...named }: Ward): (principal: string) => BrokerAnswers {
  if (!machine.has("/etc/mosquitto/conf.d")) {
    throw new AppError("tool.missing", "hub.broker: mosquitto is not installed", {
      remedy: "apt-get install mosquitto, or name a broker elsewhere",
    });
  }
  machine.folder(AUTHORITY, { mode: 0o700 });
  machine.folder(BROKER, { mode: 0o750, owner: "root:mosquitto" });
  const give = (file: string, args: readonly string[]): void => {
    if (machine.has(`${AUTHORITY}/${file}`)) return;
    machine.run(wardCa(), args);
    machine.say(`  ${AUTHORITY}/${file}`);
  };
  const authority = machine.at(AUTHORITY);
  give("ca.crt", ["new", authority]);
  give("broker.crt", ["broker", authority, ...new Set([...OWN_NAMES, ...names])]);
  const counters = [...new Set([...named.counters, ...countersHere(machine)])];
  const principals = ["hub", ...counters.flatMap((counter) => [`desk-${counter}`, `one-stop-${counter}`])];
  for (const principal of principals) give(`${principal}.crt`, ["client", authority, principal]);
  showIssued(machine);
  for (const file of ["ca.crt", "broker.crt", "broker.key"])
    machine.write(`${BROKER}/${file}`, readFileSync(join(authority, file)), { mode: 0o640, owner: "root:mosquitto" });
  const acl = keepOthersLines(machine.run(wardCa(), ["acl", ward, ...counters]), machine.read(ACL) ?? "", counters);
  machine.write(ACL, acl, { mode: 0o640, owner: "root:mosquitto" });
  machine.write(BROKER_CONFIG, brokerConfig());
  return (principal) => ({
    url: URL_HERE,
    caFile: join(authority, "ca.crt"),
    certFile: join(authority, `${principal}.crt`),
    keyFile: join(authority, `${principal}.key`),
  });
}

/** The authority's folder, with everybody's keys, is root's alone. */
function showIssued(machine: Machine): void {
  const [authority, shown] = [machine.at(AUTHORITY), machine.at(ISSUED)];
  machine.folder(ISSUED);
  const issued = issuedCertificates(authority).map(({ file }) => file);
  if (issued.length > 0) machine.run("install", ["-m", "644", ...issued, shown]);
  for (const { file } of issuedCertificates(shown)) if (!existsSync(join(authority, basename(file)))) rmSync(file);
}

/** Those that have a certificate of this ward's authority, in order of their names. */
export function countersHere(machine: Machine): string[] {
  const folder = machine.at(AUTHORITY);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((file) => /^desk-(.+)\.crt$/.exec(file)?.[1] ?? [])
    .sort();
}

const ACL = `${BROKER}/hailong.acl`;
const wardCa = (): string => join(mosquittoFolder(), "ward-ca");

/** Debian's own mosquitto.conf says where retained messages are kept, and takes no second word for it. */
const brokerConfig = (): string =>
  readFileSync(join(mosquittoFolder(), "hailong-mtls.conf"), "utf8")
    .replaceAll("/etc/mosquitto/certs", BROKER)
    .replaceAll("/etc/mosquitto/hailong.acl", ACL)
    .replace(/^persistence(_location)? .*\n/gm, "");
