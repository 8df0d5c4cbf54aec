import { html, type Piece } from "#platform/html.js";

/** To be typed into on the open page, or written into by hand: it is sent nowhere. */
export const blank = (label: string, size: "short" | "long" = "long"): Piece =>
  html`<span class="blank${size === "short" ? " short" : ""}" contenteditable="plaintext-only" role="textbox" spellcheck="false" aria-label="${label}"></span>`;
