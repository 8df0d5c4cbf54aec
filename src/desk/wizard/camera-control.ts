import type { z } from "zod";
import type {
  adviceSchema,
  cameraChoiceSchema,
  foundCamerasSchema,
  WizardView,
  zoneChoiceSchema,
} from "#contract/wizard.js";

export type CameraChoice = z.infer<typeof cameraChoiceSchema>;
export type ZoneChoice = z.infer<typeof zoneChoiceSchema>;
export type CameraSettings = Pick<
  WizardView["camera"],
  "source" | "kind" | "fieldOfView" | "hasLogin" | "zone" | "exclude"
>;

/** The counter's camera as it is set now, and how a technician sets it. The desk knows no decoder: whoever starts it does. */
export type CameraControl = {
  settings(): CameraSettings;
  /** What a certificate holds for. */
  fingerprint(): string;
  /**
   * Both throw `request.invalid`, which names the field, for what no camera can be, and `camera.no_stream` for the address
   * of an ONVIF service; nothing is changed then.
   */
  choose(choice: CameraChoice): void;
  draw(choice: ZoneChoice): void;
};

/** What can be found out about cameras that are not yet the counter's. */
export type CameraFinder = {
  find(signal: AbortSignal): Promise<z.infer<typeof foundCamerasSchema>>;
  advise(
    camera: Pick<CameraChoice, "source" | "still" | "login">,
    signal: AbortSignal,
  ): Promise<z.infer<typeof adviceSchema>>;
};
