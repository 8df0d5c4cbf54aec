import type { FeedbackSettings } from "../../src/contract/feedback-page.ts";

/** Written by the hub, from its catalogue of words. */
export declare const settings: FeedbackSettings;
