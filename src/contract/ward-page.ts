type Words = { readonly vi: string; readonly en: string };

/** `/ward/settings.js`: everything that the ward page says. */
export type WardSettings = {
  readonly edition: string;
  readonly words: Readonly<Record<string, Words>>;
  /** Why the camera abstained. */
  readonly reasons: Readonly<Record<string, Words>>;
};
