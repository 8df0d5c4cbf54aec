import { z } from "zod";
import { DEFAULT_POLICY, mergePolicy, type Policy, policyPatchSchema } from "#contract/policy.js";
import { readConfig } from "#platform/config-file.js";
import { AppError, messageOf } from "#platform/errors.js";

/** Reads a YAML policy file, which names only the keys that differ from the defaults. */
export function readPolicyFile(file: string): Policy {
  const patch = readConfig(file, policyPatchSchema);
  try {
    return mergePolicy(DEFAULT_POLICY, patch);
  } catch (error) {
    const words =
      error instanceof z.ZodError
        ? error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n")
        : messageOf(error);
    throw new AppError("config.invalid", `${file}: ${words}`);
  }
}
