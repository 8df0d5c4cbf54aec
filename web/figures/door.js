import { byId, inputOf, write } from "./elements.js";
import { ask } from "./hub.js";
import { wordsOf } from "./language.js";

/** @import { HubSession } from "../../src/contract/people.ts" */

/** @param {string} [why] */
export function showDoor(why = "") {
  byId("door").hidden = false;
  byId("office").hidden = true;
  write(byId("sign-in-trouble"), why);
  inputOf("name").focus();
}

/** @param {(session: HubSession) => void} onEntered */
export function startDoor(onEntered) {
  byId("sign-in").addEventListener("submit", (event) => {
    event.preventDefault();
    void signIn(onEntered);
  });
  byId("sign-out").addEventListener("click", async () => {
    const answer = await ask("DELETE", "/v1/people/session");
    if (answer.ok) showDoor();
  });
}

/** @param {(session: HubSession) => void} onEntered */
async function signIn(onEntered) {
  const [name, password] = [inputOf("name"), inputOf("password")];
  write(byId("sign-in-trouble"), "");
  const answer = await ask("POST", "/v1/people/session", { body: { name: name.value, password: password.value } });
  password.value = "";
  if (answer.ok) enter(answer.body, onEntered);
  else {
    write(byId("sign-in-trouble"), answer.trouble);
    password.focus();
  }
}

/**
 * Who is still signed in with this browser goes straight on.
 * @param {(session: HubSession) => void} onEntered
 */
export async function knock(onEntered) {
  const answer = await ask("GET", "/v1/people/session");
  if (answer.ok && answer.body.person) enter(answer.body, onEntered);
  else showDoor(answer.ok ? "" : answer.trouble);
}

/** @param {HubSession} session @param {(session: HubSession) => void} onEntered */
function enter(session, onEntered) {
  byId("door").hidden = true;
  byId("office").hidden = false;
  onEntered(session);
}

/** @param {HubSession} session */
export function tellWho({ person }) {
  write(byId("who"), person ? `${person.name} · ${wordsOf(person.role)}` : "");
}
