import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Parser } from "@asyncapi/parser";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { asyncApi } from "#contract/asyncapi.js";
import { CONTRACT_PARTS, jsonSchemaOf } from "#contract/json-schemas.js";
import { cityOpenApi, deskOpenApi, hubOpenApi } from "#contract/openapi.js";
import {
  aggregateTopic,
  cellsTopic,
  commandTopic,
  counterPolicyTopic,
  enrolAnswerTopic,
  enrolRequestTopic,
  eventTopic,
  hubKeyTopic,
  inputRatingTopic,
  receiptTopic,
  standingTopic,
  statusTopic,
  wardPolicyTopic,
} from "#contract/topics.js";
import { contractFiles } from "../../../scripts/contract-files.js";

const folder = fileURLToPath(new URL("../../../docs/contract", import.meta.url));

function filesUnder(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

describe("docs/contract", () => {
  const wanted = contractFiles();

  it("holds exactly what the schemas make (mend with `npm run contract`)", () => {
    expect(filesUnder(folder).sort()).toEqual([...wanted.keys()].sort());
    for (const [path, text] of wanted) expect(readFileSync(join(folder, path), "utf8"), path).toBe(text);
  });
});

describe("AsyncAPI document", () => {
  // The parser alone takes seconds on a busy machine.
  it("is valid AsyncAPI 3, its examples included", { timeout: 60_000 }, async () => {
    const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncApi("1.0.0")));
    const wrong = diagnostics.filter((diagnostic) => diagnostic.severity < 2);
    expect(wrong.map(({ path, message }) => `${path.join(".")}: ${message}`)).toEqual([]);
    expect(document?.version()).toBe("3.0.0");
    expect(document?.operations().filterBySend().length).toBeGreaterThan(0);
  });
});

describe("AsyncAPI channels", () => {
  const { channels } = asyncApi("1.0.0") as { channels: Record<string, { address: string | null }> };
  const addresses = Object.values(channels).map(({ address }) => address);

  it("are the topics that the programs use", () => {
    const place = { ward: "{ward}", counter: "{counter}" };
    const kinds = ["score", "rating", "abstention", "cancelled", "health", "rekeyed"] as const;
    const used = [
      ...kinds.map((kind) => eventTopic(place, kind)),
      ...[statusTopic(place), inputRatingTopic(place), receiptTopic(place), counterPolicyTopic(place)],
      ...[commandTopic(place), wardPolicyTopic(place.ward), hubKeyTopic(place.ward), standingTopic(place)],
      ...[enrolRequestTopic(place), enrolAnswerTopic(place)],
      aggregateTopic(place.ward),
      cellsTopic(place.ward, "{month}", "{part}"),
    ];
    // The answer to a command has no address of its own: the asker names it.
    expect([...addresses].sort()).toEqual([...used, null].sort());
  });
});

describe.each([
  ["desk", deskOpenApi],
  ["hub", hubOpenApi],
  ["city", cityOpenApi],
])("OpenAPI document of the %s", (_name, make) => {
  it("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(make("1.0.0")));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(validator.version).toBe("3.1");
  });

  it("refers only to what it holds, and asks for a token or a session everywhere but where the public may read", () => {
    const document = make("1.0.0") as { paths: Record<string, Record<string, { security?: unknown[] }>> };
    const text = JSON.stringify(document);
    for (const [, ref = ""] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = ref.split("/").reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);
      expect(target, ref).toBeDefined();
    }
    const open = Object.entries(document.paths).filter(([, item]) =>
      Object.values(item).some((o) => o.security?.length === 0),
    );
    // Health and metrics; the way to a session; what citizens write and read.
    const forEveryone = /health|metrics|people\/session|\/feedback|\/transparency/;
    expect(open.map(([path]) => path).filter((path) => !forEveryone.test(path))).toEqual([]);
    // The office's side of feedback is not.
    for (const [path, item] of Object.entries(document.paths))
      if (path.includes("{id}/") || path === "/v1/feedback")
        for (const [method, { security }] of Object.entries(item))
          if (path !== "/v1/feedback" || method === "get") expect(security, path).not.toEqual([]);
  });
});

describe.each(Object.entries(CONTRACT_PARTS))("%s", (_name, part) => {
  const ajv = addFormats.default(new Ajv2020({ strict: true, allErrors: true, strictRequired: false }));
  const validate = ajv.compile(jsonSchemaOf(part));

  it("has examples that both the schema in code and the JSON Schema take", () => {
    expect(part.examples.length).toBeGreaterThan(0);
    for (const example of part.examples) {
      expect(part.schema.safeParse(example).error).toBeUndefined();
      expect(validate(example), ajv.errorsText(validate.errors)).toBe(true);
    }
  });

  it("refuses an unknown key in both", () => {
    for (const example of part.examples) {
      const odd = { ...(example as object), surprise: 1 };
      expect(part.schema.safeParse(odd).success).toBe(false);
      expect(validate(odd)).toBe(false);
    }
  });
});
