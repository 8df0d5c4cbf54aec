import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import { bareServer, type Listening, listen, type Tls } from "#desk/api/bare-server.js";
import type { WizardConfig } from "#desk/wizard/wizard-config.js";
import { loadWizardPage } from "#desk/wizard/wizard-page.js";
import { addWizardRoutes, type WizardRouteParts } from "#desk/wizard/wizard-routes.js";
import { AppError, systemCode } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";

export type WizardServerParts = Omit<WizardRouteParts, "secure" | "files"> & { readonly log: Logger };

/** A server of its own: the counter's API stays on loopback where this page is for a phone on the LAN. */
async function createWizardServer(
  { tls }: Pick<WizardConfig, "tls">,
  { log, ...parts }: WizardServerParts,
): Promise<FastifyInstance> {
  const app = bareServer(log, tls && { cert: pem(tls, "certificateFile"), key: pem(tls, "keyFile") });
  const { files } = loadWizardPage();
  await app.register(async (routes) => addWizardRoutes(routes, { ...parts, files, secure: tls !== undefined }));
  return app;
}

export const startWizardServer = async (config: WizardConfig, parts: WizardServerParts): Promise<Listening> =>
  listen(await createWizardServer(config, parts), config, "calibrate");

function pem(files: NonNullable<WizardConfig["tls"]>, name: keyof NonNullable<WizardConfig["tls"]>): Tls["cert"] {
  try {
    return readFileSync(files[name], "utf8");
  } catch (cause) {
    throw new AppError(
      "config.missing",
      `calibrate.tls.${name}: ${files[name]} cannot be read (${systemCode(cause)})`,
      {
        cause,
        remedy: "Name a PEM file that this user may read, or remove calibrate.tls",
      },
    );
  }
}
