import { expect, it } from "vitest";
import { hubOpenApi } from "#contract/openapi.js";
import { freePort } from "#platform/free-port.js";
import { CITIZEN, hearHub } from "../support/answered-hub.js";
import { temporaryFolder } from "../support/temporary-folder.js";

type Parameter = { readonly name: string; readonly schema?: { readonly enum?: readonly string[] } };

/** Every page and figure that the hub documents, each choice that a parameter offers, and what has no document. */
function everyPath(): string[] {
  const paths = hubOpenApi("0.0.0").paths as Record<string, { get?: { parameters?: readonly Parameter[] } }>;
  const asked = Object.entries(paths).flatMap(([path, { get }]) => {
    if (!get) return [];
    const choices = (get.parameters ?? []).reduce<string[][]>(
      (all, { name, schema }) =>
        all.flatMap((one) => valuesOf(name, schema?.enum).map((value) => [...one, `${name}=${value}`])),
      [[]],
    );
    return choices.map((pairs) => filled(path, pairs));
  });
  return [...new Set([...asked, "/transparency", "/ward", "/feedback", "/docs", "/v1/ward/none"])];
}

function valuesOf(name: string, offered: readonly string[] | undefined): readonly string[] {
  if (name === "language") return ["vi"];
  if (offered) return offered;
  return { from: ["2026-03"], to: ["2026-03"], token: [CITIZEN], period: ["2026-03", "2026-Q1"] }[name] ?? [""];
}

/** What stands in braces is put in; the rest goes behind it. */
function filled(path: string, pairs: readonly string[]): string {
  const named = Object.fromEntries(pairs.map((pair) => pair.split("=") as [string, string]));
  const whole = path.replace(/\{(\w+)\}/g, (_, name: string) => named[name] ?? "");
  const rest = pairs.filter((pair) => !path.includes(`{${pair.split("=")[0]}}`) && !pair.endsWith("="));
  return rest.length > 0 ? `${whole}?${rest.join("&")}` : whole;
}

/** Of one use, or of one moment: as random as they are, they tell nothing. */
const OF_ONE_USE: readonly RegExp[] = [
  /^hailong_hub_commit_seconds.*$/gm,
  /"csrf":"\w+"/g,
  /"ticket":"[^"]+"|name="ticket" value="[^"]+"/g,
  /"id":"(aggregate|cells|policy|receipt|standing)\/[^"]+"/g,
  /"signature":"[^"]+"/g,
];
const lasting = (text = ""): string => OF_ONE_USE.reduce((rest, pattern) => rest.replace(pattern, ""), text);

it("says the same to everyone whatever one citizen answered, on every page, in the log and at the broker", async () => {
  await using folder = await temporaryFolder();
  const hub = { port: await freePort(), keyFile: folder.file("hub.key") };
  const paths = everyPath();
  const glad = await hearHub({ ...hub, answer: { rating: "very_satisfied", score: 97.5 } }, paths);
  const cross = await hearHub({ ...hub, answer: { rating: "dissatisfied", score: 2.5 } }, paths);
  const different = [...glad.heard].filter(([asked, said]) => lasting(said) !== lasting(cross.heard.get(asked)));
  expect(different.map(([asked]) => asked)).toEqual([]);
  // The answers are there, and they were asked for.
  expect([glad.kept, cross.kept]).toEqual([
    ["very_satisfied", 97.5],
    ["dissatisfied", 2.5],
  ]);
  const read = [...glad.heard].filter(([, said]) => said.startsWith("200 ")).map(([asked]) => asked);
  expect(read.filter((asked) => asked.startsWith("page /v1/ward/")).length).toBeGreaterThan(10);
  expect(read).toEqual(
    expect.arrayContaining([
      "api /v1/summary",
      "nobody /metrics",
      "page /v1/reports/2026-03.csv?language=vi&form=ratings",
    ]),
  );
  // Under the k that the ward had set before its hub started.
  expect(glad.heard.get("broker")).toMatch(/aggregate\/2026-03\/0 .*"k":11/);
  expect(glad.heard.get("broker")).not.toContain('"k":10');
});
