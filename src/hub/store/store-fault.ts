import { type ErrorCode, isAppError } from "#platform/errors.js";

const FAULTS: ReadonlySet<ErrorCode> = new Set(["ledger.full", "store.unavailable", "store.denied"]);

/** The store cannot be used for now: what was asked changed nothing, and can be asked again once it is mended. */
export const isStoreFault = (error: unknown): boolean => isAppError(error) && FAULTS.has(error.code);
