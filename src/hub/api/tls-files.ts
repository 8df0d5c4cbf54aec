import { readFileSync } from "node:fs";
import type { ApiConfig } from "#hub/api/api-config.js";
import type { Tls } from "#hub/api/server.js";
import { AppError, systemCode } from "#platform/errors.js";
import { secretFile } from "#platform/secret-file.js";

/** The PEM texts that `api.tls` names. Throws `config.missing`. */
export function readTls(files: ApiConfig["tls"]): Tls | undefined {
  return files && { cert: pem(files, "certFile"), key: pem(files, "keyFile") };
}

function pem(files: NonNullable<ApiConfig["tls"]>, name: "certFile" | "keyFile"): string {
  try {
    return readFileSync(secretFile(files[name]), "utf8");
  } catch (cause) {
    throw new AppError("config.missing", `api.tls.${name}: ${files[name]} cannot be read (${systemCode(cause)})`, {
      cause,
      remedy: "Name a PEM file that this user may read, or remove api.tls",
    });
  }
}
