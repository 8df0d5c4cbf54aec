import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Where a secret that a configuration names is read. Under systemd the file itself may be root's alone, and
 * `LoadCredential=desk:/etc/hailong/secrets/desk` hands over each file of that folder as `desk_NAME`.
 */
export function secretFile(path: string, environment: NodeJS.ProcessEnv = process.env): string {
  const folder = environment.CREDENTIALS_DIRECTORY;
  if (folder === undefined) return path;
  const handed = join(folder, `${basename(dirname(path))}_${basename(path)}`);
  return existsSync(handed) ? handed : path;
}
