/** More than any event of ours takes: a score has about 1,100 bytes, a tap 600. */
const BLOCK = 2_048;

/**
 * Of one length whatever it says. Encryption hides what a message is, not how long it is, and `very_satisfied` is longer
 * than `satisfied`. Spaces behind a JSON text mean nothing: the hub stores and checks it without them.
 */
export function padded(body: string): string {
  const over = Buffer.byteLength(body) % BLOCK;
  return over === 0 ? body : body + " ".repeat(BLOCK - over);
}
