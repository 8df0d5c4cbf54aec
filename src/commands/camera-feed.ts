import { statSync } from "node:fs";
import type { Command } from "commander";
import { readEdgeConfig } from "#commands/edge-config.js";
import { createRuntime, exitWith } from "#commands/runtime.js";
import { runFeed } from "#eye/feed/run-feed.js";
import type { CameraConfig } from "#eye/source/camera-config.js";
import { AppError } from "#platform/errors.js";
import { inheritedSockets } from "#platform/unix-socket.js";
import { cliWords } from "#words/cli-words.js";
import { bothLanguages } from "#words/words.js";

export function addCameraFeed(program: Command): void {
  program
    .command("camera-feed")
    .description(bothLanguages(cliWords.cameraFeed))
    .requiredOption("-c, --config <file>", bothLanguages(cliWords.config))
    .action(({ config }: { config: string }) =>
      exitWith(async () => {
        const { eye, log } = readEdgeConfig(config);
        const socket = eye.camera.feed;
        if (socket === undefined) {
          throw new AppError("config.invalid", "camera.feed: expected the path of a socket, got nothing", {
            remedy: "Add it to the camera's section, or let the eye reach the camera itself",
          });
        }
        const inherited = inheritedSockets(process.env);
        const { clock, ...runtime } = createRuntime("feed", log);
        // Read anew for each eye: a technician may have chosen another camera since.
        const camera = (): CameraConfig => readEdgeConfig(config).eye.camera;
        const login = handedLogin(camera);
        const handed = login();
        await runFeed({ socket, inherited, camera, clock, outdated: () => login() !== handed }, runtime);
        return 0;
      }),
    );
}

/**
 * systemd hands a login over when this program starts, and never again: which file it was, and its state. By hand the
 * file itself is read, each time.
 */
function handedLogin(camera: () => CameraConfig): () => string {
  if (process.env.CREDENTIALS_DIRECTORY === undefined) return () => "";
  let known = "";
  return () => {
    try {
      const now = camera();
      const file = "url" in now ? now.credentialsFile : undefined;
      known = `${file} ${file && statSync(file, { throwIfNoEntry: false })?.mtimeMs}`;
    } catch {
      // Somebody is in the middle of editing, or the file is root's: setup, which writes it, starts this program anew.
    }
    return known;
  };
}
