import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type EventData, rekeyedText } from "#contract/event.js";
import { deviceSchema, publicKeySchema } from "#contract/identifiers.js";
import type { Signer } from "#desk/ledger/chain.js";
import type { Ledger } from "#desk/ledger/ledger.js";
import { createFile } from "#platform/create-file.js";
import { AppError, messageOf } from "#platform/errors.js";
import { deviceOf, loadOrCreateKey, type SigningKey, signText } from "#platform/signing.js";
import { openSqliteReadOnly } from "#platform/sqlite.js";

const [KEY, NEXT, NAME, LEDGER] = ["device.key", "device.key.next", "device.name.json", "ledger.db"] as const;
/** A device is named by its first key; after a handover its name stands here, beside the key that it has now and those before. */
const nameSchema = z.strictObject({
  device: deviceSchema,
  publicKey: publicKeySchema,
  earlier: z.array(publicKeySchema).default([]),
});

/** Reads the device's key, or makes it at first start. Throws `key.invalid` when it is not the one of this name. */
export function loadDeviceKey(folder: string): {
  readonly device: string;
  readonly key: SigningKey;
  readonly renewed: boolean;
  readonly earlier: readonly string[];
} {
  finishHandover(folder);
  const key = loadOrCreateKey(join(folder, KEY));
  const file = join(folder, NAME);
  if (!existsSync(file)) return { device: deviceOf(key.publicKey), key, renewed: false, earlier: [] };
  const name = readName(file);
  if (name.publicKey === key.publicKey) return { device: name.device, key, renewed: true, earlier: name.earlier };
  throw new AppError("key.invalid", `${KEY} is not the key that ${file} names`, {
    remedy: "Restore both from the same backup, or name another data folder and enrol again",
  });
}

/**
 * Hands the device's key on to a new one. The ledger says so first, in an event that the old key signs; a power cut at any
 * moment leaves one key or the other with its word for it.
 */
export function rotateDeviceKey(folder: string, { signer, ledger, time }: Rotation): string {
  refuseTwice(ledger);
  if (existsSync(join(folder, NAME))) readName(join(folder, NAME));
  const next = loadOrCreateKey(join(folder, NEXT));
  const { device, key } = signer;
  const keys = { from: key.publicKey, publicKey: next.publicKey };
  const text = rekeyedText(device, keys);
  const data: EventData["rekeyed"] = { ...keys, handover: signText(key, text), proof: signText(next, text) };
  ledger.commit({ events: [{ kind: "rekeyed", time, data }] });
  carryOut(folder, device, keys);
  return next.publicKey;
}
type Rotation = { readonly signer: Signer; readonly ledger: Ledger; readonly time: string };

/** The hub follows one handover after the other. */
function refuseTwice(ledger: Ledger): void {
  const { epoch, seq, receipted } = ledger.outbox();
  if (!ledger.eventsAfter(epoch, receipted, seq - receipted).some(({ kind }) => kind === "rekeyed")) return;
  throw new AppError("key.invalid", "the hub has not stored the handover before this one", {
    remedy: "Let the desk run until its backlog is 0, and try again",
  });
}

function carryOut(folder: string, device: string, { from, publicKey }: { from: string; publicKey: string }): void {
  const file = join(folder, NAME);
  const before = existsSync(file) ? readName(file).earlier : [];
  const earlier = [...new Set([...before, from])];
  createFile(file, `${JSON.stringify({ device, publicKey, earlier }, null, 2)}\n`);
  renameSync(join(folder, NEXT), join(folder, KEY));
}

function readName(file: string): z.infer<typeof nameSchema> {
  try {
    return nameSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new AppError("key.invalid", `cannot read the device's name in ${file}: ${messageOf(error)}`, {
      remedy: "Restore it from the same backup as the key, or name another data folder and enrol again",
    });
  }
}

/** One that was interrupted: carried out when the ledger says so, given up when it does not. */
function finishHandover(folder: string): void {
  const next = join(folder, NEXT);
  if (!existsSync(next)) return;
  const { publicKey } = loadOrCreateKey(next);
  const said = whatWasSaid(join(folder, LEDGER), publicKey);
  if (said) carryOut(folder, said.device, { from: said.from, publicKey });
  else rmSync(next);
}

function whatWasSaid(file: string, publicKey: string): { device: string; from: string } | undefined {
  const db = openSqliteReadOnly(file);
  try {
    return db
      .prepare<[string], { device: string; from: string }>(
        `SELECT body ->> '$.device' AS device, body ->> '$.data.from' AS "from"
         FROM events WHERE kind = 'rekeyed' AND body ->> '$.data.publicKey' = ?`,
      )
      .get(publicKey);
  } finally {
    db.close();
  }
}
