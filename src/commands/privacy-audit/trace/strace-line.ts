/** One system call as strace prints it with -f -yy -xx -v. `args` ends before the closing bracket. */
export type Call = { readonly pid: number; readonly name: string; readonly args: string; readonly result: string };

const LINE = /^(\d+) +(.*)$/s;
const WHOLE = /^(\w+)\((.*)\) += (.*)$/s;
const BEGUN = /^(\w+\(.*?) *<unfinished \.\.\.>$/s;
const RESUMED = /^<\.\.\. \w+ resumed>(.*)$/s;

/** Calls of many threads are printed in parts: puts them together. */
export class CallReader {
  readonly #begun = new Map<number, string>();

  read(line: string): Call | undefined {
    const [, number, rest] = LINE.exec(line) ?? [];
    if (number === undefined || rest === undefined) return undefined;
    const pid = Number(number);
    // A frame is a line of a megabyte: it is not walked through for this.
    const begun = rest.endsWith("unfinished ...>") ? BEGUN.exec(rest)?.[1] : undefined;
    if (begun !== undefined) {
      this.#begun.set(pid, begun);
      return undefined;
    }
    const resumed = RESUMED.exec(rest)?.[1];
    const text = resumed === undefined ? rest : `${this.#begun.get(pid) ?? ""}${resumed}`;
    if (resumed !== undefined) this.#begun.delete(pid);
    const [, name, args, result] = WHOLE.exec(text) ?? [];
    return name === undefined || args === undefined || result === undefined ? undefined : { pid, name, args, result };
  }

  /** Calls that never came back (the process ended in them): what they were given counts as sent. */
  *unfinished(): Iterable<Call> {
    for (const [pid, text] of this.#begun) {
      const [, name, args] = /^(\w+)\((.*)$/s.exec(text) ?? [];
      if (name !== undefined && args !== undefined) yield { pid, name, args, result: "?" };
    }
  }
}

const LITERAL = /"((?:\\x[0-9a-f]{2})*)"/g;

/** The bytes of every string literal, in order. */
export const literalsOf = (text: string): Buffer[] =>
  [...text.matchAll(LITERAL)].map(([, digits]) => unhex(digits ?? ""));

const unhex = (digits: string): Buffer => Buffer.from(digits.replaceAll("\\x", ""), "hex");

/** Paths and names in angle brackets are printed as digits too. */
export const readable = (text: string): string =>
  text.replaceAll(/(?:\\x[0-9a-f]{2})+/g, (digits) => unhex(digits).toString("utf8"));

/** What stands behind a descriptor: `5<TCP:[…]>` → `TCP:[…]`. */
export function behind(text: string): string | undefined {
  const decoration = /^-?\d+<(.*?)>(?=[,)\]]|$)/s.exec(text.trimStart())?.[1];
  return decoration === undefined ? undefined : readable(decoration);
}
