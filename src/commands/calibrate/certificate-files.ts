import { readFileSync } from "node:fs";
import { rowLines, verdictLine } from "#commands/calibrate/check-lines.js";
import { readEdgeConfig } from "#commands/edge-config.js";
import { EXIT } from "#commands/runtime.js";
import type { Row } from "#contract/calibration.js";
import type { Certificate } from "#contract/certificate.js";
import { CertificateShelf } from "#desk/certificates/certificate-shelf.js";
import { type CheckedCertificate, checkCertificate, isNamedByItsKey } from "#desk/certificates/check-certificate.js";
import { devicePublicKeys } from "#desk/data-folder.js";
import { AppError, systemCode } from "#platform/errors.js";
import { calibrateWords as words } from "#words/calibrate-command-words.js";
import { CHECK_WORDS, VERDICT_WORDS } from "#words/calibration-words.js";
import { bothLanguages } from "#words/words.js";

/** Exit 1 when it is not genuine. */
export function verifyFile(file: string): number {
  const checked = check(file);
  if (!checked.ok) {
    console.error(`${bothLanguages(words.notGenuine)}: ${checked.why}${checked.at ? ` (${checked.at})` : ""}`);
    return EXIT.fault;
  }
  const { certificate } = checked;
  console.log(`${bothLanguages(words.genuine)}: ${certificate.device}`);
  if (!isNamedByItsKey(certificate)) console.log(bothLanguages(words.handedOn));
  console.log([headOf(certificate), ...rowLines(certificate.rows), "", verdictLine(certificate.verdict)].join("\n"));
  return EXIT.ok;
}

export function listCertificates(config: string): number {
  const { desk } = readEdgeConfig(config);
  const certificates = new CertificateShelf(desk.data, ...devicePublicKeys(desk.data)).list();
  if (certificates.length === 0) console.log(bothLanguages(words.none));
  for (const one of certificates) console.log(`${headOf(one)} · ${VERDICT_WORDS[one.verdict].vi}`);
  return EXIT.ok;
}

/** Every row of which figure or verdict differ. */
export function compareFiles(before: string, after: string): number {
  const [old, recent] = [genuine(before), genuine(after)];
  console.log([headOf(old), headOf(recent)].join("\n"));
  for (const row of recent.rows) {
    const was = old.rows.find(({ check }) => check === row.check);
    if (was && was.figure === row.figure && was.verdict === row.verdict) continue;
    console.log(`${bothLanguages(CHECK_WORDS[row.check])}: ${was ? shortOf(was) : "–"} → ${shortOf(row)}`);
  }
  return EXIT.ok;
}

const shortOf = ({ figure, verdict }: Row): string => `${figure ?? "–"} ${VERDICT_WORDS[verdict].vi}`;

const headOf = ({ id, issued, ward, counter, technician }: Certificate): string =>
  `${id} · ${issued} · ${ward}/${counter} · ${technician}`;

function genuine(file: string): Certificate {
  const checked = check(file);
  if (checked.ok) return checked.certificate;
  throw new AppError("config.invalid", `${file}: ${bothLanguages(words.notGenuine)} (${checked.why})`, {
    remedy: "Take the file as the desk wrote it",
  });
}

function check(file: string): CheckedCertificate {
  try {
    return checkCertificate(readFileSync(file, "utf8"));
  } catch (error) {
    throw new AppError("config.missing", `${file} cannot be read (${systemCode(error) ?? "unknown"})`, {
      cause: error,
      remedy: "Name a certificate file",
    });
  }
}
