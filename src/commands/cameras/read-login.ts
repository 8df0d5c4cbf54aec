import { type Credentials, cameraAddress } from "#eye/source/credentials.js";

/** From a file: an argument list can be read by everyone on the machine. Throws `config.*`. */
export const readLogin = (credentialsFile: string): Credentials | undefined =>
  cameraAddress({ url: "rtsp://camera", credentialsFile }).credentials;
