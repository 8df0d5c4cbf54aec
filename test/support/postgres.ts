import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "#platform/free-port.js";
import { Child } from "./child.js";
import type { TemporaryFolder } from "./temporary-folder.js";

const ROOT = "/usr/lib/postgresql";

/** The newest installed, as Debian lays it out. */
function postgresProgram(name: string): string {
  const newest = readdirSync(ROOT).sort((a, b) => Number(b) - Number(a))[0] ?? "";
  return join(ROOT, newest, "bin", name);
}

/** PostgreSQL refuses to run as root: then it runs as the user of Debian's package. */
function unprivileged(command: string, args: readonly string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [command, [...args]];
  return ["setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", command, ...args]];
}

const idOf = (flag: "-u" | "-g"): number => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));

/** A real server on loopback with a cluster of its own. Its superuser is `app`, its clients are trusted. */
export class Postgres implements AsyncDisposable {
  readonly port: number;
  readonly #folder: string;
  readonly #settings: readonly string[];
  readonly #lifeMs: number;
  #child: Child;

  static async start(
    folder: TemporaryFolder,
    settings: readonly string[] = ["fsync=off"],
    lifeMs = 600_000,
  ): Promise<Postgres> {
    const place = folder.file("postgres");
    mkdirSync(place);
    if (process.getuid?.() === 0) {
      chmodSync(folder.path, 0o711);
      chownSync(place, idOf("-u"), idOf("-g"));
    }
    const args = ["-D", join(place, "data"), "-A", "trust", "-U", "app", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"];
    const [command, all] = unprivileged(postgresProgram("initdb"), args);
    execFileSync(command, all, { stdio: "pipe", cwd: "/" });
    const server = new Postgres(place, await freePort(), settings, lifeMs);
    await server.ready();
    return server;
  }

  private constructor(folder: string, port: number, settings: readonly string[], lifeMs: number) {
    this.#lifeMs = lifeMs;
    this.#folder = folder;
    this.port = port;
    this.#settings = settings;
    this.#child = this.#launch();
  }

  url(database: string, user = "app"): string {
    return `postgres://${user}@127.0.0.1:${this.port}/${database}`;
  }

  /** One statement or more, as the superuser; → what it answers, unaligned, without headers. */
  sql(text: string, database = "postgres"): string {
    return this.tool("psql", ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", text], database);
  }

  /** One of PostgreSQL's own programs on a database. */
  tool(name: string, args: readonly string[], database: string): string {
    const at = ["-h", "127.0.0.1", "-p", `${this.port}`, "-U", "app", "-d", database];
    return execFileSync(postgresProgram(name), [...at, ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  createDatabase(name: string): string {
    this.sql(`CREATE DATABASE ${name}`);
    return this.url(name);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Ends it as a service manager would, or at once. */
  async stop(signal: "SIGINT" | "SIGQUIT" = "SIGINT"): Promise<void> {
    this.#child.kill(signal);
    await this.#child.ended;
  }

  async restart(): Promise<void> {
    this.#child = this.#launch();
    await this.ready();
  }

  ready(): Promise<void> {
    return this.#child.says(/database system is ready to accept connections/, 60_000);
  }

  #launch(): Child {
    const settings = [`port=${this.port}`, "listen_addresses=127.0.0.1", `unix_socket_directories=${this.#folder}`];
    const options = [...settings, ...this.#settings].flatMap((setting) => ["-c", setting]);
    const [command, args] = unprivileged(postgresProgram("postgres"), ["-D", join(this.#folder, "data"), ...options]);
    return new Child(command, args, { lifeMs: this.#lifeMs, cwd: "/" });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGCONT");
    if (this.#child.process.exitCode === null) await this.stop("SIGQUIT");
    await this.#child[Symbol.asyncDispose]();
  }
}
