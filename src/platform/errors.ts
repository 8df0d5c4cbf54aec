/** Every fault that leaves a part has one of these codes; nothing matches on message text. */
export type ErrorCode =
  | "config.missing"
  | "config.syntax"
  | "config.invalid"
  | "model.missing"
  | "model.altered"
  | "model.unknown"
  | "model.unfit"
  | "camera.unreachable"
  | "camera.stalled"
  | "camera.garbage"
  | "camera.no_stream"
  | "source.invalid"
  | "tool.failed"
  | "tool.missing"
  | "ledger.full"
  | "ledger.broken"
  | "ledger.in_use"
  | "store.unavailable"
  | "store.denied"
  | "store.unfit"
  | "backup.exists"
  | "socket.in_use"
  | "key.invalid"
  | "message.invalid"
  | "mqtt.offline"
  | "mqtt.refused"
  | "http.port_in_use"
  | "transaction.unknown"
  | "transaction.closed"
  | "transaction.unavailable"
  | "transaction.none_open"
  | "rating.given"
  | "command.stale"
  | "command.replayed"
  | "request.invalid"
  | "request.unauthorized"
  | "request.forbidden"
  | "request.conflict"
  | "session.none"
  | "session.busy"
  | "session.forbidden"
  | "session.role"
  | "session.plain"
  | "sign_in.wrong"
  | "sign_in.locked"
  | "person.exists"
  | "person.unknown"
  | "policy.changed"
  | "policy.file_rules"
  | "feedback.unknown"
  | "feedback.used"
  | "feedback.closed"
  | "feedback.hasty"
  | "request.too_many"
  | "token.plain"
  | "token.scope"
  | "pin.unset"
  | "pin.wrong"
  | "pin.locked"
  | "calibration.incomplete"
  | "calibration.no_picture"
  | "settings.unsaved"
  | "internal";

export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  /** For people: what to do about it. */
  readonly remedy: string | undefined;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; remedy?: string } = {}) {
    super(options.remedy ? `${message}. ${options.remedy}` : message, { cause: options.cause });
    this.code = code;
    this.remedy = options.remedy;
  }
}

export const isAppError = (error: unknown): error is AppError => error instanceof AppError;

export const isErrorCode = (error: unknown, code: ErrorCode): boolean => isAppError(error) && error.code === code;

/** The `code` of a Node system error (`ENOSPC`, `EADDRINUSE` …), or undefined. */
export function systemCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
