import type { CameraAddress } from "#eye/source/credentials.js";

/** One stream that can be looked at. `source` is what a configuration takes, never with a login inside. */
export type StreamSource =
  | {
      readonly kind: "rtsp" | "mjpeg" | "still";
      readonly name: string;
      readonly source: string;
      readonly address: CameraAddress;
    }
  | { readonly kind: "v4l2"; readonly name: string; readonly source: string; readonly input: readonly string[] }
  | { readonly kind: "file"; readonly name: string; readonly source: string };
