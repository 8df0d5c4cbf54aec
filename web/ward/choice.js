import { make } from "./elements.js";
import { wordsOf } from "./language.js";
import { goTo } from "./route.js";

/** How a view divides what it shows; it stands in the address. @param {readonly string[]} choices keys of words @param {string} chosen */
export const makeChoice = (choices, chosen) =>
  make(
    "div",
    { class: "choice", role: "group", "aria-label": wordsOf("by") },
    make("span", { class: "hint" }, wordsOf("by")),
    ...choices.map((choice) => {
      const button = make("button", { type: "button", "aria-pressed": String(choice === chosen) }, wordsOf(choice));
      button.addEventListener("click", () => goTo({ by: choice }));
      return button;
    }),
  );
