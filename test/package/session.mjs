// One citizen at an installed counter: opened, agreed, closed after 26 s.   session.mjs FILE-OF-THE-TOKEN
import { readFileSync } from "node:fs";

const token = readFileSync(process.argv[2], "utf8").trim();
const headers = { authorization: `Bearer ${token}` };
const call = async (path, body) => {
  const posted = {
    method: "POST",
    headers: {
      ...headers,
      "idempotency-key": crypto.randomUUID(),
      ...(body ? { "content-type": "application/json" } : {}),
    },
  };
  const reply = await fetch(`http://127.0.0.1:8787/v1/transactions${path}`, {
    ...posted,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return reply.json();
};
const { id, token: dossier } = await call("", { procedure: "chung-thuc-ban-sao" });
await call(`/${id}/agree`);
await new Promise((resolve) => setTimeout(resolve, 26_000));
const { state } = await call(`/${id}/close`);
console.log(`${dossier} ${state ?? "closed"}`);
