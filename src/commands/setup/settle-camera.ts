import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { CounterAnswers } from "#commands/setup/answers.js";
import { readGiven } from "#commands/setup/broker-access.js";
import { cameraAddress } from "#eye/source/credentials.js";
import { takeLoginOut } from "#eye/source/query-login.js";
import { AppError, systemCode } from "#platform/errors.js";

export type SettledCamera = Pick<CounterAnswers["camera"], "source" | "zone"> & {
  /** One line user:password. */
  readonly login?: string | Buffer;
};

/**
 * The camera as edge.yaml may name it: by its address, for its reader's sandbox has no name service, and without a
 * login, for everybody may read that file.
 */
export async function settleCamera({ source, loginFile, zone }: CounterAnswers["camera"]): Promise<SettledCamera> {
  const given = loginFile === undefined ? undefined : readGiven("camera.loginFile", loginFile);
  const settled = isOnNetwork(source) ? await byAddress(source) : { source };
  const login = given ?? settled.login;
  return { source: settled.source, ...(login === undefined ? {} : { login }), ...(zone ? { zone } : {}) };
}

export const isOnNetwork = (source: string): boolean =>
  URL.canParse(source) && /^(rtsps?|https?):$/.test(new URL(source).protocol);

async function byAddress(source: string): Promise<{ source: string; login?: string }> {
  const inside = cameraAddress({ url: source });
  const { url, credentials } = takeLoginOut(inside.url) ?? inside;
  const host = hostOf(url);
  const [address = host] = await addressesOf(host);
  const login = credentials && `${credentials.user}:${credentials.password}\n`;
  if (address === host && !login) return { source };
  return {
    source: url.href.replace(url.host, url.host.replace(url.hostname, isIP(address) === 6 ? `[${address}]` : address)),
    ...(login ? { login } : {}),
  };
}

export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

export async function addressesOf(host: string): Promise<string[]> {
  if (isIP(host)) return [host];
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address).sort();
  } catch (cause) {
    throw new AppError("config.invalid", `camera.source: ${host} has no address (${systemCode(cause)})`, {
      cause,
      remedy: "Give the camera's IP address",
    });
  }
}
