import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { foundLines } from "#commands/cameras/camera-lines.js";
import { cameraProfilesFolder } from "#commands/places.js";
import { createRuntime } from "#commands/runtime.js";
import type { Terminal } from "#commands/setup/terminal.js";
import { adviseStreams } from "#eye/cameras/advise-streams.js";
import { findCameras } from "#eye/cameras/find-cameras.js";
import { loadCameraProfiles } from "#eye/cameras/profiles/camera-profile.js";
import type { Credentials } from "#eye/source/credentials.js";
import { setupWords as words } from "#words/setup-words.js";
import { bothLanguages } from "#words/words.js";

/** One that was found, or an address. An ONVIF camera is asked for its streams, and the best is measured out. */
export async function askCamera(terminal: Terminal, folder: string): Promise<{ source: string; loginFile?: string }> {
  console.log(bothLanguages(words.searching));
  const runtime = createRuntime("setup", "silent");
  const found = await findCameras(runtime);
  console.log(foundLines(found).join("\n"));
  const typed = await terminal.ask(words.camera, found.cameras.length > 0 ? "1" : "");
  const source = found.cameras[Number(typed) - 1]?.source ?? typed;
  const user = /^(rtsps?|https?):/.test(source) ? await terminal.ask(words.cameraUser) : "";
  const login = user === "" ? undefined : { user, password: await terminal.askUnseen(words.cameraPassword) };
  return { source: await streamOf(source, login), ...(login ? { loginFile: keepLogin(folder, login) } : {}) };
}

async function streamOf(source: string, login: Credentials | undefined): Promise<string> {
  if (!/^https?:.*\/onvif\//i.test(source)) return source;
  console.log(bothLanguages(words.measuring));
  const profiles = loadCameraProfiles(cameraProfilesFolder());
  const { streams } = await adviseStreams({ ...createRuntime("setup", "silent"), source, login, profiles });
  return streams.find(({ recommended }) => recommended)?.source ?? source;
}

function keepLogin(folder: string, { user, password }: Credentials): string {
  const file = join(folder, "camera.login");
  writeFileSync(file, `${user}:${password}\n`, { mode: 0o600 });
  return file;
}
