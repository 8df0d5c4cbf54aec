import type { ApiConfig } from "#hub/api/api-config.js";
import { isLoopback } from "#platform/http/address.js";
import type { Logger } from "#platform/logger.js";

/** Said at every start: what is wrong with it does not show on any page. */
export function warnOfPlainSignIn({ host, tls, plainSignIn }: ApiConfig, log: Logger): void {
  if (tls || host === "localhost" || isLoopback(host)) return;
  const remedy = "set api.tls, or api.host to 127.0.0.1";
  if (plainSignIn) log.warn({ event: "api.passwords_in_plain_text", host, remedy });
  else log.warn({ event: "api.no_sign_in_from_other_machines", host, remedy });
}
