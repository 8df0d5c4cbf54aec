import { z } from "zod";
import { hashSchema } from "#contract/identifiers.js";

/**
 * What eye and camera feed say to each other over the feed's Unix domain socket, one connection of the camera per
 * connection of the socket. The eye speaks first: the request as JSON, then an empty message for each picture that it
 * has taken; every message behind a 4-byte big-endian length. The feed answers with pictures, each behind a header of
 * FEED_HEADER_BYTES: length (u32), kind (u8), three zeros, and when it was here (f64, ms on the machine's monotonic
 * clock), all big-endian. It sends the next one only when the last was taken: the newest, what came between is dropped.
 */
export const FEED_HEADER_BYTES = 16;
const FEED_KINDS = { raw: 1, still: 2, preview: 3, end: 4 } as const;
export type FeedKind = keyof typeof FEED_KINDS;
export type FeedHeader = { readonly kind: FeedKind; readonly length: number; readonly at: number };
export const MAX_FEED_REQUEST_BYTES = 4_096;
/** One frame of 3840 × 2160. */
const MAX_FEED_BYTES = 3 * 3840 * 2160;

export const feedRequestSchema = z.strictObject({
  camera: hashSchema.describe("fingerprint of the camera's settings: both must have the same"),
  fps: z.number().min(1).max(120).describe("pictures a second, at most"),
  preview: z
    .strictObject({ width: z.int().min(16).max(1920), fps: z.number().min(1).max(30) })
    .optional()
    .describe("small pictures of the whole view too: only where a technician is served"),
});
export type FeedRequest = z.infer<typeof feedRequestSchema>;

/** Why there are no more pictures; `finished`: there will be none, as at the end of a recording. */
export const feedEndSchema = z.strictObject({ finished: z.boolean(), detail: z.string().max(300) });
export type FeedEnd = z.infer<typeof feedEndSchema>;

export function writeFeedHeader(into: DataView, { kind, length, at }: FeedHeader): void {
  into.setUint32(0, length);
  into.setUint32(4, FEED_KINDS[kind] << 24);
  into.setFloat64(8, at);
}

/** Undefined for what is no header of this contract: the stream is lost then. */
export function readFeedHeader(from: DataView): FeedHeader | undefined {
  const [length, number, at] = [from.getUint32(0), from.getUint32(4) / 2 ** 24, from.getFloat64(8)];
  const kind = (Object.keys(FEED_KINDS) as FeedKind[]).find((name) => FEED_KINDS[name] === number);
  return kind === undefined || length > MAX_FEED_BYTES || !Number.isFinite(at) ? undefined : { kind, length, at };
}
