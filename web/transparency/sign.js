import { settings } from "./settings.js";

const stop = document.getElementById("stop-en");
if (stop) stop.textContent = settings.words.signStop?.en ?? "";
document.getElementById("print")?.addEventListener("click", () => print());
