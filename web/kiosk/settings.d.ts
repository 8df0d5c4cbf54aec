import type { KioskSettings } from "../../src/contract/kiosk.ts";

/** Written by the desk, from its catalogue of words and its configuration. */
export declare const settings: KioskSettings;
