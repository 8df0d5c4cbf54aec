import type { Reading } from "#contract/reading.js";
import type { Ledger } from "#desk/ledger/ledger.js";
import type { AppliedPolicy } from "#desk/transactions/applied-policy.js";
import type { Ending } from "#desk/transactions/open-transaction.js";
import type { ZoneWatch } from "#desk/transactions/zone-watch.js";
import type { Clock } from "#platform/clock.js";
import type { Logger } from "#platform/logger.js";

/** What the desk asks of the eye. `model`: sha256 of the expression model, once the eye is ready. */
export type EyeControl = {
  readonly bind: (window: number) => void;
  readonly release: (window: number) => void;
  readonly model: () => string | undefined;
};

export type TransactionParts = {
  readonly ledger: Ledger;
  readonly eye: EyeControl;
  readonly zone: ZoneWatch;
  readonly clock: Clock;
  readonly log: Logger;
  readonly policy: () => AppliedPolicy;
  /** procedure → field (lĩnh vực). */
  readonly procedures: Readonly<Record<string, string>>;
  /** The ward's legal basis and posted text are in the configuration; without them consent is always opt-in. */
  readonly noticeGiven: boolean;
  readonly observer?: WindowObserver;
};

/** Who keeps the day's figures. `wiped`: what was read of the open window is to be forgotten. */
type WindowObserver = {
  readonly read: (reading: Reading) => void;
  readonly wiped: () => void;
  readonly left: (ending: Ending) => void;
};
