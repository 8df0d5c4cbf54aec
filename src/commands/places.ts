import { fileURLToPath } from "node:url";

const beside = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** `models/` of this installation: two folders above, from src/ as from dist/. */
export const defaultModelsFolder = (): string => beside("models");

export const demoFootageFolder = (): string => beside("device/demo");

export const cameraProfilesFolder = (): string => beside("device/cameras");

export const mosquittoFolder = (): string => beside("device/mosquitto");

/** The built command, for programs that start each other. */
export const cliScript = (): string => beside("dist/cli.js");
