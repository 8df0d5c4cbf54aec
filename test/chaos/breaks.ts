import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** A bug to be found: `find` stands once in that built file. */
type Break = { readonly file: string; readonly find: string; readonly put: string };

const BREAKS: Readonly<Record<string, Break>> = {
  "receipt-before-commit": {
    file: "hub/ingest/ingest.js",
    find: "(known) => planBatch(batch, known)",
    put: `(known) => {
                    const plan = planBatch(batch, known);
                    for (const chain of plan.chains) void this.#settle(chain);
                    return plan;
                }`,
  },
  "outbox-on-puback": {
    file: "desk/delivery/outbox-drain.js",
    find: "            await courier.publish(eventTopic(place, event.kind), padded(event.body));\n",
    put: `            await courier.publish(eventTopic(place, event.kind), padded(event.body));
            this.#options.ledger.setReceipted(event.epoch, event.seq);\n`,
  },
};

/** The command to start: the built one, or a copy of it with a bug. Throws when the bug did not find its place. */
export function builtCommand(folder: string, name: string | undefined): string {
  if (name === undefined) return resolve("dist/cli.js");
  const bug = BREAKS[name];
  if (!bug) throw new Error(`--break: expected ${Object.keys(BREAKS).join(" or ")}, got ${name}`);
  const root = join(folder, "broken");
  mkdirSync(root);
  cpSync("dist", join(root, "dist"), { recursive: true });
  cpSync("package.json", join(root, "package.json"));
  for (const beside of ["node_modules", "models", "web", "docs", "device"])
    symlinkSync(resolve(beside), join(root, beside));
  const file = join(root, "dist", bug.file);
  const text = readFileSync(file, "utf8");
  if (text.split(bug.find).length !== 2) throw new Error(`--break ${name}: ${bug.file} is no longer as it was`);
  writeFileSync(file, text.replace(bug.find, bug.put));
  return join(root, "dist/cli.js");
}
