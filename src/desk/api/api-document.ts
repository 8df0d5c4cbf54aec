import { deskOpenApi } from "#contract/openapi.js";
import { version } from "#platform/version.js";

/** What /docs shows. */
export const apiDocument = (): object => deskOpenApi(version());
