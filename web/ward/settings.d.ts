import type { WardSettings } from "../../src/contract/ward-page.ts";

/** Written by the hub, from its catalogue of words. */
export declare const settings: WardSettings;
