import { copyFileSync, existsSync, renameSync, writeFileSync } from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import { stringify } from "yaml";
import { readHubConfig } from "#commands/hub-config-file.js";
import { withStore } from "#commands/hub-store.js";
import { learnedLines } from "#commands/learned-lines.js";
import { addPolicySign } from "#commands/policy-sign.js";
import { EXIT, exitWith } from "#commands/runtime.js";
import { DEFAULT_POLICY, mergePolicy } from "#contract/policy.js";
import type { HubConfig } from "#hub/hub-config.js";
import { review } from "#hub/mapping/review.js";
import type { PublishedPolicy } from "#hub/store/policy-rows.js";
import { AppError } from "#platform/errors.js";
import { AGREEMENT_WORDS } from "#words/agreement-words.js";
import { cliWords } from "#words/cli-words.js";
import { modeWords } from "#words/mode-words.js";
import { policyWords as words } from "#words/policy-words.js";
import { bothLanguages } from "#words/words.js";

type Options = { config: string; to: number };

export function addPolicy(program: Command): void {
  const policy = program.command("policy").description(bothLanguages(words.command));
  const add = (
    name: "list" | "review" | "rollback",
    act: (hub: HubConfig, options: Options) => Promise<void>,
  ): Command =>
    policy
      .command(name)
      .description(bothLanguages(words[name]))
      .requiredOption("-c, --config <file>", bothLanguages(cliWords.config))
      .action((options: Options) =>
        exitWith(async () => {
          await act(readHubConfig(options.config).hub, options);
          return EXIT.ok;
        }),
      );
  add("list", list);
  add("review", reviewNow);
  add("rollback", rollBack).requiredOption("--to <number>", bothLanguages(words.to), numberOf);
  addPolicySign(policy);
}

async function list(hub: HubConfig): Promise<void> {
  const policies = await withStore(hub, (store) => store.policies());
  if (policies.length === 0) console.log(bothLanguages(words.none));
  for (const { number, patch } of policies) console.log(`${number}  ${JSON.stringify(patch)}`);
}

async function reviewNow(hub: HubConfig): Promise<void> {
  const { pairs, days, policy } = await withStore(hub, async (store) => ({
    ...(await store.mappingPairs()),
    policy: contentOf((await store.policies()).at(-1)),
  }));
  const say = (code: keyof typeof AGREEMENT_WORDS) => ({ code, ...AGREEMENT_WORDS[code] });
  const { k, recallFloor, mapping, mode } = mergePolicy(DEFAULT_POLICY, policy);
  const { learned, step } = review(pairs, { days, now: { mapping, mode }, k, recallFloor, say });
  const why = bothLanguages(AGREEMENT_WORDS[step.reason]);
  const modes = `${bothLanguages(modeWords[mode])} → ${bothLanguages(modeWords[step.mode])}`;
  console.log(`${days} ${bothLanguages(words.days)}`);
  console.log([...learnedLines(learned), `  ${bothLanguages(words.mode)}: ${modes}. ${why}`].join("\n"));
}

/** Through the policy file, which is what the ward says: so it holds whether the hub runs or not, and anyone can read it. */
async function rollBack(hub: HubConfig, { to }: Options): Promise<void> {
  const { policyFile } = hub;
  if (!policyFile) {
    throw new AppError(
      "config.missing",
      "policyFile: expected the file that the ward's policy stands in, got nothing",
      {
        remedy: "Add `policyFile: policy.yaml` to the hub's configuration",
      },
    );
  }
  const policies = await withStore(hub, (store) => store.policies());
  const old = to === 0 ? { number: 0, patch: {} } : policies.find(({ number }) => number === to);
  if (!old) {
    const known = policies.map(({ number }) => number).join(", ");
    throw new AppError("config.invalid", `--to: no policy ${to} was published; there are ${known || "none"}`);
  }
  // Both are named, or the hub would put what it learned in their place.
  const content = { mapping: null, mode: DEFAULT_POLICY.mode, ...contentOf(old) };
  const kept = `${policyFile}.before`;
  if (existsSync(policyFile)) copyFileSync(policyFile, kept);
  writeFileSync(`${policyFile}.new`, `# hailong policy rollback --to ${to}\n${stringify(content)}`);
  renameSync(`${policyFile}.new`, policyFile);
  console.log(`${policyFile}: ${bothLanguages(words.rolledBack)}`);
  if (existsSync(kept)) console.log(`${bothLanguages(words.before)}: ${kept}`);
}

/** Another version may have published what this one does not know: that is neither shown as understood nor brought back. */
function contentOf(policy: PublishedPolicy | undefined): Readonly<Record<string, unknown>> {
  if (!policy) return {};
  try {
    mergePolicy(DEFAULT_POLICY, policy.patch);
    return policy.patch;
  } catch (cause) {
    throw new AppError("config.invalid", `policy ${policy.number} has a content that this version does not know`, {
      cause,
    });
  }
}

function numberOf(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError("expected a whole number from 0");
}
