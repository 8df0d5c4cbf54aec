import { renderSVG } from "uqr";

/** A QR code as SVG text, with the quiet zone that cameras need; it survives a scratch or a reflection (level M). */
export const qrCode = (text: string): string => renderSVG(text, { ecc: "M", border: 3 });
