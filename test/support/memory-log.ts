import { createLogger, type Logger } from "#platform/logger.js";

/** A real logger that writes into memory. */
export function memoryLog(): { log: Logger; lines: string[] } {
  const lines: string[] = [];
  const log = createLogger("test", "debug", { write: (line: string) => void lines.push(line) });
  return { log, lines };
}
