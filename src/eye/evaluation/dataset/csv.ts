/** A record and the line that it begins on, from 1. */
export type CsvRecord = { readonly line: number; readonly fields: readonly string[] };

/** Inside a quoted field, after a quote that may end it, or outside. */
type State = "start" | "plain" | "quoted" | "quote";

/**
 * RFC 4180, record by record: commas, quotes doubled inside quotes, CRLF or LF, a byte order mark, no escapes of other kinds.
 * A quote in the middle of an unquoted field is part of it. Throws a SyntaxError, with its line, for what is not CSV.
 */
export async function* readCsv(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<CsvRecord> {
  let [state, field, fields, line, began]: [State, string, string[], number, number] = ["start", "", [], 1, 1];
  const endField = (): void => {
    fields.push(field);
    [state, field] = ["start", ""];
  };
  let first = true;
  for await (const chunk of chunks) {
    for (const char of first ? chunk.replace(/^\uFEFF/, "") : chunk) {
      if (char === "\n") line++;
      if (state === "quoted") {
        if (char === '"') state = "quote";
        else field += char;
      } else if (char === '"' && state === "start") state = "quoted";
      else if (char === '"' && state === "quote") [state, field] = ["quoted", `${field}"`];
      else if (char === ",") endField();
      else if (char === "\n") {
        field = field.replace(/\r$/, "");
        endField();
        if (fields.length > 1 || fields[0] !== "") yield { line: began, fields };
        [fields, began] = [[], line];
      } else if (state === "quote" && char !== "\r") {
        throw new SyntaxError(`line ${line}: expected a comma after the closing quote, got ${JSON.stringify(char)}`);
      } else {
        field += char;
        if (state === "start") state = "plain";
      }
    }
    first = false;
  }
  if (state === "quoted") throw new SyntaxError(`line ${began}: a quote that is never closed`);
  endField();
  if (fields.length > 1 || fields[0] !== "") yield { line: began, fields: fields.map((one) => one.replace(/\r$/, "")) };
}
