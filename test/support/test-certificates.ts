import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import type { TemporaryFolder } from "./temporary-folder.js";

/** A certificate authority of one test, and what it has signed: `{name}.crt` and `{name}.key` beside `ca.crt`. */
export function makeCertificates(folder: TemporaryFolder, names: readonly string[]): void {
  const openssl = (...args: string[]): void =>
    void execFileSync("openssl", args, { cwd: folder.path, stdio: "ignore", timeout: 60_000 });
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  openssl("req", "-x509", ...newKey, "-days", "30", "-subj", "/CN=Test CA", "-keyout", "ca.key", "-out", "ca.crt");
  writeFileSync(folder.file("names.ext"), "subjectAltName=IP:127.0.0.1");
  for (const name of names) {
    openssl("req", ...newKey, "-subj", `/CN=${name}`, "-keyout", `${name}.key`, "-out", `${name}.csr`);
    const by = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names.ext"];
    openssl("x509", "-req", "-in", `${name}.csr`, ...by, "-days", "30", "-out", `${name}.crt`);
  }
}
