import { readFileSync } from "node:fs";
import pg from "pg";
import { guardPostgres } from "#hub/store/postgres/faults.js";
import type { PostgresConfig } from "#hub/store/store-config.js";
import { AppError, isErrorCode, systemCode } from "#platform/errors.js";
import { secretFile } from "#platform/secret-file.js";

export type Query = <Row extends object>(text: string, values?: readonly unknown[], name?: string) => Promise<Row[]>;

/** Of work that may take long: schema changes, erasing months. */
const SLOW_MS = 3_600_000;
const OLDEST = 14;
const INT8 = 20;

/** A few connections to one database. Every fault of the road or the server leaves it as an AppError. */
export class Database implements AsyncDisposable {
  readonly where: string;
  readonly #options: pg.ClientConfig;
  readonly #pool: pg.Pool;
  #reachable = true;

  constructor(config: PostgresConfig) {
    const { hostname, port, pathname } = new URL(config.url);
    this.where = `${decodeURIComponent(hostname)}:${port || 5432}${pathname}`;
    this.#options = clientOptions(config);
    this.#pool = new pg.Pool({ ...this.#options, max: config.connections, idleTimeoutMillis: 60_000 });
    // A connection that breaks while nobody uses it is made anew by whoever needs one.
    this.#pool.on("error", ignore);
  }

  get reachable(): boolean {
    return this.#reachable;
  }

  query: Query = (text, values, name) =>
    this.#guard(async () => rows(await this.#pool.query(statement(text, values, name))));

  /** What throws inside leaves nothing behind. `begin` may take locks at once. */
  async transaction<T>(work: (query: Query) => Promise<T>, { begin = "BEGIN", slow = false } = {}): Promise<T> {
    const client = await this.#guard(() => this.#pool.connect());
    // What breaks the connection is told to whoever waits for an answer; without a listener it would end the process too.
    client.on("error", ignore);
    const patience = slow ? { query_timeout: SLOW_MS } : {};
    const query: Query = (text, values, name) =>
      this.#guard(async () => rows(await client.query({ ...statement(text, values, name), ...patience })));
    try {
      await query(slow ? `${begin}; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0` : begin);
      const result = await work(query);
      await query("COMMIT");
      client.off("error", ignore);
      client.release();
      return result;
    } catch (error) {
      // In what state the connection is nobody knows; the server rolls back what it had begun.
      client.release(true);
      throw error;
    }
  }

  /** A connection of its own, for what lasts as long as the connection. */
  async connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#options);
    client.on("error", ignore);
    await this.#guard(() => client.connect());
    return client;
  }

  /** Writes tables anew, without what stands overwritten in their pages. Whoever wants them waits for as long. */
  async rewrite(tables: readonly string[]): Promise<void> {
    const client = await this.connect();
    try {
      for (const text of ["SET statement_timeout = 0", "SET lock_timeout = 0", `VACUUM (FULL) ${tables.join(", ")}`])
        await this.#guard(() => client.query({ text, query_timeout: SLOW_MS } as pg.QueryConfig));
    } finally {
      await client.end();
    }
  }

  /** A question on a connection of its own. */
  ask<Row extends object>(client: pg.Client, text: string, values: unknown[] = []): Promise<Row[]> {
    return this.#guard(async () => rows(await client.query(text, values)));
  }

  async checkVersion(): Promise<void> {
    const [row] = await this.query<{ version: number }>("SELECT current_setting('server_version_num')::int AS version");
    checkServerVersion(row?.version ?? 0, this.where);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.end();
  }

  async #guard<T>(talk: () => Promise<T>): Promise<T> {
    try {
      const answer = await guardPostgres(this.where, talk);
      this.#reachable = true;
      return answer;
    } catch (error) {
      if (isErrorCode(error, "store.unavailable") || isErrorCode(error, "store.denied")) this.#reachable = false;
      throw error;
    }
  }
}

const ignore = (): void => {};

/** `version` as PostgreSQL numbers it: 150013. */
export function checkServerVersion(version: number, where: string): void {
  if (version >= OLDEST * 10_000) return;
  throw new AppError("store.unfit", `${where} is PostgreSQL ${Math.floor(version / 10_000)}, expected ≥ ${OLDEST}`, {
    remedy: "Upgrade the server",
  });
}

const statement = (text: string, values: readonly unknown[] = [], name?: string) => ({
  text,
  ...(values.length > 0 ? { values: [...values] } : {}),
  ...(name === undefined ? {} : { name }),
});

/** Several statements at once give several results, of which nobody wants the rows. */
const rows = <Row>(result: unknown): Row[] => (Array.isArray(result) ? [] : (result as { rows: Row[] }).rows);

function clientOptions(config: PostgresConfig): pg.ClientConfig {
  const ms = config.timeoutSeconds * 1_000;
  const password = readStoreFile(config, "passwordFile")?.trim();
  const ca = readStoreFile(config, "caFile");
  const settings = {
    // An event is receipted after its commit: it must then survive the server's power cut.
    synchronous_commit: "on",
    statement_timeout: ms,
    lock_timeout: ms,
    // A worker that hangs in the middle must not hold up the others.
    idle_in_transaction_session_timeout: ms,
    TimeZone: "UTC",
  };
  return {
    ...placeOf(config.url),
    application_name: "hailong-hub",
    connectionTimeoutMillis: ms,
    query_timeout: ms + 1_000,
    keepAlive: true,
    options: Object.entries(settings)
      .map(([key, value]) => `-c ${key}=${value}`)
      .join(" "),
    types: {
      // Counts and places: far below 2^53.
      getTypeParser: ((oid: number, format?: "text") =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
    ...(password ? { password } : {}),
    ...(ca ? { ssl: { ca, rejectUnauthorized: true } } : {}),
  };
}

/** Taken apart here: of a URL without a password, pg makes an empty one that displaces the file's. */
function placeOf(url: string): pg.ClientConfig {
  const { hostname, port, username, pathname } = new URL(url);
  return {
    host: decodeURIComponent(hostname).replace(/^\[|\]$/g, ""),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    database: decodeURIComponent(pathname.slice(1)),
  };
}

function readStoreFile(config: PostgresConfig, key: "passwordFile" | "caFile"): string | undefined {
  const path = config[key];
  try {
    return path === undefined ? undefined : readFileSync(secretFile(path), "utf8");
  } catch (cause) {
    throw new AppError("config.invalid", `store.${key}: ${path} cannot be read (${systemCode(cause)})`, {
      cause,
      remedy: "Name a file that this user may read",
    });
  }
}
