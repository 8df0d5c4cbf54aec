type Words = { readonly vi: string; readonly en: string };

/** `settings.js` of the ward page and of the city page: everything that it says. */
export type FigurePageSettings = {
  readonly edition: string;
  readonly words: Readonly<Record<string, Words>>;
  /** Why the camera abstained. */
  readonly reasons: Readonly<Record<string, Words>>;
};
