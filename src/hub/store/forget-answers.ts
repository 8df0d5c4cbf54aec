/**
 * Single answers of which nothing is needed any more: cells and counts hold them. What no cell holds yet stays, and so does
 * the half of a transaction whose other half waits. Both databases are asked in these words.
 */
const forget = (table: "outcomes" | "ratings", other: "outcomes" | "ratings", isDone: string): string => `
  DELETE FROM ${table} WHERE (${isDone}) AND event <= (SELECT place FROM counted)
    AND NOT EXISTS (SELECT 1 FROM ${other} x WHERE x.token = ${table}.token AND x.cell IS NULL)`;

export const FORGET_OUTCOMES = forget("outcomes", "ratings", "cell IS NOT NULL OR kind = 'cancelled'");
export const FORGET_TAPS = forget("ratings", "outcomes", "cell IS NOT NULL");
