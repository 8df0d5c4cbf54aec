import { type CameraProfile, ROLES, type Role } from "#eye/cameras/profiles/camera-profile.js";

type Sibling = { readonly role: Role; readonly url: URL };
export type Known = { readonly profile: CameraProfile; readonly role: Role; readonly siblings: readonly Sibling[] };

/** The makes whose addresses look like this one, each with the camera's other streams. */
export function siblingStreams(url: URL, profiles: readonly CameraProfile[]): Known[] {
  return profiles.flatMap((profile) =>
    profile.addresses.flatMap((addresses): Known[] => {
      for (const role of ROLES) {
        const channel = addresses[role] && channelOf(url, addresses[role]);
        if (channel === undefined) continue;
        const others = ROLES.filter((other) => other !== role && addresses[other] !== undefined);
        const siblings = others.map((other) => ({ role: other, url: at(url, addresses[other] ?? "", channel) }));
        return [{ profile, role, siblings }];
      }
      return [];
    }),
  );
}

/** A camera's name for the channel, empty where the pattern has none; undefined when the address is not of this kind. */
function channelOf(url: URL, pattern: string): string | undefined {
  const text = pattern.includes("?") ? `${url.pathname}${url.search}` : url.pathname;
  const [before = "", ...after] = pattern.split("{channel}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const source = after.length === 0 ? before : `${before}(\\d+?)${after.join("\\1")}`;
  const match = new RegExp(`^${source}$`, "i").exec(text);
  return match ? (match[1] ?? "") : undefined;
}

function at(url: URL, pattern: string, channel: string): URL {
  const [path = "", query = ""] = pattern.replaceAll("{channel}", channel).split("?");
  const other = new URL(url);
  other.pathname = path;
  other.search = query;
  return other;
}
