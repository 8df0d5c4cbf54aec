import { randomBytes } from "node:crypto";
import type { StatusMessage } from "#contract/desk-message.js";
import { type Place, sourceOf } from "#contract/topics.js";

export type StatusFacts = {
  readonly place: Place;
  readonly device: string;
  readonly version: string;
  /** sha256 of the expression model, empty before the eye is ready. */
  readonly model: string;
  readonly certificate: StatusMessage["data"]["certificate"];
};

/** The retained birth certificate, or its twin, the last will. */
export function statusMessage({ place, device, version, model, certificate }: StatusFacts, online: boolean): string {
  const message: StatusMessage = {
    specversion: "1.0",
    id: `${device}/status/${randomBytes(12).toString("base64url")}`,
    source: sourceOf(place),
    datacontenttype: "application/json",
    type: "vn.hailong.status.v1",
    data: { online, device, version, model, certificate },
  };
  return JSON.stringify(message);
}
