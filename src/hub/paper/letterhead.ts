import { z } from "zod";

/** What stands at the head and foot of what the office prints. What is missing is left blank, to be written by hand. */
export const letterheadSchema = z.strictObject({
  authority: z.string().min(1).max(120).optional().describe("the body above, such as UBND THÀNH PHỐ …"),
  office: z.string().min(1).max(120).optional().describe("the office itself, such as UBND PHƯỜNG …"),
  place: z.string().min(1).max(60).optional().describe("where it is dated, such as a city's name"),
  signer: z.string().min(1).max(60).optional().describe("title of who signs, such as CHỦ TỊCH; never a name"),
});
/** Until it is set, the office is called what citizens call it. */
export const letterheadOf = (config: {
  readonly letterhead: Letterhead;
  readonly office: { readonly name?: { readonly vi: string } | undefined };
}): Letterhead => ({ ...(config.office.name ? { office: config.office.name.vi } : {}), ...config.letterhead });

export type Letterhead = z.infer<typeof letterheadSchema>;
