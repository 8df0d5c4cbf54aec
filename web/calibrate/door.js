import { ask } from "./desk.js";
import { byId, inputOf, write } from "./elements.js";
import { wordsOf } from "./language.js";
import { whileBusy } from "./notices.js";

/** @import { z } from "zod" */
/** @import { sessionViewSchema } from "../../src/contract/wizard.ts" */
/** @typedef {z.infer<typeof sessionViewSchema>} Session */

const REASONS = {
  idle: "endedIdle",
  taken_over: "endedTakenOver",
  signed_out: "endedSignedOut",
  stopped: "endedStopped",
  unknown: "endedUnknown",
};
/** Whether the desk is back, or the other technician has gone. */
const LOOK_AGAIN_MS = 5_000;

let lock = 0;
/** @type {keyof typeof REASONS | undefined} */
let ended;

/** @param {(token: string, technician: string) => void} onEntered */
export function startDoor(onEntered) {
  byId("sign-in").addEventListener("submit", (event) => {
    event.preventDefault();
    whileBusy(byId("enter"), () => enter(onEntered));
  });
  // Loaded anew: what the one before drew and typed is not for the next.
  byId("again").addEventListener("click", () => location.reload());
}

/** Whoever has loaded the page anew is still signed in. @param {(token: string, technician: string) => void} onEntered */
export async function knock(onEntered) {
  const answer = await ask("GET", "session");
  if (!answer.ok) {
    showSignIn();
    write(byId("sign-in-trouble"), answer.trouble);
    setTimeout(() => {
      if (!byId("sign-in").hidden) void knock(onEntered);
    }, LOOK_AGAIN_MS);
    return;
  }
  const session = /** @type {Session} */ (answer.body);
  if (session.signedIn) onEntered(session.token, session.technician);
  else {
    write(byId("sign-in-trouble"), "");
    showSignIn();
    tellLock(session);
  }
}

/** @param {(token: string, technician: string) => void} onEntered */
async function enter(onEntered) {
  const answer = await ask("POST", "session", {
    pin: inputOf("pin").value,
    technician: inputOf("technician").value.trim(),
    takeOver: inputOf("take-over").checked,
  });
  inputOf("pin").value = "";
  const body = answer.ok ? /** @type {Session} */ (answer.body) : null;
  if (body?.signedIn) {
    write(byId("sign-in-trouble"), "");
    return onEntered(body.token, body.technician);
  }
  write(byId("sign-in-trouble"), answer.ok ? wordsOf("wrongPin") : answer.trouble);
  byId("pin").focus();
  const now = await ask("GET", "session");
  const session = now.ok ? /** @type {Session} */ (now.body) : null;
  if (session && !session.signedIn) tellLock(session);
}

/** @param {{ busy: boolean, lockedSeconds: number }} session */
function tellLock({ busy, lockedSeconds }) {
  byId("busy").hidden = !busy;
  if (!busy) inputOf("take-over").checked = false;
  clearInterval(lock);
  if (lockedSeconds === 0) return;
  const until = performance.now() + lockedSeconds * 1_000;
  const tell = () => {
    const left = Math.ceil((until - performance.now()) / 1_000);
    write(byId("sign-in-trouble"), left > 0 ? wordsOf("locked", { n: left }) : "");
    if (left <= 0) clearInterval(lock);
  };
  lock = setInterval(tell, 1_000);
  tell();
}

function showSignIn() {
  byId("door").hidden = false;
  byId("sign-in").hidden = false;
  byId("ended").hidden = true;
  if (document.activeElement === document.body) byId(inputOf("technician").value === "" ? "technician" : "pin").focus();
}

/** @param {string} reason */
export function showEnded(reason) {
  ended = reason in REASONS ? /** @type {keyof typeof REASONS} */ (reason) : "unknown";
  byId("door").hidden = false;
  byId("sign-in").hidden = true;
  byId("ended").hidden = false;
  retellDoor();
  byId("ended").querySelector("h2")?.focus();
}

/** In the language of now. */
export function retellDoor() {
  if (ended) write(byId("ended-why"), wordsOf(REASONS[ended]));
}

export function closeDoor() {
  clearInterval(lock);
  ended = undefined;
  byId("door").hidden = true;
}
