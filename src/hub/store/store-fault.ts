import { type ErrorCode, isAppError } from "#platform/errors.js";

const FAULTS: ReadonlySet<ErrorCode> = new Set(["ledger.full", "store.unavailable", "store.denied"]);

/** The store cannot be used for now: what was asked changed nothing, and can be asked again once it is mended. */
export const isStoreFault = (error: unknown): boolean => isAppError(error) && FAULTS.has(error.code);

/** For what can wait until the store is mended, which another part reports. */
export async function despiteStoreFault(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isStoreFault(error)) throw error;
  }
}
