import { readFileSync } from "node:fs";
import { type Document, isMap, isSeq, parseDocument } from "yaml";
import { type EnrolledDesk, readDevicesFile } from "#hub/enrolment/devices-file.js";
import { AppError } from "#platform/errors.js";
import { replaceFile } from "#platform/replace-file.js";

export type Entry = {
  readonly device: string;
  readonly counter: string;
  readonly publicKey: string;
} & Pick<EnrolledDesk, "simulated" | "certificate">;

/** Adds a desk to the list; one that is in it stays as it is. A hub that runs reads the file within a second. */
export function addDevice(file: string, ward: string, { device, counter, publicKey, ...madeUp }: Entry): void {
  const entry = { device, counter, publicKey, ...madeUpOf(madeUp) };
  edit(file, ward, (list) => {
    if (indexOf(list, device) === undefined) list.add(list.createNode(entry));
  });
}

const madeUpOf = ({ simulated, certificate }: Pick<Entry, "simulated" | "certificate">) =>
  simulated === undefined ? {} : { simulated, ...(certificate === undefined ? {} : { certificate }) };

/** Ends the trust in a desk's key, for good. Its line stays: the hub can then tell it so. */
export function revokeDevice(file: string, ward: string, device: string): void {
  edit(file, ward, (list) => {
    const index = indexOf(list, device);
    if (index === undefined) {
      throw new AppError("config.invalid", `${file}: there is no ${device}`, {
        remedy: "Name a device of that list, hl- and 12 digits",
      });
    }
    list.setIn([index, "revoked"], true);
  });
}

function edit(file: string, ward: string, change: (list: Document) => void): void {
  // What cannot be used is for a person to mend; we would only hide it.
  readDevicesFile(file, ward);
  const list = parseDocument(readFileSync(file, "utf8"));
  // `[]` is how a new list begins; one desk a line is how people read it.
  if (isSeq(list.contents) && list.contents.items.length === 0) list.contents.flow = false;
  change(list);
  replaceFile(file, String(list));
}

function indexOf({ contents }: Document, device: string): number | undefined {
  if (!isSeq(contents)) return undefined;
  const index = contents.items.findIndex((item) => isMap(item) && item.get("device") === device);
  return index < 0 ? undefined : index;
}
