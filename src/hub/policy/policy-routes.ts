import type { FastifyInstance } from "fastify";
import type { Policy } from "#contract/policy.js";
import { type WardPolicyView, wardPolicyChangeSchema } from "#contract/ward-policy.js";
import type { Catalogue } from "#hub/catalogue/catalogue.js";
import type { Guard } from "#hub/people/guard.js";
import type { PagePolicy } from "#hub/policy/page-policy.js";
import { keysOf } from "#hub/policy/policy-view.js";
import type { WardPatch } from "#hub/policy/ward-policy.js";
import { AppError } from "#platform/errors.js";
import { parseRequest } from "#platform/http/parse-request.js";

export type PolicyParts = {
  readonly authority: WardPolicyView["authority"];
  readonly page: PagePolicy;
  /** What the ward sets, wherever that is. */
  readonly ward: () => WardPatch;
  readonly city: () => WardPatch;
  readonly inForce: () => { readonly number: number; readonly applied: Policy };
  /** Publishes what is now set, without waiting for the next look. */
  readonly apply: () => Promise<void>;
  readonly guard: Guard;
  readonly catalogue: Pick<Catalogue, "procedures">;
};

const BODY_LIMIT = 16_384;
const HISTORY = 20;

export function addPolicyRoutes(app: FastifyInstance, parts: PolicyParts): void {
  const { page, authority, guard } = parts;
  app.get("/v1/ward/policy", { onRequest: guard("viewer") }, async () => viewOf(parts));
  app.post("/v1/ward/policy", { onRequest: guard("admin"), bodyLimit: BODY_LIMIT }, async ({ body, person }) => {
    const change = parseRequest(wardPolicyChangeSchema, body);
    if (authority !== "page") throw new AppError("policy.file_rules", `the authority is the ${authority}`);
    page.set(change, person.name);
    await parts.apply();
    return viewOf(parts);
  });
}

function viewOf({ authority, page, ward, city, inForce, catalogue }: PolicyParts): WardPolicyView {
  const { number, applied } = inForce();
  const history = page.history(HISTORY);
  const named = [
    applied.excludedProcedures,
    ...history.flatMap(({ changes }) => changes.map(({ from, to }) => [from, to])),
  ];
  return {
    number,
    authority,
    revision: page.current.revision,
    patch: { ...ward() },
    inForce: applied,
    keys: keysOf({ city: city(), ward: ward(), inForce: applied }, authority === "page"),
    procedureNames: Object.fromEntries(
      [...catalogue.procedures]
        .filter(([slug]) => named.flat(2).includes(slug))
        .map(([slug, { name }]) => [slug, name]),
    ),
    history,
  };
}
