import { settings } from "./settings.js";

for (const [id, key] of [
  ["notice-en", "notice"],
  ["stop-en", "signStop"],
]) {
  const part = document.getElementById(id ?? "");
  if (part) part.textContent = settings.words[key ?? ""]?.en ?? "";
}
document.getElementById("print")?.addEventListener("click", () => print());
