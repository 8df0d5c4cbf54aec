import { z } from "zod";

export const wizardSchema = z.strictObject({
  enabled: z.boolean().default(false).describe("serve the calibration page; technicians sign in with a PIN"),
  host: z.string().min(1).default("127.0.0.1").describe("0.0.0.0 for a technician's phone or tablet on the LAN"),
  port: z.int().min(0).max(65_535).default(8_789),
  tls: z
    .strictObject({ certificateFile: z.string().min(1), keyFile: z.string().min(1) })
    .optional()
    .describe("PEM files; without them the page is plain HTTP: for a network that only the office uses"),
  settings: z
    .string()
    .min(1)
    .optional()
    .describe("folder where the page keeps the camera as it was set (camera.yaml, camera.login); default: data"),
});
export type WizardConfig = z.infer<typeof wizardSchema>;
