import { programName } from "#commands/privacy-audit/program-name.js";
import { BLIND, BORN, GIVEN, MOVED, NAMED } from "#commands/privacy-audit/trace/calls.js";
import { behind, type Call, literalsOf, readable } from "#commands/privacy-audit/trace/strace-line.js";

/** What one program gave to one thing: a file, a socket, a pipe. */
export type Flow = {
  readonly program: string;
  readonly target: string;
  readonly parts: readonly Buffer[];
  readonly bytes: number;
  /** Moved by the kernel, or cut by the tracer: counted, and not seen. */
  readonly unseen: number;
};
export type Traffic = {
  readonly flows: readonly Flow[];
  /** Files opened for writing, made or named. */
  readonly named: readonly string[];
  readonly connected: readonly { readonly program: string; readonly address: string }[];
  /** Inodes of pipes and socket pairs made within the audited programs. */
  readonly pipes: ReadonlySet<string>;
  /** Argument lists and environments. */
  readonly started: readonly { readonly program: string; readonly words: Buffer }[];
  readonly coreLimits: readonly string[];
  /** Calls that could carry something past this tracer. */
  readonly blind: readonly string[];
};

type Gathered = { program: () => string; target: string; parts: Buffer[]; bytes: number; unseen: number };

/** Reads the calls of a tree of processes, in their order. */
export class TrafficReader {
  readonly #parents = new Map<number, number>();
  readonly #programs = new Map<number, string>();
  readonly #flows = new Map<string, Gathered>();
  readonly #named = new Set<string>();
  readonly #connected: { pid: number; address: string }[] = [];
  readonly #pipes = new Set<string>();
  readonly #paths = new Map<string, string>();
  readonly #started: { pid: number; words: Buffer }[] = [];
  readonly #coreLimits: string[] = [];
  readonly #blind = new Set<string>();

  take({ pid, name, args, result }: Call): void {
    if (BORN.has(name)) this.#bear(pid, args, result);
    if (result.startsWith("-1") && name !== "connect") return;
    if (GIVEN.has(name)) this.#give(pid, args, result);
    else if (MOVED.has(name)) this.#move(pid, name, args, result);
    else if (name === "execve" || name === "execveat") this.#exec(pid, args);
    else if (name.startsWith("open")) this.#open(args, result);
    else if (NAMED.has(name)) this.#name(name, args);
    else if (name === "connect") this.#connect(pid, args);
    else if (name.startsWith("pipe") || name === "socketpair")
      for (const [, inode] of readable(args).matchAll(/:\[(\d+)/g)) this.#pipes.add(inode ?? "");
    else if (/rlimit/.test(name) && /RLIMIT_CORE, \{rlim_cur=(?!0,)/.test(args))
      this.#coreLimits.push(`${this.#label(pid)()}: ${args}`);
    else if (BLIND.has(name)) this.#blind.add(name);
  }

  get traffic(): Traffic {
    return {
      flows: [...this.#flows.values()].map((flow) => ({ ...flow, program: flow.program() })),
      named: [...this.#named],
      connected: this.#connected.map(({ pid, address }) => ({ program: this.#label(pid)(), address })),
      pipes: this.#pipes,
      started: this.#started.map(({ pid, words }) => ({ program: this.#label(pid)(), words })),
      coreLimits: this.#coreLimits,
      blind: [...this.#blind],
    };
  }

  #give(pid: number, args: string, result: string): void {
    const bytes = result === "?" ? Number.POSITIVE_INFINITY : Number.parseInt(result, 10);
    const iov = [...args.matchAll(/iov_base="((?:\\x[0-9a-f]{2})*)"/g)].map(([text]) => text);
    const given = Buffer.concat(literalsOf(iov.length > 0 ? iov.join() : firstLiteral(withoutDescriptor(args))));
    const seen = given.subarray(0, Math.min(bytes, given.length));
    // A datagram's socket may be nobody's: then the call says whom it is for.
    const to = /sa_family=AF_INET/.test(args) ? ` → ${addressOf(args)}` : "";
    const flow = this.#flow(pid, `${behind(args) ?? "?"}${to}`);
    flow.parts.push(seen);
    flow.bytes += Number.isFinite(bytes) ? bytes : seen.length;
    if (Number.isFinite(bytes)) flow.unseen += Math.max(0, bytes - seen.length);
    if (/SCM_RIGHTS/.test(args)) this.#blind.add("SCM_RIGHTS");
  }

  #move(pid: number, name: string, args: string, result: string): void {
    const descriptors = args.split(/, (?=\d+<)/).flatMap((part) => behind(part) ?? []);
    // sendfile names the receiver first, the others last.
    const target = name.startsWith("sendfile") ? descriptors[0] : descriptors.at(-1);
    const flow = this.#flow(pid, target ?? "?");
    const bytes = Number.parseInt(result, 10) || 0;
    flow.bytes += bytes;
    flow.unseen += bytes;
  }

  #exec(pid: number, args: string): void {
    const words = literalsOf(args);
    const [path = "", ...argv] = literalsOf(args.split("], [", 1).join()).map((word) => word.toString("utf8"));
    this.#programs.set(pid, programName([path, ...argv.slice(1)]));
    this.#started.push({ pid, words: Buffer.concat(words.flatMap((word) => [word, Buffer.from("\n")])) });
  }

  #open(args: string, result: string): void {
    if (!/O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)/.test(args)) return;
    this.#named.add(behind(result) ?? literalsOf(args).at(-1)?.toString("utf8") ?? "?");
  }

  /** A program that the tracer is not told of may do whatever it likes. */
  #bear(pid: number, args: string, result: string): void {
    this.#parents.set(Number.parseInt(result, 10), pid);
    if (args.includes("CLONE_UNTRACED")) this.#blind.add("CLONE_UNTRACED");
  }

  /** A file in memory has a name and no place, whatever the name looks like. */
  #name(name: string, args: string): void {
    const before = name === "memfd_create" ? "memfd:" : "";
    if (name === "bind" && !args.includes("AF_UNIX")) return;
    const literals = name === "bind" ? [pathOf(args)] : literalsOf(args).map((literal) => literal.toString("utf8"));
    for (const literal of literals) if (literal !== "") this.#named.add(before + literal);
  }

  /** Only the listening end of a local socket shows its path. */
  #connect(pid: number, args: string): void {
    const address = addressOf(args);
    const inode = /^UNIX-\w+:\[(\d+)/.exec(behind(args) ?? "")?.[1];
    if (inode !== undefined) this.#paths.set(inode, address);
    else this.#connected.push({ pid, address });
  }

  #flow(pid: number, described: string): Gathered {
    const inode = /^UNIX-\w+:\[(\d+)/.exec(described)?.[1] ?? "";
    const target = this.#paths.get(inode) ?? described;
    const key = `${this.#programs.get(pid) ?? pid} ${target}`;
    const known = this.#flows.get(key);
    if (known) return known;
    const flow = { program: this.#label(pid), target, parts: [], bytes: 0, unseen: 0 };
    this.#flows.set(key, flow);
    return flow;
  }

  /** A thread's first call may be printed before the call that made it: asked for when all are read. */
  #label(pid: number): () => string {
    const own = this.#programs.get(pid);
    return () => own ?? this.#inherited(pid);
  }

  #inherited(pid: number): string {
    for (let at: number | undefined = pid; at !== undefined; at = this.#parents.get(at)) {
      const program = this.#programs.get(at);
      if (program !== undefined) return program;
    }
    return `process ${pid}`;
  }
}

/** A local socket's descriptor is printed with its path, which is a literal too. */
const withoutDescriptor = (args: string): string => args.slice(args.indexOf(">, ") + 1);

const firstLiteral = (args: string): string => /"(?:\\x[0-9a-f]{2})*"/.exec(args)?.[0] ?? "";

function addressOf(args: string): string {
  const family = /sa_family=(\w+)/.exec(args)?.[1] ?? "?";
  const port = /sin6?_port=htons\((\d+)\)/.exec(args)?.[1];
  return `${family} ${pathOf(args)}${port ? `:${port}` : ""}`;
}

/** Of a socket's address: its path, or its number in the network. */
const pathOf = (args: string): string =>
  literalsOf(/(?:inet_addr\(|inet_pton\(AF_INET6, |sun_path=@?)("[^"]*")/.exec(args)?.[1] ?? "").join();
