import { byId, write } from "./elements.js";

/** @param {string} words */
export function tellTrouble(words) {
  write(byId("status"), "");
  write(byId("trouble"), words);
  if (words !== "") byId("trouble").scrollIntoView({ block: "center" });
}

/** @param {string} words */
export function tellStatus(words) {
  write(byId("trouble"), "");
  write(byId("status"), words);
}
