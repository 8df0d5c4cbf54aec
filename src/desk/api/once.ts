import { canonicalJson, type JsonValue } from "#contract/canonical-json.js";
import type { Ledger } from "#desk/ledger/ledger.js";
import type { RequestMark } from "#desk/ledger/request-answers.js";
import { sha256Hex } from "#platform/signing.js";

/**
 * What makes two requests the same one. `key` is scoped by its channel, so that HTTP and MQTT keys never meet. Only its
 * hash is kept: a vendor may take the dossier code for a key, and beside it stands the answer with the token. The digest is
 * made with the key, which nobody has later: of a tap that was taken back there are few guesses, and each could be tried.
 */
export const markOf = (key: string, asked: unknown): RequestMark => ({
  key: sha256Hex(key),
  digest: sha256Hex(`${key} ${canonicalJson(asked)}`),
});

/**
 * Runs a request once: one that comes again with the same key gets the answer that it got. The answer is stored in the
 * commit of the deed itself, so `run` hands the mark on to it.
 */
export function once<T extends JsonValue>(
  ledger: Ledger,
  mark: RequestMark | undefined,
  run: (mark?: RequestMark) => T,
): T {
  const known = mark && ledger.recall(mark);
  return known === undefined ? run(mark) : (known as T);
}
