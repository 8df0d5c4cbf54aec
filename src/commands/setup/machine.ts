import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createFile } from "#platform/create-file.js";
import { AppError, messageOf } from "#platform/errors.js";

export type Owned = { readonly mode?: number; readonly owner?: string };

/** The machine that is set up; a test gives another root and watches what would be run. */
export class Machine {
  readonly #root: string;
  readonly #execute: (command: string, args: readonly string[]) => string;
  readonly #say: (line: string) => void;

  constructor(
    say: (line: string) => void,
    root = "/",
    execute = (command: string, args: readonly string[]): string =>
      execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }),
  ) {
    this.#say = say;
    this.#root = root;
    this.#execute = execute;
  }

  /** Where a path of the machine lies. */
  at(path: string): string {
    return join(this.#root, path);
  }

  has(path: string): boolean {
    return existsSync(this.at(path));
  }

  read(path: string): string | undefined {
    return this.has(path) ? readFileSync(this.at(path), "utf8") : undefined;
  }

  /** Says so where something changed; run twice, the second time is silent. */
  write(path: string, text: string | Buffer, { mode = 0o644, owner }: Owned = {}): void {
    const same = this.has(path) && readFileSync(this.at(path)).equals(Buffer.from(text));
    if (!same) {
      createFile(this.at(path), text, mode);
      this.#say(`  ${path}`);
    }
    if (owner !== undefined) this.run("chown", [owner, this.at(path)]);
  }

  /** A folder with its mode and owner, there already or not. */
  folder(path: string, { mode = 0o755, owner }: Owned = {}): void {
    const [user, group] = owner?.split(":") ?? [];
    const whose = [...(user ? ["-o", user] : []), ...(group ? ["-g", group] : [])];
    this.run("install", ["-d", "-m", mode.toString(8), ...whose, this.at(path)]);
  }

  run(command: string, args: readonly string[]): string {
    try {
      return this.#execute(command, args);
    } catch (cause) {
      const said = String((cause as { stderr?: unknown }).stderr ?? "").trim() || messageOf(cause);
      throw new AppError("tool.failed", `${command} ${args[0] ?? ""}: ${said.slice(0, 500)}`, { cause });
    }
  }

  say(line: string): void {
    this.#say(line);
  }
}
