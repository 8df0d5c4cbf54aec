import { type DestinationStream, type Logger, pino } from "pino";

export type { Logger } from "pino";
export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/**
 * Credentials inside a URL are never logged, wherever the URL stands. Up to its last @, for people write passwords that
 * hold an @ or a slash; a path with an @ loses what is before it, which is the lesser harm.
 */
export const redactUrl = (text: string): string =>
  text
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s"'<>\\]+@/gi, "$1***@")
    .replace(/([?&][^\s"'<>\\=&]*(?:user|usr|pass|pwd|token|auth|key|secret)[^\s"'<>\\=&]*=)[^\s"'<>\\&]+/gi, "$1***");

/** One JSON object per line on standard error: an event name plus fields, state changes once, nothing per frame. */
export function createLogger(program: string, level: LogLevel, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { program },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ["password", "*.password", "token", "*.token", "authorization", "*.authorization"],
        censor: "***",
      },
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        streamWrite: redactUrl,
      },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
}
