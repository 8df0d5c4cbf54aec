import type { Evaluation } from "#eye/evaluation/evaluation.js";
export const htmlReport = (evaluation: Evaluation): string => JSON.stringify(evaluation);
