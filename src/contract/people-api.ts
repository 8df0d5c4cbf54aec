import { type ApiPart, operation } from "#contract/openapi-parts.js";
import {
  auditQuerySchema,
  auditSchema,
  hubSessionSchema,
  hubSignInSchema,
  okSchema,
  ownPasswordSchema,
} from "#contract/people.js";

const session = {
  person: { name: "van-phong", role: "operator" },
  csrf: "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
};

/** Sign-in, and who did what. */
export const peopleApi: ApiPart = {
  paths: {
    "/v1/people/session": {
      get: operation({
        id: "getSession",
        tag: "people",
        summary: "Who is signed in with this browser",
        reply: { status: 200, name: "Session", description: "The person, or null" },
        problems: {},
        open: true,
      }),
      post: operation({
        id: "signIn",
        tag: "people",
        summary: "Sign in",
        description:
          "Sets a cookie that ends after 30 idle minutes, after 12 hours, and when the account is disabled or gets another role or password.",
        body: { name: "SignIn", required: true },
        reply: { status: 201, name: "Session", description: "Signed in" },
        problems: {
          400: "A field is missing or unknown",
          401: "The name or the password is wrong; which one is not said",
          403: "Asked by another site's page",
          429: "Too many failed attempts by this name or from this address",
        },
        open: true,
      }),
      delete: operation({
        id: "signOut",
        tag: "people",
        summary: "Sign out",
        reply: { status: 200, name: "Ok", description: "The session is over" },
        problems: {},
        session: true,
        changes: true,
      }),
    },
    "/v1/people/password": {
      post: operation({
        id: "setOwnPassword",
        tag: "people",
        summary: "Change one's own password",
        description: "Ends every other session of this person.",
        body: { name: "OwnPassword", required: true },
        reply: { status: 200, name: "Session", description: "Changed; the session goes on under a new secret" },
        problems: { 400: "The new password is too short", 429: "Too many failed attempts" },
        session: true,
        changes: true,
      }),
    },
    "/v1/people/audit": {
      get: operation({
        id: "getAudit",
        tag: "people",
        summary: "Who did what, and when (admin)",
        query: auditQuerySchema.shape,
        reply: { status: 200, name: "Audit", description: "The newest first" },
        problems: { 400: "A parameter is not valid" },
        session: true,
      }),
    },
  },
  schemas: {
    SignIn: {
      schema: hubSignInSchema,
      io: "input",
      examples: [{ name: "van-phong", password: "four words that nobody guesses" }],
    },
    OwnPassword: {
      schema: ownPasswordSchema,
      io: "input",
      examples: [{ old: "the one before this", new: "four words that nobody guesses" }],
    },
    Session: { schema: hubSessionSchema, io: "output", examples: [session, { person: null, csrf: null }] },
    Audit: {
      schema: auditSchema,
      io: "output",
      examples: [
        {
          rows: [
            {
              id: 7,
              at: "2026-10-05T02:11:09.120Z",
              person: "van-phong",
              action: "policy.set",
              detail: { number: 4, from: '{"k":10}', to: '{"k":20}' },
            },
          ],
          whole: true,
          names: { fields: {}, procedures: {} },
        },
      ],
    },
    Ok: { schema: okSchema, io: "output", examples: [{ ok: true }] },
  },
};
