import type { WizardSettings } from "../../src/contract/wizard-page.ts";

/** Written by the desk, from its catalogue of words. */
export declare const settings: WizardSettings;
