import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { Answers, CounterAnswers } from "#commands/setup/answers.js";
import { CAMERA_DROP_IN } from "#commands/setup/layout.js";
import type { Machine } from "#commands/setup/machine.js";
import { AppError, systemCode } from "#platform/errors.js";

/** The camera's reader reaches the camera and nothing else: its address, or its device, stands in a drop-in. */
export async function allowCamera(machine: Machine, { source }: CounterAnswers["camera"]): Promise<void> {
  machine.folder(CAMERA_DROP_IN.replace(/\/[^/]*$/, ""));
  machine.write(
    CAMERA_DROP_IN,
    `# Written by hailong setup for the camera of edge.yaml.\n[Service]\n${await allowance(source)}`,
  );
}

async function allowance(source: string): Promise<string> {
  if (source.startsWith("/dev/")) {
    return `PrivateDevices=no\nDeviceAllow=${source} rw\nSupplementaryGroups=video\nPrivateNetwork=yes\n`;
  }
  if (!URL.canParse(source) || !/^(rtsps?|https?):$/.test(new URL(source).protocol)) return "PrivateNetwork=yes\n";
  const addresses = await addressesOf(new URL(source).hostname.replace(/^\[|\]$/g, ""));
  return `${["IPAddressAllow=", ...addresses.map((address) => `IPAddressAllow=${address}`)].join("\n")}\n`;
}

async function addressesOf(host: string): Promise<string[]> {
  if (isIP(host)) return [host];
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address).sort();
  } catch (cause) {
    throw new AppError("config.invalid", `camera.source: ${host} has no address (${systemCode(cause)})`, {
      cause,
      remedy: "Give the camera's IP address",
    });
  }
}

export function unitsOf({ role, counter, hub }: Answers): string[] {
  const ofHub = [
    ...(hub?.broker.kind === "here" ? ["mosquitto.service"] : []),
    "hailong-hub.service",
    "hailong-backup-hub.timer",
    "hailong-report.timer",
  ];
  const ofCounter = [
    ...["hailong-desk.service", "hailong-camera@edge.service", "hailong-eye@edge.service", "hailong-backup-desk.timer"],
    ...(counter?.ratingPage ? ["hailong-kiosk.service"] : []),
  ];
  return ["hailong.target", ...(role === "counter" ? [] : ofHub), ...(role === "hub" ? [] : ofCounter)];
}

/** Enabled in any case; started anew, so that what was written counts, where systemd runs. */
export function enableUnits(machine: Machine, units: readonly string[], start: boolean): boolean {
  machine.run("systemctl", ["enable", "--quiet", ...units]);
  if (!start || !machine.has("/run/systemd/system")) return false;
  machine.run("systemctl", ["daemon-reload"]);
  machine.run("systemctl", ["reset-failed", ...units]);
  machine.run("systemctl", ["restart", ...units]);
  return true;
}
