// In cage's place, within the rating page's unit: can a compositor put its socket where a browser finds it? One JSON object.
import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const folder = process.env.XDG_RUNTIME_DIR ?? "";
const listens = await new Promise((resolve) => {
  const server = createServer();
  server.on("error", (error) => resolve(error.code));
  server.listen(join(folder, "wayland-probe"), () => server.close(() => resolve("yes")));
});
const seen = ["/home", "/root", "/etc/hailong", "/var/lib/hailong"].filter((place) => {
  try {
    readdirSync(place);
    return true;
  } catch {
    return false;
  }
});
console.log(JSON.stringify({ screenTried: folder, listens, seen }));
