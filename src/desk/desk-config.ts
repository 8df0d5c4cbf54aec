import { z } from "zod";
import { publicKeySchema, slugSchema } from "#contract/identifiers.js";
import { apiSchema } from "#desk/api/api-config.js";
import type { EyeStart } from "#desk/eye/eye-child.js";
import { kioskSchema } from "#desk/kiosk/kiosk-config.js";
import { ledgerSchema } from "#desk/ledger/ledger-config.js";
import { type WizardConfig, wizardSchema } from "#desk/wizard/wizard-config.js";
import { resolvePaths } from "#platform/config-file.js";
import { MQTT_FILES } from "#platform/mqtt-files.js";
import { mqttSchema } from "#platform/mqtt-link.js";

const feedbackUrlSchema = z
  .url({ protocol: /^https?$/ })
  .max(120)
  .regex(/^[^?#@]*$/, "expected an address without a login, query or fragment")
  .transform((url) => url.replace(/\/+$/, ""));
const text = z.string().trim().min(1);

/** The desk's keys of edge.yaml. */
export const deskSections = {
  ward: slugSchema,
  counter: slugSchema,
  data: z.string().min(1).describe("folder of the ledger, the device key and the API token"),
  hub: z.strictObject({
    mqtt: mqttSchema,
    publicKey: publicKeySchema
      .optional()
      .describe("the hub's, pinned: only its receipts and policies count; not needed after `hailong enrol`"),
  }),
  api: apiSchema.prefault({}),
  kiosk: kioskSchema.prefault({}),
  calibrate: wizardSchema.prefault({}),
  ledger: ledgerSchema.prefault({}),
  policyFile: z.string().min(1).optional().describe("the policy until the hub sends one; default: the built-in one"),
  notice: z
    .strictObject({ legalBasis: text, text: z.strictObject({ vi: text, en: text }) })
    .optional()
    .describe("the posted notice; without it consent is always opt-in, whatever a policy says"),
  feedback: z
    .strictObject({ url: feedbackUrlSchema })
    .optional()
    .describe("the hub's address for citizens' telephones: a QR code is shown after closing; default: none"),
  procedures: z.record(slugSchema, slugSchema).default({}).describe("procedure (TTHC) → field (lĩnh vực)"),
};

type DeskSections = z.infer<z.ZodObject<typeof deskSections>>;
export type DeskConfig = Omit<DeskSections, "api"> & {
  /** What a certificate must have been issued for. */
  readonly cameraFingerprint: string;
  readonly api: { readonly host: string; readonly port: number; readonly tokenFile?: string | undefined };
  /** `start`: how to start the eye as a child; without it the eye is a unit of its own. */
  readonly eye: {
    readonly socket: string;
    readonly start?: EyeStart;
    /** Started while a technician calibrates. */
    readonly preview?: { readonly socket: string; readonly start: EyeStart };
  };
};

/** Resolves the paths, which are relative to the configuration file. */
export function resolveDeskPaths(
  sections: DeskSections,
  beside: (path: string) => string,
): Omit<DeskConfig, "eye" | "cameraFingerprint"> {
  return {
    ...resolvePaths(sections, ["data", "policyFile"], beside),
    calibrate: resolveWizardPaths(sections.calibrate, beside),
    api: resolvePaths(sections.api, ["tokenFile"], beside),
    hub: { ...sections.hub, mqtt: resolvePaths(sections.hub.mqtt, MQTT_FILES, beside) },
  };
}

const resolveWizardPaths = ({ tls, ...rest }: WizardConfig, beside: (path: string) => string): WizardConfig => ({
  ...resolvePaths(rest, ["settings"], beside),
  ...(tls ? { tls: resolvePaths(tls, ["certificateFile", "keyFile"], beside) } : {}),
});
