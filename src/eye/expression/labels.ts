import { EXPRESSIONS } from "#contract/expression.js";

export type Expression = (typeof EXPRESSIONS)[number];

/** What other sets and models call the eight classes. "Anger" and "angry" are one; "sad" and "sadness" are one. */
const SYNONYMS: Readonly<Record<string, Expression>> = {
  neutrality: "neutral",
  calm: "neutral",
  normal: "neutral",
  "bình-thường": "neutral",
  happy: "happiness",
  joy: "happiness",
  smile: "happiness",
  smiling: "happiness",
  laughing: "happiness",
  vui: "happiness",
  surprised: "surprise",
  astonished: "surprise",
  "ngạc-nhiên": "surprise",
  sad: "sadness",
  buồn: "sadness",
  angry: "anger",
  giận: "anger",
  "tức-giận": "anger",
  disgusted: "disgust",
  "ghê-tởm": "disgust",
  afraid: "fear",
  fearful: "fear",
  scared: "fear",
  sợ: "fear",
  "sợ-hãi": "fear",
  contemptuous: "contempt",
};

/** Case and spaces around it do not matter; undefined when it is none of the eight. */
export function expressionNamed(text: string): Expression | undefined {
  const word = plain(text);
  return EXPRESSIONS.find((name) => name === word) ?? (Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : undefined);
}

/** Lower case, with `-` for spaces and underscores. */
export const plain = (text: string): string =>
  text
    .normalize("NFC")
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, "-");
