/** Why a message is not an event of an enrolled desk. */
export const REJECTION_REASONS = [
  "oversized",
  "not_json",
  "not_contract",
  "wrong_topic",
  "unknown_device",
  "bad_signature",
  "key_retired",
  "revoked_device",
  "forked",
  "overload",
  "bad_status",
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];
