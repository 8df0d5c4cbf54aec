import { type Command, InvalidArgumentError } from "commander";
import { EXIT, exitWith } from "#commands/runtime.js";
import { canonicalJson } from "#contract/canonical-json.js";
import { slugSchema } from "#contract/identifiers.js";
import { signPolicy } from "#hub/policy/policy-message.js";
import { readPolicyPatch } from "#hub/policy/ward-policy.js";
import { loadOrCreateKey } from "#platform/signing.js";
import { cliWords } from "#words/cli-words.js";
import { policyWords as words } from "#words/policy-words.js";
import { bothLanguages } from "#words/words.js";

type Options = { key: string; city: string; number: number; policy: string };

/** What a city does without a hub of its own: signs a policy, which any MQTT client then publishes retained. */
export function addPolicySign(policy: Command): void {
  policy
    .command("sign")
    .description(bothLanguages(words.sign))
    .requiredOption("--key <file>", bothLanguages(words.cityKey))
    .requiredOption("--city <name>", bothLanguages(words.city), nameOf)
    .requiredOption("--number <n>", bothLanguages(words.number), numberOf)
    .requiredOption("--policy <file>", bothLanguages(cliWords.policyFile))
    .action(({ key: file, city, number, policy: policyFile }: Options) =>
      exitWith(async () => {
        const patch = readPolicyPatch(policyFile);
        const key = loadOrCreateKey(file);
        console.error(`${bothLanguages(words.publicKey)}: ${key.publicKey}`);
        console.log(canonicalJson(signPolicy({ number, patch }, city, key)));
        return EXIT.ok;
      }),
    );
}

function nameOf(text: string): string {
  const name = slugSchema.safeParse(text);
  if (name.success) return name.data;
  throw new InvalidArgumentError(name.error.issues[0]?.message ?? "");
}

function numberOf(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError("expected a whole number from 1");
}
