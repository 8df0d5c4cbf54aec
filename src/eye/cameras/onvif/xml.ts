import { SaxesParser } from "saxes";

/** An element by its local name: which prefix a camera's maker chose tells nothing. */
export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
};
type Growing = { name: string; attributes: Record<string, string>; children: Growing[]; text: string };

const MAX_DEPTH = 64;

/** The document's element, or undefined when it is not well formed. Knows no entities but XML's own five. */
export function readXml(text: string): Element | undefined {
  const root: Growing = { name: "", attributes: {}, children: [], text: "" };
  const open: Growing[] = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (open.length > MAX_DEPTH) throw new Error("nested too deeply");
    const element: Growing = { name: localName(name), attributes: withLocalNames(attributes), children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("text", (piece) => {
    const element = open.at(-1);
    if (element) element.text += piece;
  });
  parser.on("closetag", () => void open.pop());
  try {
    parser.write(text.trim()).close();
  } catch {
    return undefined;
  }
  return root.children[0];
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

const withLocalNames = (attributes: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [localName(name), value]));

/** All descendants of that name, in the document's order. */
export const findAll = (element: Element, name: string): Element[] =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...findAll(child, name)]);

/** The text of the first descendant of that name. */
export const textOf = (element: Element, name: string): string => plainText(findAll(element, name)[0]?.text ?? "");

/** On one line and without signs that steer a terminal: whoever is on the network may have written it. */
export const plainText = (text: string): string => text.replace(/[\s\p{C}]+/gu, " ").trim();

/** For text that becomes part of a document. */
export const escapeXml = (text: string): string => text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
