/** Gaps remembered of one device, so that a key that makes up epochs fills no disk. */
export const GAPS_OF_A_DEVICE = 16;
