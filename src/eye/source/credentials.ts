import { readFileSync } from "node:fs";
import { takesLoginInQuery, withLogin } from "#eye/source/query-login.js";
import { AppError, systemCode } from "#platform/errors.js";
import { secretFile } from "#platform/secret-file.js";

export type Credentials = { readonly user: string; readonly password: string };
/** An address without credentials, and the credentials. The two meet again only where they are used. */
export type CameraAddress = { readonly url: URL; readonly credentials: Credentials | undefined };

export function cameraAddress(camera: { url: string; credentialsFile?: string | undefined }): CameraAddress {
  const url = new URL(camera.url);
  const inside = url.username === "" ? undefined : { user: plain(url.username), password: plain(url.password) };
  url.username = "";
  url.password = "";
  const credentials = camera.credentialsFile ? readCredentials(camera.credentialsFile) : inside;
  if (credentials && takesLoginInQuery(url)) return { url: withLogin(url, credentials), credentials: undefined };
  return { url, credentials };
}

/** For ffmpeg, which takes credentials only inside an address. Never goes into an argument list or a log. */
export function addressWithCredentials({ url, credentials }: CameraAddress): string {
  if (!credentials) return url.href;
  const { user, password } = credentials;
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  return url.href.replace("://", `://${login}`);
}

function readCredentials(file: string): Credentials {
  const line = readLine(file);
  const colon = line.indexOf(":");
  if (colon < 1) {
    throw new AppError("config.invalid", `camera.credentialsFile: ${file} holds no user:password`, {
      remedy: "Write one line: user, a colon, the password",
    });
  }
  return { user: line.slice(0, colon), password: line.slice(colon + 1) };
}

function readLine(file: string): string {
  try {
    return readFileSync(secretFile(file), "utf8").split(/\r?\n/)[0] ?? "";
  } catch (error) {
    throw new AppError("config.missing", `camera.credentialsFile: ${file} cannot be read (${systemCode(error)})`, {
      cause: error,
      remedy: "Create it with one line user:password, readable by this program only",
    });
  }
}

/** A percent sign that stands for itself is no fault. */
function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
