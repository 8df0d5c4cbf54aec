import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { ZodType } from "zod";
import { type Answers, answersSchema, brokerUrlSchema } from "#commands/setup/answers.js";
import { askCamera } from "#commands/setup/ask-camera.js";
import { countersHere } from "#commands/setup/broker-here.js";
import { EDGE_FILE, HUB_FILE } from "#commands/setup/layout.js";
import type { Machine } from "#commands/setup/machine.js";
import type { Terminal } from "#commands/setup/terminal.js";
import { slugSchema } from "#contract/identifiers.js";
import { setupWords as words } from "#words/setup-words.js";
import { bothLanguages, type Words } from "#words/words.js";

type Given = Record<string, unknown>;
type Asking = { readonly terminal: Terminal; readonly machine: Machine; readonly folder: string };

/** The same answers as a file holds, asked one by one; defaults are what the machine has now. Secrets pass through `folder`, root's alone. */
export async function askAnswers(
  terminal: Terminal,
  machine: Machine,
  use: (answers: Answers) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "hailong-setup-"));
  try {
    const asking = { terminal, machine, folder };
    const present = presentOf(machine);
    const role = await untilGood(asking, words.role, answersSchema.shape.role, present.role);
    const ward = await untilGood(asking, words.ward, slugSchema, present.ward);
    const counterName = role === "hub" ? "" : await untilGood(asking, words.counter, slugSchema, present.counter);
    const hub = role === "counter" ? undefined : await askHub(asking);
    const brokerHere = (hub?.broker as Given | undefined)?.kind === "here";
    const counter = role === "hub" ? undefined : await askCounter(asking, { counterName, brokerHere, role, present });
    await use(answersSchema.parse({ role, ward, ...(counter ? { counter } : {}), ...(hub ? { hub } : {}) }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Present = { readonly role: string; readonly ward: string; readonly counter: string; readonly broker: string };

function presentOf(machine: Machine): Present {
  const [edge, hub] = [EDGE_FILE, HUB_FILE].map((file) => parse(machine.read(file) ?? "null") as Given | null);
  const role = edge && hub ? "both" : hub ? "hub" : "counter";
  const mqtt = ((edge?.hub as Given | undefined)?.mqtt ?? hub?.mqtt) as Given | undefined;
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  return {
    role,
    ward: text(edge?.ward ?? hub?.ward),
    counter: text(edge?.counter) || "quay-01",
    broker: text(mqtt?.url),
  };
}

async function askHub(asking: Asking): Promise<Given> {
  const { terminal } = asking;
  if (!(await yes(terminal, words.brokerHere, true)))
    return { broker: { kind: "elsewhere", ...(await askBroker(asking, "hub", "")) } };
  const names = (await terminal.ask(words.names, ownNames().join(" "))).split(/\s+/);
  const counters = (await terminal.ask(words.counters, countersHere(asking.machine).join(" ")))
    .split(/\s+/)
    .filter((name) => name !== "");
  return { broker: { kind: "here", names, counters } };
}

type About = { counterName: string; brokerHere: boolean; role: string; present: Present };

async function askCounter(asking: Asking, { counterName, brokerHere, role, present }: About): Promise<Given> {
  const { terminal } = asking;
  const broker = brokerHere ? undefined : await askBroker(asking, `desk-${counterName}`, present.broker);
  const hubKeyFile = role === "counter" ? await terminal.ask(words.hubKeyFile) : "";
  const camera = await askCamera(terminal, asking.folder);
  const pin = await terminal.askUnseen(words.pin);
  return {
    name: counterName,
    ...(broker ? { broker } : {}),
    ...(hubKeyFile === "" ? {} : { hubKeyFile }),
    camera,
    ...(pin === "" ? {} : { pinFile: keepPin(asking, pin) }),
    ratingPage: await yes(terminal, words.ratingPage, false),
  };
}

/** `principal`: whose certificate it is, as `ward-ca` names it. */
async function askBroker(asking: Asking, principal: string, standard: string): Promise<Given> {
  const { terminal } = asking;
  const url = await untilGood(asking, words.brokerUrl, brokerUrlSchema, standard);
  const folder = await terminal.ask(words.certificates);
  if (folder === "") return { url };
  const [certFile, keyFile] = [join(folder, `${principal}.crt`), join(folder, `${principal}.key`)];
  return { url, caFile: join(folder, "ca.crt"), ...(existsSync(certFile) ? { certFile, keyFile } : {}) };
}

function keepPin({ folder }: Asking, pin: string): string {
  const file = join(folder, "pin");
  writeFileSync(file, `${pin}\n`, { mode: 0o600 });
  return file;
}

const ownNames = (): string[] => [
  hostname(),
  ...Object.values(networkInterfaces()).flatMap((all = []) =>
    all.filter(({ internal, family }) => !internal && family === "IPv4").map(({ address }) => address),
  ),
];

async function untilGood<T extends string>(
  { terminal }: Asking,
  question: Words,
  schema: ZodType<T>,
  standard: string,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const typed = schema.safeParse(await terminal.ask(question, standard));
    if (typed.success) return typed.data;
    console.log(bothLanguages(words.wrongAnswer));
    // The end of a pipe would be asked for ever.
    if (tries === 9) throw typed.error;
  }
}

async function yes(terminal: Terminal, question: Words, standard: boolean): Promise<boolean> {
  return /^(y|yes|c|có|co)$/i.test(await terminal.ask(question, standard ? "y" : "n"));
}
