import { isIPv6 } from "node:net";

const LOOPBACK = /^(?:(?:::ffff:)?127\.\d+\.\d+\.\d+|::1)$/;

/** Of this machine itself. */
export const isLoopback = (address: string | undefined): boolean => LOOPBACK.test(address ?? "");

/** Whom an address stands for, where tries are counted: one subscriber has 2⁶⁴ addresses of IPv6. */
export function subscriberOf(address: string): string {
  if (!isIPv6(address) || address.includes(".")) return address.replace(/^::ffff:/i, "");
  const [front = [], back] = address.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = back ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill("0") : [];
  return [...front, ...zeros, ...(back ?? [])].slice(0, 4).join(":");
}
