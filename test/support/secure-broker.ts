import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { freePort } from "#platform/free-port.js";
import { Child } from "./child.js";
import { type TemporaryFolder, temporaryFolder } from "./temporary-folder.js";

const shipped = (name: string): string => fileURLToPath(new URL(`../../device/mosquitto/${name}`, import.meta.url));

/** The shipped script that makes certificates and the list of who may say what. */
export const wardCa = (args: readonly string[], env: Record<string, string> = {}): string =>
  execFileSync(shipped("ward-ca"), args, { env: { ...process.env, ...env }, encoding: "utf8", stdio: "pipe" });

/** A principal's certificate, as a configuration names it. */
export type Identity = { readonly caFile: string; readonly certFile: string; readonly keyFile: string };

/** A real mosquitto on the shipped hailong-mtls.conf: only its paths, port and address are a test's. */
export class SecureBroker implements AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly #folder: TemporaryFolder;
  #child: Child | undefined;

  static async start(counters: readonly string[]): Promise<SecureBroker> {
    const folder = await temporaryFolder();
    const broker = new SecureBroker(folder, await freePort());
    wardCa(["new", folder.file("certs")]);
    wardCa(["broker", folder.file("certs"), "127.0.0.1", "localhost"]);
    writeFileSync(folder.file("hailong.acl"), wardCa(["acl", "phuong-mau", ...counters]));
    await broker.start();
    return broker;
  }

  private constructor(folder: TemporaryFolder, port: number) {
    this.#folder = folder;
    this.port = port;
    this.url = `mqtts://127.0.0.1:${port}`;
  }

  /** Everything that the broker has said. */
  get log(): string {
    return `${this.#child?.stdout}${this.#child?.stderr}`;
  }

  /** A certificate of this ward's authority. */
  identity(principal: string, env?: Record<string, string>): Identity {
    return this.#issue("certs", principal, env);
  }

  /** One that another authority signed for the same name. */
  foreignIdentity(principal: string): Identity {
    wardCa(["new", this.#folder.file("foreign")]);
    return { ...this.#issue("foreign", principal), caFile: this.#folder.file("certs/ca.crt") };
  }

  #issue(folder: string, principal: string, env?: Record<string, string>): Identity {
    const file = (name: string): string => this.#folder.file(`${folder}/${name}`);
    wardCa(["client", this.#folder.file(folder), principal], env);
    return { caFile: file("ca.crt"), certFile: file(`${principal}.crt`), keyFile: file(`${principal}.key`) };
  }

  async start(): Promise<void> {
    const text = readFileSync(shipped("hailong-mtls.conf"), "utf8")
      .replaceAll("/etc/mosquitto/certs/", this.#folder.file("certs/"))
      .replaceAll("/etc/mosquitto/", `${this.#folder.path}/`)
      .replaceAll("/var/lib/mosquitto/", `${this.#folder.path}/`)
      .replace("listener 8883", `listener ${this.port} 127.0.0.1`);
    // mosquitto gives up root, and then cannot read what root alone may.
    const user = process.getuid?.() === 0 ? "user root\n" : "";
    writeFileSync(this.#folder.file("hailong.conf"), user + text);
    this.#child = new Child("/usr/sbin/mosquitto", ["-c", this.#folder.file("hailong.conf")], { lifeMs: 300_000 });
    await this.#child.says(/mosquitto version .* running/);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child?.[Symbol.asyncDispose]();
    await this.#folder[Symbol.asyncDispose]();
  }
}

/** As mqtt.js takes it. */
export const filesOf = ({ caFile, certFile, keyFile }: Identity) => ({
  ca: readFileSync(caFile),
  cert: readFileSync(certFile),
  key: readFileSync(keyFile),
});
