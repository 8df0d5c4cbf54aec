import type { FigurePageSettings } from "../../src/contract/figure-page.ts";

/** Written by the hub, from its catalogue of words. */
export declare const settings: FigurePageSettings;
