import { z } from "zod";
import { slugSchema } from "#contract/identifiers.js";
import { zoneSchema } from "#eye/source/zone.js";
import { besideConfig, readConfig, resolvePaths } from "#platform/config-file.js";

const file = z.string().min(1);

export const brokerUrlSchema = z
  .string()
  .regex(/^(mqtts?|tcp|tls):\/\/[^/@\s]+$/, "expected mqtts://host:port, without a password in it")
  .describe("the ward's broker");

const brokerSchema = z
  .strictObject({
    url: brokerUrlSchema,
    caFile: file.optional(),
    certFile: file.optional(),
    keyFile: file.optional(),
    username: z.string().min(1).optional(),
    passwordFile: file.optional(),
  })
  .describe("how this machine reaches the broker; files are copied to where systemd hands them over");

const cameraSchema = z
  .strictObject({
    source: z.string().min(1).describe("rtsp://…, http://…, /dev/video0, or a video file to try with"),
    loginFile: file.optional().describe("one line user:password"),
    zone: zoneSchema.optional(),
  })
  .describe("set it anew on the calibration page at any time");

const counterSchema = z.strictObject({
  name: slugSchema,
  broker: brokerSchema.optional().describe("left out where the hub is this machine"),
  hubKeyFile: file.optional().describe("the hub's hub.pub; left out: enrolment by code"),
  pinFile: file.optional().describe("holds the technicians' PIN"),
  camera: cameraSchema,
  calibrateOnNetwork: z.boolean().default(true).describe("the calibration page for a phone or laptop of this network"),
  ratingPage: z.boolean().default(false).describe("the rating page on this machine's own screen"),
});

const hubSchema = z.strictObject({
  broker: z
    .discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("here"),
        names: z
          .array(z.string().regex(/^[A-Za-z0-9.:-]+$/))
          .min(1)
          .describe("by which counters reach this machine"),
        counters: z.array(slugSchema).default([]).describe("each gets a certificate of the ward's authority"),
      }),
      z.strictObject({ kind: z.literal("elsewhere"), ...brokerSchema.shape }),
    ])
    .describe("here: mosquitto on this machine, with certificates for everybody"),
  devices: z.array(file).default([]).describe("device.pub.json of counters that are enrolled by file"),
});

export const answersSchema = z
  .strictObject({
    role: z.enum(["counter", "hub", "both"]),
    ward: slugSchema,
    counter: counterSchema.optional(),
    hub: hubSchema.optional(),
    start: z.boolean().default(true).describe("start the services now; they start with the machine in any case"),
  })
  .refine(({ role, counter }) => role === "hub" || counter !== undefined, {
    path: ["counter"],
    error: "expected the counter's answers for this role",
  })
  .refine(({ role, hub }) => role === "counter" || hub !== undefined, {
    path: ["hub"],
    error: "expected the hub's answers for this role",
  })
  .refine(({ role, counter }) => role !== "counter" || counter?.broker !== undefined, {
    path: ["counter", "broker"],
    error: "expected the broker of the ward's hub",
  })
  .refine(({ role, hub, counter }) => role !== "both" || hub?.broker.kind === "here" || counter?.broker !== undefined, {
    path: ["counter", "broker"],
    error: "expected the broker, which is not this machine",
  });

export type Answers = z.infer<typeof answersSchema>;
export type CounterAnswers = z.infer<typeof counterSchema>;
export type HubAnswers = z.infer<typeof hubSchema>;
export type BrokerAnswers = z.infer<typeof brokerSchema>;

/** Paths are relative to the file. A key that is not known is told with its line. */
export function readAnswers(from: string): Answers {
  const answers = readConfig(from, answersSchema);
  const beside = (path: string): string => besideConfig(from, path);
  return {
    ...answers,
    ...(answers.counter ? { counter: counterBeside(answers.counter, beside) } : {}),
    ...(answers.hub ? { hub: hubBeside(answers.hub, beside) } : {}),
  };
}

type Beside = (path: string) => string;

function counterBeside({ broker, camera, ...counter }: CounterAnswers, beside: Beside): CounterAnswers {
  const source = /^(\/|[a-z]+:\/\/)/.test(camera.source) ? camera.source : beside(camera.source);
  return {
    ...resolvePaths(counter, ["hubKeyFile", "pinFile"], beside),
    camera: { ...resolvePaths(camera, ["loginFile"], beside), source },
    ...(broker ? { broker: resolvePaths(broker, BROKER_FILES, beside) } : {}),
  };
}

function hubBeside({ broker, devices }: HubAnswers, beside: Beside): HubAnswers {
  return {
    broker: broker.kind === "here" ? broker : resolvePaths(broker, BROKER_FILES, beside),
    devices: devices.map(beside),
  };
}

export const BROKER_FILES = ["caFile", "certFile", "keyFile", "passwordFile"] as const;
