const FIRST_FRAME = 0xc0;
const LAST_FRAME = 0xcf;
/** DHT, JPG and DAC lie among the frame markers and are none. */
const NO_FRAMES = [0xc4, 0xc8, 0xcc];

/** Width and height, px, as the JPEG's frame header says (ITU-T T.81, B.2.2); undefined where there is none. */
export function jpegSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const at = (i: number): number => bytes[i] ?? 0;
  for (let i = 2; at(i) === 0xff; i += 2 + at(i + 2) * 256 + at(i + 3)) {
    const marker = at(i + 1);
    if (marker < FIRST_FRAME || marker > LAST_FRAME || NO_FRAMES.includes(marker)) continue;
    return { height: at(i + 5) * 256 + at(i + 6), width: at(i + 7) * 256 + at(i + 8) };
  }
  return undefined;
}
