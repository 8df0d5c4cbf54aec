import { z } from "zod";

export const logLevelSchema = z.enum(["debug", "info", "warn", "error"]).default("info").describe("how much is logged");
