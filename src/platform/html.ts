/** Text as it may stand in HTML and SVG, between tags and in quoted attributes. */
const escapeHtml = (text: string | number): string =>
  String(text).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

type Piece = { readonly markup: string };

/** Markup, with every value escaped that is not markup itself. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (Piece | readonly Piece[] | string | number)[]
): Piece {
  const texts = values.map((value) => {
    if (typeof value === "string" || typeof value === "number") return escapeHtml(value);
    return Array.isArray(value) ? value.map(({ markup }: Piece) => markup).join("") : (value as Piece).markup;
  });
  return { markup: String.raw({ raw: strings.raw }, ...texts) };
}
export type { Piece };

export const nothing: Piece = { markup: "" };
