import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Certificate } from "#contract/certificate.js";
import { checkCertificate } from "#desk/certificates/check-certificate.js";
import { createFile } from "#platform/create-file.js";
import { systemCode } from "#platform/errors.js";

/** One file a certificate, `{id}.json`, in the desk's data folder: whoever issues one need not stop the desk. */
export class CertificateShelf {
  readonly #folder: string;
  readonly #publicKeys: readonly string[];

  /** `publicKeys`: the desk's own, and those that it had before. */
  constructor(data: string, ...publicKeys: readonly string[]) {
    this.#folder = join(data, "certificates");
    this.#publicKeys = publicKeys;
  }

  /** This desk's genuine ones, newest first; anything else in the folder is nobody's certificate. */
  list(): Certificate[] {
    return this.#names()
      .flatMap((name) => {
        const checked = checkCertificate(readFileSync(join(this.#folder, name), "utf8"), this.#publicKeys);
        return checked.ok ? [checked.certificate] : [];
      })
      .sort((a, b) => (a.issued < b.issued ? 1 : -1));
  }

  /** → its file. */
  keep(certificate: Certificate): string {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const file = join(this.#folder, `${certificate.id}.json`);
    createFile(file, `${JSON.stringify(certificate, null, 2)}\n`);
    return file;
  }

  /** Changes whenever a file comes, goes or is replaced. */
  get changedAt(): number {
    return statSync(this.#folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  }

  #names(): string[] {
    try {
      return readdirSync(this.#folder).filter((name) => /^[0-9a-f]{16}\.json$/.test(name));
    } catch (error) {
      if (systemCode(error) === "ENOENT") return [];
      throw error;
    }
  }
}
