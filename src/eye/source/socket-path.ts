import { z } from "zod";

/** The system allows 107 bytes. */
export const socketPath = (mostBytes = 107) =>
  z
    .string()
    .min(1)
    .refine((path) => Buffer.byteLength(path) <= mostBytes, {
      error: `expected at most ${mostBytes} bytes: the system's limit`,
    });
