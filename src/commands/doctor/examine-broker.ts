import type { Found } from "#commands/doctor/examine-system.js";
import type { Runtime } from "#commands/runtime.js";
import { certificatesBegin, daysLeft, daysLeftOfBroker } from "#platform/days-left.js";
import { type MqttConfig, MqttLink } from "#platform/mqtt-link.js";

const BROKER_MS = 5_000;
/** Time enough to carry new ones to every counter. */
const LEAST_DAYS = 30;
const MOST_TOLD = 6;

/** Whether it lets this machine in, as the program itself would ask. */
export async function brokerOf(mqtt: MqttConfig, { log }: Pick<Runtime, "log">): Promise<Found> {
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    late = setTimeout(() => resolve(false), BROKER_MS);
  });
  let link: MqttLink | undefined;
  try {
    const connected = new Promise<boolean>((resolve) => {
      const onConnect = (): void => resolve(true);
      link = new MqttLink(mqtt, {
        clientId: `hailong-doctor-${process.pid}`,
        subscriptions: [],
        onMessage() {},
        onConnect,
        log,
      });
    });
    return {
      ok: await Promise.race([connected, tooLate]),
      detail: `${mqtt.url}${mqtt.certFile ? " (mutual TLS)" : ""}`,
    };
  } finally {
    clearTimeout(late);
    await link?.[Symbol.asyncDispose]();
  }
}

/** Days that are left: of this machine's own certificate, its authority's, the broker's, and of `others`. */
export async function tlsOf(mqtt: MqttConfig, others: readonly string[], now: number): Promise<Found> {
  const files = [mqtt.certFile, mqtt.caFile, ...others].filter((file) => file !== undefined);
  const left = files.map((file): Left => {
    const begins = certificatesBegin(file);
    return { what: file.split("/").at(-1), days: daysLeft(file, now), ...(begins > now ? { begins } : {}) };
  });
  // One that does not answer is the broker's own row.
  const days = await daysLeftOfBroker(mqtt, now).catch(() => undefined);
  if (days !== undefined) left.push({ what: "broker", days });
  return {
    ok: left.every(({ days, begins }) => days >= LEAST_DAYS && begins === undefined),
    detail: shortest(left.map(toldOf)) || "none in use",
  };
}

type Left = { readonly what: string | undefined; readonly days: number; readonly begins?: number };

function toldOf({ what, days, begins }: Left): { text: string; days: number } {
  if (begins === undefined) return { text: `${what} ${days} d`, days };
  return { text: `${what} not before ${new Date(begins).toISOString()}`, days: Number.NEGATIVE_INFINITY };
}

/** A ward has many: those that end first are told. */
function shortest(left: readonly { text: string; days: number }[]): string {
  const told = [...left].sort((a, b) => a.days - b.days).map(({ text }) => text);
  return [...told.slice(0, MOST_TOLD), ...(told.length > MOST_TOLD ? ["…"] : [])].join(", ");
}
