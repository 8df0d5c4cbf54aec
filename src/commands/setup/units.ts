import type { Answers } from "#commands/setup/answers.js";
import { CAMERA_DROP_IN } from "#commands/setup/layout.js";
import type { Machine } from "#commands/setup/machine.js";
import { addressesOf, hostOf, isOnNetwork } from "#commands/setup/settle-camera.js";
import type { CameraConfig } from "#eye/source/camera-config.js";

/** The camera's reader reaches the camera in force and nothing else: its address, or that it is a device, stands in a drop-in. */
export async function allowCamera(machine: Machine, camera: CameraConfig): Promise<void> {
  machine.folder(CAMERA_DROP_IN.replace(/\/[^/]*$/, ""));
  machine.write(
    CAMERA_DROP_IN,
    `# Written by hailong setup for the camera in force.\n${await allowance("url" in camera ? camera.url : camera.path)}`,
  );
}

async function allowance(source: string): Promise<string> {
  // Any video device: a camera that is plugged in again may get another number.
  if (source.startsWith("/dev/"))
    return "[Service]\nPrivateDevices=no\nDeviceAllow=char-video4linux rw\nSupplementaryGroups=video\nPrivateNetwork=yes\n";
  if (!isOnNetwork(source)) return "[Service]\nPrivateNetwork=yes\n";
  const addresses = await addressesOf(hostOf(new URL(source)));
  const lines = ["IPAddressAllow=", ...addresses.map((address) => `IPAddressAllow=${address}`)];
  return `[Unit]\nWants=network-online.target\nAfter=network-online.target\n[Service]\n${lines.join("\n")}\n`;
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
