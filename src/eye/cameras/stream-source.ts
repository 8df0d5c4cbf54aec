import type { Advice } from "#contract/wizard.js";
import type { CameraAddress } from "#eye/source/credentials.js";

type Named = { readonly name: string; readonly source: string };

/** What a camera at the machine is asked for: with the path it names the stream. */
export type Capture = Pick<Advice["streams"][number], "format" | "size">;

/** One stream that can be looked at. `source` is what a configuration takes, never with a login inside. */
export type MovingSource = Named &
  (
    | { readonly kind: "rtsp" | "mjpeg"; readonly address: CameraAddress }
    /** `input`: ffmpeg's, with the format that the camera is asked for. */
    | { readonly kind: "v4l2"; readonly input: readonly string[]; readonly capture: Capture }
    | { readonly kind: "file" }
  );
export type StillSource = Named & { readonly kind: "still"; readonly address: CameraAddress };
export type StreamSource = MovingSource | StillSource;
