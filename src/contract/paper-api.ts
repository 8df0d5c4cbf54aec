import { z } from "zod";
import {
  IMPORT_KINDS,
  importConflictSchema,
  importListSchema,
  importProblemSchema,
  importQuerySchema,
  importReplySchema,
  importRequestSchema,
  runningNumberSchema,
} from "#contract/imports.js";
import { LETTER_KINDS, letterListSchema, letterRequestSchema } from "#contract/letters.js";
import { type ApiPart, type Json, operation } from "#contract/openapi-parts.js";
import { IMPORT_EXAMPLES, LETTERS_EXAMPLE, REPORT_LIST_EXAMPLE } from "#contract/paper-examples.js";
import { periodSchema } from "#contract/period.js";
import {
  REPORT_FORMATS,
  REPORT_FORMS,
  REPORT_LANGUAGES,
  ratingsReportSchema,
  reportListSchema,
  reportSchema,
} from "#contract/reports.js";

const NOT_VALID = "A field is missing, unknown or not valid; `detail` names it";
const text = (type: string): Json => ({ [type]: { schema: { type: "string" } } });
const language = z.enum(REPORT_LANGUAGES).default("vi");

/** An answer that is a document rather than JSON takes the place of what `operation` says. */
function answering(described: Json, content: Json): Json {
  const responses = described.responses as Record<string, Json>;
  return { ...described, responses: { ...responses, 200: { ...responses[200], content } } };
}

/** As `operation`, with CSV as another way to send the rows, and every fault or change in the refusal. */
function importing(described: Json): Json {
  const body = described.requestBody as { content: Json };
  const responses = described.responses as Record<string, Json>;
  const refused = (status: number, schema: string): Json => ({
    ...responses[status],
    content: { "application/problem+json": { schema: { $ref: `#/components/schemas/${schema}` } } },
  });
  return {
    ...described,
    requestBody: { ...body, content: { ...body.content, ...text("text/csv") } },
    responses: { ...responses, 409: refused(409, "ImportConflict"), 422: refused(422, "ImportProblem") },
  };
}

const letter = {
  tag: "letters",
  summary: "A letter to print",
  description: "Names are blanks on the page: they are no part of any request. Noted without its content.",
  path: { kind: z.enum(LETTER_KINDS) },
  reply: { status: 200, name: "LetterList", description: "An A4 page" },
  problems: { 400: NOT_VALID },
  session: true,
} as const;

/** What an office brings in and prints: imports, reports, letters. */
export const paperApi: ApiPart = {
  paths: {
    "/v1/imports": {
      get: operation({
        id: "listImports",
        tag: "imports",
        summary: "What was imported, and when",
        reply: { status: 200, name: "ImportList", description: "Months of counts, sheets, due dates" },
        problems: {},
        session: true,
      }),
      post: importing(
        operation({
          id: "import",
          tag: "imports",
          summary: "Bring in counts, due dates or points of the sheet",
          description:
            "As JSON, or as CSV (UTF-8) with the template's headings. A month of counts and a period of points are replaced whole; a due date by its number. Where other figures are held it is refused; sent again with the refusal's `replace` it replaces what was compared, and is refused anew if that has changed. All or nothing. No column for names or dossier codes is taken. By an operator who is signed in, or by a program with a token of the scope `imports`.",
          query: importQuerySchema.shape,
          body: { name: "ImportRequest", required: true },
          reply: { status: 200, name: "ImportReply", description: "Stored, or stored before" },
          problems: {
            400: NOT_VALID,
            401: "Nobody is signed in, and no token was sent that is one",
            403: "This person's role may not do this, or the page's token is missing; or the token has another scope",
            409: "Nothing was imported, for other figures are held (`import.replaces`), or others than `replace` saw (`import.changed`); `changes` names them",
            422: "Nothing was imported; `faults` names every line and column to mend",
            429: "More than 120 requests a minute with this token",
          },
          session: true,
          reader: true,
          changes: true,
        }),
      ),
    },
    "/v1/imports/template.csv": {
      get: answering(
        operation({
          id: "getImportTemplate",
          tag: "imports",
          summary: "A CSV file to fill in",
          query: { kind: z.enum(IMPORT_KINDS).default("counts") },
          reply: { status: 200, name: "ImportList", description: "Headings, notes and an example that are skipped" },
          problems: { 400: NOT_VALID },
          session: true,
        }),
        text("text/csv"),
      ),
    },
    "/v1/reports": {
      get: operation({
        id: "listReports",
        tag: "reports",
        summary: "Reports that the hub wrote by itself",
        reply: { status: 200, name: "ReportList", description: "The newest period first" },
        problems: {},
        session: true,
      }),
    },
    "/v1/reports/{period}.{format}": {
      get: answering(
        operation({
          id: "getReport",
          tag: "reports",
          summary: "A month's or a quarter's report",
          description: "Of released cells, imports and health reports. The same of these is the same bytes. Noted.",
          path: { period: periodSchema, format: z.enum(REPORT_FORMATS) },
          query: {
            language,
            form: z
              .enum(REPORT_FORMS)
              .default("full")
              .describe("ratings: people's own ratings and the imported counts, without any figure of the camera"),
            revision: z
              .int()
              .min(1)
              .optional()
              .describe(
                "as it was written then, in Vietnamese, not as it would be now: html, xlsx, csv, of the full form",
              ),
          },
          reply: { status: 200, name: "Report", description: "The report in that format" },
          problems: { 400: NOT_VALID, 503: "The hub's database cannot be used now" },
          session: true,
        }),
        {
          "application/json": {
            schema: { oneOf: ["Report", "RatingsReport"].map((name) => ({ $ref: `#/components/schemas/${name}` })) },
          },
          ...text("text/html"),
          ...text("text/csv"),
          ...text("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        },
      ),
    },
    "/v1/letters": {
      get: operation({
        id: "listLetters",
        tag: "letters",
        summary: "Dossiers past their due date, and the kinds of letters",
        reply: { status: 200, name: "LetterList", description: "Who waits longest first" },
        problems: {},
        session: true,
      }),
    },
    "/v1/letters/{kind}": {
      get: answering(
        operation({ ...letter, id: "getLetter", query: { reference: runningNumberSchema.optional(), language } }),
        text("text/html"),
      ),
      post: answering(
        operation({ ...letter, id: "printLetter", body: { name: "LetterRequest", required: true }, changes: true }),
        text("text/html"),
      ),
    },
  },
  schemas: {
    ImportRequest: { schema: importRequestSchema, io: "input", examples: IMPORT_EXAMPLES.requests },
    ImportReply: { schema: importReplySchema, io: "output", examples: [IMPORT_EXAMPLES.reply] },
    ImportProblem: { schema: importProblemSchema, io: "output", examples: [IMPORT_EXAMPLES.problem] },
    ImportConflict: { schema: importConflictSchema, io: "output", examples: [IMPORT_EXAMPLES.conflict] },
    ImportList: { schema: importListSchema, io: "output", examples: [IMPORT_EXAMPLES.list] },
    ReportList: { schema: reportListSchema, io: "output", examples: [REPORT_LIST_EXAMPLE] },
    Report: { schema: reportSchema, io: "output", examples: [] },
    RatingsReport: { schema: ratingsReportSchema, io: "output", examples: [] },
    LetterList: { schema: letterListSchema, io: "output", examples: [LETTERS_EXAMPLE] },
    LetterRequest: { schema: letterRequestSchema, io: "input", examples: [{ reference: "128/2026", language: "vi" }] },
  },
};
