/** A sentence for people: Vietnamese first, English second. */
export type Words = { readonly vi: string; readonly en: string };

/** Both languages on one line, for terminals and logs that a technician reads. */
export const bothLanguages = ({ vi, en }: Words): string => `${vi} · ${en}`;

/** As it stands at the beginning of a line. */
export const capital = ({ vi, en }: Words): Words => ({ vi: raised(vi), en: raised(en) });

const raised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
