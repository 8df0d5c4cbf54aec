import type { JsonValue } from "#contract/canonical-json.js";
import {
  COMMAND_EXPIRY_SECONDS,
  type Command,
  type CommandReply,
  commandSchema,
  inputRatingSchema,
} from "#contract/desk-message.js";
import { MAX_EVENT_BYTES } from "#contract/event.js";
import { requestIdSchema } from "#contract/identifiers.js";
import { type Place, replyTopicPrefix, sourceOf } from "#contract/topics.js";
import { markOf, once } from "#desk/api/once.js";
import { parseJson } from "#desk/delivery/signed-message.js";
import type { Ledger } from "#desk/ledger/ledger.js";
import type { RequestMark } from "#desk/ledger/request-answers.js";
import type { RatingDesk } from "#desk/transactions/rating-desk.js";
import type { TransactionDesk } from "#desk/transactions/transaction-desk.js";
import type { Clock } from "#platform/clock.js";
import { AppError, isAppError, messageOf } from "#platform/errors.js";
import { parseRequest } from "#platform/http/parse-request.js";
import type { Logger } from "#platform/logger.js";
import type { MqttMessage, PublishOptions } from "#platform/mqtt-link.js";
import { refusalOf } from "#words/desk-refusals.js";

export type CommandParts = {
  readonly place: Place;
  readonly counter: TransactionDesk;
  readonly ratings: RatingDesk;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Logger;
  readonly publish: (topic: string, payload: string, options: PublishOptions) => Promise<void>;
};
type Reply = CommandReply["data"];
type Done = { readonly id: string; readonly token?: string; readonly outcome?: "recorded" | "abstained" | "cancelled" };

const AHEAD_MS = 60_000;

/** A `command` message: refused when it breaks the contract or is stale, else done once and answered. Never throws. */
export function takeCommand(parts: CommandParts, message: MqttMessage): void {
  const data = answerTo(parts, message);
  if (data) reply(parts, message, data);
}

/** An `input/rating` message of a button box becomes a signed rating. Never throws. */
export function takeInputRating({ ledger, ratings, clock, log }: CommandParts, message: MqttMessage): void {
  // A broker repeats a retained message at every connection: it is nobody's tap.
  if (message.retained) return;
  try {
    const { data, time } = parseRequest(inputRatingSchema, jsonOf(message));
    const age = time === undefined ? 0 : clock.now() - Date.parse(time);
    if (age < -AHEAD_MS) throw new AppError("command.stale", "time: expected the past, got the future");
    const late = age > COMMAND_EXPIRY_SECONDS * 1_000 ? { token: null } : {};
    const mark = markOf(`input:${data.requestId}`, data);
    once(ledger, mark, (once) => ratings.rate({ rating: data.rating, source: "button", ...late }, once));
  } catch (error) {
    log.warn({ event: "input_rating.refused", code: codeOf(error), error: messageOf(error) });
  }
}

function answerTo(parts: CommandParts, message: MqttMessage): Reply | undefined {
  let requestId: string | undefined;
  try {
    const raw = jsonOf(message);
    requestId = requestIdOf(raw);
    const command = parseRequest(commandSchema, raw);
    const mark = markOf(`mqtt:${command.data.requestId}`, command.data);
    const done = once<Done>(parts.ledger, mark, (mark) => {
      refuseStale(command, message, parts.clock.now());
      return perform(parts.counter, command.data, mark);
    });
    return { ok: true, requestId: command.data.requestId, ...done };
  } catch (error) {
    const code = codeOf(error);
    const invalid = code === "request.invalid";
    parts.log.warn({ event: "command.refused", code, error: messageOf(error) });
    if (requestId === undefined) return undefined;
    return { ok: false, requestId, code, message: invalid ? messageOf(error) : refusalOf(code).detail };
  }
}

function perform(counter: TransactionDesk, data: Command["data"], mark?: RequestMark): Done {
  switch (data.action) {
    case "open":
      return counter.open({ procedure: data.procedure }, "request", mark);
    case "close":
      return counter.close(data.id, mark);
    case "cancel":
      return counter.cancel(data.id, mark);
    case "opt-out":
      return { id: counter.optOut(data.id).id };
  }
}

function refuseStale({ time }: Command, message: MqttMessage, now: number): void {
  const age = now - Date.parse(time);
  if (message.retained || age > COMMAND_EXPIRY_SECONDS * 1_000 || age < -AHEAD_MS)
    throw new AppError("command.stale", "the command is stale");
}

/** Only below this counter's own reply prefix: a command must not make the desk speak anywhere else. */
function reply(parts: CommandParts, message: MqttMessage, data: Reply): void {
  const { responseTopic, correlationData } = message;
  if (!responseTopic) return;
  if (!responseTopic.startsWith(replyTopicPrefix(parts.place)) || /[+#\0]/.test(responseTopic)) {
    parts.log.warn({ event: "command.reply_refused" });
    return;
  }
  const envelope = {
    specversion: "1.0",
    id: data.requestId,
    source: sourceOf(parts.place),
    datacontenttype: "application/json",
    type: "vn.hailong.command-reply.v1",
    data,
  };
  const options = { expirySeconds: 60, ...(correlationData ? { correlationData } : {}) };
  parts.publish(responseTopic, JSON.stringify(envelope), options).catch((error: unknown) => {
    parts.log.warn({ event: "command.reply_lost", code: codeOf(error) });
  });
}

function jsonOf(message: MqttMessage): JsonValue {
  const raw = message.payload.length > MAX_EVENT_BYTES ? undefined : parseJson(message.payload);
  if (raw === undefined) throw new AppError("request.invalid", "the message is not JSON, or larger than 16 kB");
  return raw as JsonValue;
}

/** Whom to answer even when the rest is not valid. */
function requestIdOf(raw: JsonValue): string | undefined {
  const data = (raw as { data?: { requestId?: unknown } | null } | null)?.data;
  const id = requestIdSchema.safeParse(data?.requestId);
  return id.success ? id.data : undefined;
}

const codeOf = (error: unknown) => (isAppError(error) ? error.code : "internal");
