/** `now`: ms since the Unix epoch, may step. `monotonic`: ms on CLOCK_MONOTONIC, the same in every process of this machine. */
export type Clock = { readonly now: () => number; readonly monotonic: () => number };

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => Number(process.hrtime.bigint()) / 1e6,
};
