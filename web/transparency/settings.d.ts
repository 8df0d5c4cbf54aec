import type { TransparencySettings } from "../../src/contract/transparency.ts";

/** Written by the hub, from its catalogue of words. */
export declare const settings: TransparencySettings;
