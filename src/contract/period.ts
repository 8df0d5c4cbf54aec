import { z } from "zod";

/** A month or a quarter: `2026-10`, `2026-Q4`. */
export const periodSchema = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2]|Q[1-4])$/, "expected a month such as 2026-10 or a quarter such as 2026-Q4");
