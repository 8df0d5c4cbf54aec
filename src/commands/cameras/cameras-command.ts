import { type Command, InvalidArgumentError } from "commander";
import { adviceLines, foundLines, makesLines } from "#commands/cameras/camera-lines.js";
import { readLogin } from "#commands/cameras/read-login.js";
import { cameraProfilesFolder } from "#commands/places.js";
import { createRuntime, EXIT, exitWith } from "#commands/runtime.js";
import { adviseStreams } from "#eye/cameras/advise-streams.js";
import { findCameras } from "#eye/cameras/find-cameras.js";
import { loadCameraProfiles } from "#eye/cameras/profiles/camera-profile.js";
import { camerasCommandWords as words } from "#words/camera-words.js";
import { bothLanguages } from "#words/words.js";

export function addCameras(program: Command): void {
  const cameras = program.command("cameras").description(bothLanguages(words.command));
  cameras
    .command("find")
    .description(bothLanguages(words.find))
    .option("--json", bothLanguages(words.json))
    .action(({ json }: { json?: true }) => exitWith(() => find(json ?? false)));
  cameras
    .command("advise")
    .description(bothLanguages(words.advise))
    .argument("<source>", bothLanguages(words.source))
    .option("--login-file <file>", bothLanguages(words.loginFile))
    .option("--field-of-view <degrees>", bothLanguages(words.fieldOfView), degrees)
    .option("--json", bothLanguages(words.json))
    .action((source: string, options: AdviseFlags) => exitWith(() => advise(source, options)));
  cameras
    .command("makes")
    .description(bothLanguages(words.makes))
    .option("--json", bothLanguages(words.json))
    .action(({ json }: { json?: true }) => exitWith(async () => makes(json ?? false)));
}

type AdviseFlags = { loginFile?: string; fieldOfView?: number; json?: true };

async function find(json: boolean): Promise<number> {
  const found = await findCameras(createRuntime("cameras", "warn"));
  console.log(json ? JSON.stringify(found) : foundLines(found).join("\n"));
  return EXIT.ok;
}

/** Exit 1 when there is nothing to take. */
async function advise(source: string, { loginFile, fieldOfView, json }: AdviseFlags): Promise<number> {
  const login = loginFile === undefined ? undefined : readLogin(loginFile);
  const profiles = loadCameraProfiles(cameraProfilesFolder());
  const advice = await adviseStreams({ ...createRuntime("cameras", "warn"), source, login, profiles, fieldOfView });
  console.log(json ? JSON.stringify(advice) : adviceLines(advice).join("\n"));
  return advice.streams.some(({ recommended }) => recommended) ? EXIT.ok : EXIT.fault;
}

function makes(json: boolean): number {
  const profiles = loadCameraProfiles(cameraProfilesFolder());
  console.log(json ? JSON.stringify(profiles) : makesLines(profiles).join("\n"));
  return EXIT.ok;
}

function degrees(text: string): number {
  const value = Number(text);
  if (!(value >= 20 && value <= 150)) throw new InvalidArgumentError("expected a number from 20 to 150");
  return value;
}
