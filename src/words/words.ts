/** A sentence for people: Vietnamese first, English second. */
export type Words = { readonly vi: string; readonly en: string };

/** Both languages on one line, for terminals and logs that a technician reads. */
export const bothLanguages = ({ vi, en }: Words): string => `${vi} · ${en}`;
