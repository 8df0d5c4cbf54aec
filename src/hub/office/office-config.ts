import { z } from "zod";

const text = z.string().trim().min(1).max(300);
const words = z.strictObject({ vi: text, en: text });

export const officeSchema = z.strictObject({
  name: words.optional().describe("the office as citizens know it"),
  contact: words.optional().describe("whom citizens ask: a desk, a telephone number, an address"),
  url: z
    .url({ protocol: /^https?$/ })
    .max(120)
    .regex(/^[^?#@]*$/, "expected an address without a login, query or fragment")
    .transform((url) => url.replace(/\/+$/, ""))
    .optional()
    .describe("this hub as citizens' telephones reach it: what the office's own QR code says"),
});
export type OfficeConfig = z.infer<typeof officeSchema>;
