import { make } from "./elements.js";
import { wordsOf } from "./language.js";

/** What has to be done first, in its order. @param {readonly boolean[]} done of each step, whether it is */
export const makeSteps = (done) =>
  make(
    "ol",
    { class: "steps" },
    ...done.map((isDone, i) =>
      make(
        "li",
        { "data-tone": isDone ? "good" : "calm" },
        make("strong", {}, wordsOf(`step_${i + 1}`)),
        ...(isDone ? [" ", make("span", { class: "tone" }, wordsOf("stepDone"))] : []),
        make("p", {}, wordsOf(`stepHow_${i + 1}`)),
      ),
    ),
  );
