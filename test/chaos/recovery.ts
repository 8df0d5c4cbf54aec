import { hubHash, lastReceipted, readHub, readLedger } from "./books.js";
import type { Site } from "./site.js";

/** What still keeps the two books apart; undefined when every event of the ledger has its receipt and its row. */
export function unsettled(site: Site): string | undefined {
  try {
    const ledger = readLedger(site.ledgerFile);
    const waiting = ledger.epochs.reduce((sum, epoch) => sum + epoch.waiting, 0);
    if (waiting > 0) return `${waiting} events of the ledger have no receipt`;
    if (ledger.undoable) return "a tap can still be taken back";
    const rows = new Set(readHub(site.hubFile).events.map(({ epoch, seq, hash }) => `${epoch}/${seq}/${hash}`));
    const absent = ledger.events.filter(({ epoch, seq, hash }) => !rows.has(`${epoch}/${seq}/${hash}`));
    if (absent.length > 0) return `${absent.length} events of the ledger, receipted, are not at the hub`;
    return undefined;
  } catch (error) {
    return `a book cannot be read: ${error instanceof Error ? error.message : error}`;
  }
}

/**
 * Whatever else is going on: what the desk holds for receipted stands in the hub's file. The ledger is read first, for
 * the hub's rows only grow. Not asked while a copy takes the place of a file.
 */
export function receiptedInVain(site: Site): string | undefined {
  if (site.moved) return undefined;
  try {
    const last = lastReceipted(site.ledgerFile);
    if (!last) return undefined;
    const stored = hubHash(site.hubFile, last);
    if (stored === last.hash || site.moved) return undefined;
    return `the desk holds ${last.epoch}/${last.seq} for receipted, the hub's file does not have it`;
  } catch {
    // Not there, or not readable at this moment: its program was just killed, or its disk is full.
    return undefined;
  }
}
