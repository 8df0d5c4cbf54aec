import { z } from "zod";
import { type StatusMessage, statusSchema } from "#contract/desk-message.js";
import { deviceSchema, publicKeySchema, slugSchema } from "#contract/identifiers.js";
import { readConfig } from "#platform/config-file.js";
import { createVerifier, deviceOf } from "#platform/signing.js";

export type EnrolledDesk = {
  readonly device: string;
  readonly counter: string;
  /** The one that it was enrolled with; it may have handed it on since. */
  readonly publicKey: string;
  readonly verify: (text: string, signature: string) => boolean;
  /** No longer believed, and told so. */
  readonly revoked?: boolean | undefined;
  /** Made up by `hailong simulate`, up to this day. */
  readonly simulated?: string | undefined;
  /** What its made-up technician left; a real desk's status says what it works under. */
  readonly certificate?: Certificate | null | undefined;
};
type Certificate = NonNullable<StatusMessage["data"]["certificate"]>;
export type EnrolledDesks = ReadonlyMap<string, EnrolledDesk>;

const certificateSchema = statusSchema.shape.data.shape.certificate.unwrap();

const deskSchema = z
  .strictObject({
    device: deviceSchema,
    ward: slugSchema.optional().describe("as in the desk's device.pub.json, so that it can be copied whole"),
    counter: slugSchema,
    publicKey: publicKeySchema,
    revoked: z.boolean().optional().describe("its events are refused from now on; `hailong hub revoke` writes it"),
    simulated: z.iso.date().optional().describe("made up by `hailong simulate --into`, up to this day"),
    certificate: certificateSchema
      .nullable()
      .optional()
      .describe("of a made-up counter; a real one says itself what it works under"),
  })
  .superRefine((desk, context) => {
    if (deviceOf(desk.publicKey) !== desk.device)
      context.addIssue({ code: "custom", path: ["device"], message: "expected the device that publicKey belongs to" });
    else if (!isUsableKey(desk.publicKey))
      context.addIssue({ code: "custom", path: ["publicKey"], message: "expected an Ed25519 public key" });
  });

/** A counter may list two devices while one replaces the other; a device stands once. */
const devicesSchema = (ward: string) =>
  z.array(deskSchema).superRefine((desks, context) => {
    const seen = new Set<string>();
    desks.forEach((desk, index) => {
      if (seen.has(desk.device))
        context.addIssue({ code: "custom", path: [index, "device"], message: "expected each device once" });
      if (desk.ward !== undefined && desk.ward !== ward)
        context.addIssue({ code: "custom", path: [index, "ward"], message: `expected this hub's ward ${ward}` });
      seen.add(desk.device);
    });
  });

/** Throws `config.*` naming key, value, expectation and line. */
export function readDevicesFile(file: string, ward: string): EnrolledDesks {
  return new Map(
    readConfig(file, devicesSchema(ward)).map(({ publicKey, ward: _, ...desk }) => [
      desk.device,
      { ...desk, publicKey, verify: createVerifier(publicKey) },
    ]),
  );
}

/** The last day that was made up; undefined for a ward whose figures are real. */
export const simulatedUntil = (desks: EnrolledDesks): string | undefined =>
  [...desks.values()]
    .flatMap(({ simulated }) => simulated ?? [])
    .sort()
    .at(-1);

/** Counters of which a desk is believed. */
export const enrolledCounters = (desks: EnrolledDesks): ReadonlySet<string> =>
  new Set([...desks.values()].filter(({ revoked }) => !revoked).map(({ counter }) => counter));

function isUsableKey(publicKey: string): boolean {
  try {
    createVerifier(publicKey);
    return true;
  } catch {
    return false;
  }
}
