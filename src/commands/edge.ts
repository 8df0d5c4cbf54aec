import type { Command } from "commander";
import { cameraFinder } from "#commands/camera-finder.js";
import { readEdgeConfig } from "#commands/edge-config.js";
import { addEdgeRotateKey } from "#commands/edge-rotate-key.js";
import { createRuntime, exitWith } from "#commands/runtime.js";
import { runDesk } from "#desk/run-desk.js";
import { cliWords } from "#words/cli-words.js";
import { bothLanguages } from "#words/words.js";

export function addEdge(program: Command): void {
  const edge = program
    .command("edge")
    .description(bothLanguages(cliWords.edge))
    .requiredOption("-c, --config <file>", bothLanguages(cliWords.config))
    .action(({ config }: { config: string }) =>
      exitWith(async () => {
        const { desk, camera, size, log } = readEdgeConfig(config);
        const runtime = createRuntime("desk", log);
        const finder = cameraFinder({ ...runtime, size, present: () => camera.settings() });
        await runDesk(desk, runtime, { camera, finder });
        return 0;
      }),
    );
  addEdgeRotateKey(edge);
}
