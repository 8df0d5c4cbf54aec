import pg from "pg";
import { AppError, isAppError, messageOf } from "#platform/errors.js";

/** SQLSTATE, whole or by class → what to do. The first that fits. */
const FAULTS: readonly (readonly [RegExp, "ledger.full" | "store.denied" | "ledger.broken", string])[] = [
  [/^53100$/, "ledger.full", "Free space on the database's disk"],
  [/^(25006|58030)$/, "ledger.full", "Make the database writable again"],
  [/^28/, "store.denied", "Check store.url, store.passwordFile and the server's pg_hba.conf"],
  [/^3D000$/, "store.denied", "Make the database (createdb), or name another in store.url"],
  [/^42501$/, "store.denied", "Make this user the owner of the database"],
  [/^XX00[12]$/, "ledger.broken", "Restore the newest backup"],
];
/** Connection lost, server ending or starting, too many connections, timeouts of lock, statement and session. */
const UNAVAILABLE = /^(08...|57P0.|57014|53300|53200|53400|55P03|25P0[34])$/;
/** Deadlock and serialisation failure: nothing was changed, and the same may well succeed now. */
const AGAIN = /^(40P01|40001)$/;

export const isWorthAnotherTry = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && AGAIN.test(error.code ?? "");

/** Runs what talks to the server and nothing else; its faults become ours. `where`: host and database, never a password. */
export async function guardPostgres<T>(where: string, talk: () => Promise<T>): Promise<T> {
  try {
    return await talk();
  } catch (error) {
    if (isAppError(error)) throw error;
    if (!(error instanceof pg.DatabaseError)) throw unavailable(where, error);
    const code = error.code ?? "";
    const fault = FAULTS.find(([codes]) => codes.test(code));
    if (fault) {
      const [, name, remedy] = fault;
      throw new AppError(name, `${where}: ${error.message} (${code})`, { cause: error, remedy });
    }
    if (UNAVAILABLE.test(code)) throw unavailable(where, error);
    throw error;
  }
}

/** Whatever did not come from the server came from the road to it. */
const unavailable = (where: string, cause: unknown): AppError =>
  new AppError("store.unavailable", `${where} cannot be used now: ${messageOf(cause) || "no answer"}`, {
    cause,
    remedy: "Is PostgreSQL running, and reachable from here? Desks keep their events meanwhile",
  });
