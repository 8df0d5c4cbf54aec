import type { Words } from "#words/words.js";

/** What is said of a difference that chance may have made: on the page, on paper and of a model. */
export const MAY_BE_CHANCE = { vi: "có thể do ngẫu nhiên", en: "may be chance" } as const satisfies Words;
