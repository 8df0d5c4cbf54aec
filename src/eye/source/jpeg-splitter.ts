const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** Larger than any camera's picture; a stream without an end must not fill the memory. */
export const MAX_JPEG_BYTES = 16 * 1024 * 1024;

/**
 * Cuts a stream of JPEG pictures into pictures. Segments are stepped over by their length, so that the markers of an
 * embedded thumbnail do not end a picture early; what is not a JPEG is skipped up to the next start of one.
 */
export class JpegSplitter {
  #bytes: Buffer = Buffer.alloc(0);
  /** Scanned up to here; the picture begins at 0 once `#inside`. */
  #at = 0;
  #inside = false;
  #inScan = false;

  push(chunk: Buffer): Buffer[] {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    const pictures: Buffer[] = [];
    for (;;) {
      if (!this.#inside && !this.#findStart()) break;
      const end = this.#findEnd();
      if (end === "more") break;
      if (end !== "broken") pictures.push(Buffer.from(this.#bytes.subarray(0, end)));
      this.#restart(end === "broken" ? Math.max(2, this.#at) : end);
    }
    if (this.#bytes.length > MAX_JPEG_BYTES) this.#restart(this.#bytes.length);
    return pictures;
  }

  #restart(from: number): void {
    this.#bytes = this.#bytes.subarray(from);
    this.#at = 0;
    this.#inside = false;
    this.#inScan = false;
  }

  /** FF D8 FF: three bytes, for two are common in noise. */
  #findStart(): boolean {
    const start = this.#bytes.indexOf(Buffer.from([0xff, SOI, 0xff]));
    if (start < 0) {
      this.#bytes = this.#bytes.subarray(Math.max(0, this.#bytes.length - 2));
      return false;
    }
    this.#bytes = this.#bytes.subarray(start);
    this.#at = 2;
    this.#inside = true;
    return true;
  }

  #findEnd(): number | "more" | "broken" {
    for (;;) {
      if (this.#inScan && !this.#skipScan()) return "more";
      const at = this.#at;
      if (at + 2 > this.#bytes.length) return "more";
      const marker = this.#bytes[at + 1] ?? 0;
      if (this.#bytes[at] !== 0xff) return "broken";
      if (marker === 0xff) {
        this.#at++;
        continue;
      }
      if (marker === EOI) return at + 2;
      if (marker === SOI || marker === 0x00) return "broken";
      if (at + 4 > this.#bytes.length) return "more";
      const next = at + 2 + this.#bytes.readUInt16BE(at + 2);
      if (next > this.#bytes.length) return "more";
      this.#at = next;
      this.#inScan = marker === SOS;
    }
  }

  /** Steps over entropy-coded data: FF 00 is a stuffed byte and FF D0–D7 a restart, neither ends it. */
  #skipScan(): boolean {
    for (;;) {
      const at = this.#bytes.indexOf(0xff, this.#at);
      const marker = at < 0 ? undefined : this.#bytes[at + 1];
      if (marker === undefined) {
        this.#at = at < 0 ? this.#bytes.length : at;
        return false;
      }
      this.#at = at;
      if (marker !== 0x00 && (marker < 0xd0 || marker > 0xd7)) {
        this.#inScan = false;
        return true;
      }
      this.#at = at + 2;
    }
  }
}
