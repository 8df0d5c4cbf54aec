import { type ApiPart, operation } from "#contract/openapi-parts.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { wardPolicyChangeSchema, wardPolicySchema } from "#contract/ward-policy.js";

/** What the ward itself sets of its policy. */
export const wardPolicyApi: ApiPart = {
  paths: {
    "/v1/ward/policy": {
      get: operation({
        id: "getWardPolicy",
        tag: "ward",
        summary: "The policy in force, where each key comes from, and who changed it",
        reply: { status: 200, name: "WardPolicy", description: "The policy" },
        problems: {},
        session: true,
      }),
      post: operation({
        id: "setWardPolicy",
        tag: "ward",
        summary: "Set the ward's own keys (admin)",
        description:
          "Signed, numbered and published at once. What was read before is named, so that nobody overwrites another's change unseen.",
        body: { name: "WardPolicyChange", required: true },
        reply: { status: 200, name: "WardPolicy", description: "The policy now in force" },
        problems: {
          400: "A key is unknown, not for a page, or not valid; `detail` names it",
          409: "Somebody was quicker (`detail` says who changed what), or the ward's policy stands in a file",
        },
        session: true,
        changes: true,
      }),
    },
  },
  schemas: {
    WardPolicy: {
      schema: wardPolicySchema,
      io: "output",
      examples: [
        {
          number: 4,
          authority: "page",
          revision: 2,
          patch: { k: 20 },
          inForce: { ...DEFAULT_POLICY, k: 20 },
          procedureNames: { "khai-tu": { vi: "Đăng ký khai tử", en: "Death registration" } },
          keys: [{ key: "k", from: "ward", settable: true }],
          history: [
            {
              revision: 2,
              person: "van-phong",
              at: "2026-10-05T02:11:09.120Z",
              changes: [{ key: "k", from: 10, to: 20 }],
              number: 4,
            },
          ],
        },
      ],
    },
    WardPolicyChange: { schema: wardPolicyChangeSchema, io: "input", examples: [{ patch: { k: 20 }, basedOn: 1 }] },
  },
};
