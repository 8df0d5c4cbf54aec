export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * RFC 8785 (JSON Canonicalization Scheme). ECMAScript's own serialisation of numbers and strings is the one that the
 * RFC prescribes; what remains is member order, by UTF-16 code units. Throws on a value that JSON cannot carry.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  if (typeof value === "number" && !Number.isFinite(value))
    throw new TypeError("canonical JSON has no NaN or infinity");
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`canonical JSON has no ${typeof value}`);
  return text;
}
