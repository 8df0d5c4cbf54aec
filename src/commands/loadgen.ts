import { readFileSync } from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import type { LoadFigures } from "#commands/loadgen/figures.js";
import { type LoadPlan, runLoadgen } from "#commands/loadgen/run-loadgen.js";
import { createRuntime, EXIT, exitWith } from "#commands/runtime.js";
import { publicKeySchema, slugSchema } from "#contract/identifiers.js";
import { AppError, systemCode } from "#platform/errors.js";
import { mqttSchema } from "#platform/mqtt-link.js";
import { loadgenWords as words } from "#words/loadgen-words.js";
import { bothLanguages } from "#words/words.js";

type Options = Pick<LoadPlan, "ward" | "desks" | "events" | "rate" | "seconds"> & {
  broker: string;
  hubKey: string;
  devices: string;
  json?: true;
};

export function addLoadgen(program: Command): void {
  program
    .command("loadgen")
    .description(bothLanguages(words.command))
    .requiredOption("--ward <name>", bothLanguages(words.ward), wardOf)
    .requiredOption("--hub-key <file>", bothLanguages(words.hubKey))
    .requiredOption("--devices <file>", bothLanguages(words.devices))
    .option("--broker <url>", bothLanguages(words.broker), "mqtt://127.0.0.1:1883")
    .option("--desks <n>", bothLanguages(words.desks), countOf(1, 500), 30)
    .option("--events <n>", bothLanguages(words.events), countOf(1, 200_000), 10_000)
    .option("--rate <n>", bothLanguages(words.rate), countOf(1, 20_000))
    .option("--seconds <n>", bothLanguages(words.seconds), countOf(1, 3_600), 300)
    .option("--json", bothLanguages(words.json))
    .action((options: Options) => exitWith(() => run(options)));
}

/** What is lost or doubled is a fault. */
async function run({ broker, hubKey, devices, json, ...rest }: Options): Promise<number> {
  const mqtt = mqttSchema.safeParse({ url: broker });
  if (!mqtt.success) throw new AppError("config.invalid", `--broker: ${mqtt.error.issues[0]?.message}`);
  const plan = { ...rest, mqtt: mqtt.data, hubKey: readKey(hubKey), devicesFile: devices };
  const figures = await runLoadgen(plan, createRuntime("loadgen", "error"));
  console.log(json ? JSON.stringify(figures) : textOf(figures));
  return figures.lost === 0 && figures.doubled === 0 ? EXIT.ok : EXIT.fault;
}

function readKey(file: string): string {
  try {
    return publicKeySchema.parse(readFileSync(file, "utf8").trim());
  } catch (cause) {
    const why = systemCode(cause) ?? "no Ed25519 public key";
    throw new AppError("key.invalid", `--hub-key: ${file} (${why})`, {
      cause,
      remedy: "Name hub.pub in the hub's data folder; the hub's first start makes it",
    });
  }
}

function textOf(figures: LoadFigures): string {
  const { desks, events, milliseconds, bytesPerEvent, sentAgain, lost, doubled } = figures;
  const ms = (value: number | null): string => (value === null ? "–" : `${value} ms`);
  const { p50, p95, p99 } = milliseconds;
  const perSecond = bothLanguages(words.perSecond);
  return [
    `${desks} ${bothLanguages(words.counters)}, ${events} ${bothLanguages(words.eventsSent)}, ${figures.seconds} s`,
    `${bothLanguages(words.sent)}: ${figures.sentPerSecond} ${perSecond}`,
    `${bothLanguages(words.receipted)}: ${figures.receipted}, ${figures.receiptedPerSecond} ${perSecond}`,
    `${bothLanguages(words.wait)}: p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}`,
    `${bytesPerEvent} ${bothLanguages(words.bytes)}; ${bothLanguages(words.again)}: ${sentAgain}`,
    `${bothLanguages(words.lost)}: ${lost}; ${bothLanguages(words.doubled)}: ${doubled}`,
  ].join("\n");
}

function wardOf(text: string): string {
  const name = slugSchema.safeParse(text);
  if (name.success) return name.data;
  throw new InvalidArgumentError(name.error.issues[0]?.message ?? "");
}

const countOf =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
  };
