/** Packed RGB, 8 bits, row by row. */
export type Picture = { readonly rgb: Uint8Array; readonly width: number; readonly height: number };
