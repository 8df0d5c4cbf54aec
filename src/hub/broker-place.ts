import { randomBytes } from "node:crypto";
import { hubSubscriptions } from "#contract/topics.js";
import { deviceOf } from "#platform/signing.js";

type Hub = {
  readonly ward: string;
  readonly city: string | undefined;
  /** The workers' shared subscription; undefined: one hub serves the ward alone. */
  readonly group: string | undefined;
  readonly publicKey: string;
};

/** The name that the broker knows the hub by, and what it listens to. */
export function brokerPlaceOf({ ward, city, group, publicKey }: Hub): { clientId: string; subscriptions: string[] } {
  // Workers share the key, and a broker knows each client by another name.
  const worker = group === undefined ? "" : `-${randomBytes(4).toString("hex")}`;
  return {
    clientId: `hailong-hub-${deviceOf(publicKey)}${worker}`,
    subscriptions: hubSubscriptions(ward, {
      ...(city === undefined ? {} : { city }),
      ...(group === undefined ? {} : { group }),
    }),
  };
}
