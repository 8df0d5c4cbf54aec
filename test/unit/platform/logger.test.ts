import { describe, expect, it } from "vitest";
import { createLogger } from "#platform/logger.js";

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  let text = "";
  const log = createLogger("test", "debug", {
    write: (line: string) => {
      text += line;
    },
  });
  write(log);
  return text;
}

describe("the log", () => {
  it("never shows credentials of a URL, in a field, in a message or in a nested error", () => {
    const url = "rtsp://admin:s3cret@192.0.2.7/live";
    const text = logged((log) => {
      log.info({ event: "camera.connecting", url });
      log.warn(`cannot read ${url}`);
      log.error({ event: "camera.failed", err: new Error(`Connection to ${url} refused`) });
    });
    expect(text).not.toContain("s3cret");
    expect(text).not.toContain("admin");
    expect(text).toContain("192.0.2.7/live");
  });

  it("never shows a password that holds an @ or a slash, which people write into URLs all the same", () => {
    for (const password of ["p@ss", "p/ss", "p@/s@s"]) {
      const text = logged((log) => log.warn({ event: "x", error: `rtsp://admin:${password}@cam.local/live: refused` }));
      expect(text).toContain("rtsp://***@cam.local/live: refused");
    }
    expect(logged((log) => log.info({ a: "http://one/x", b: "mail@two" }))).toContain(
      '"a":"http://one/x","b":"mail@two"',
    );
  });

  it("never shows a token or a bearer", () => {
    const text = logged((log) =>
      log.info({ event: "x", token: "AAAAAAAAAAAAAAAAAAAAAA", request: { authorization: "Bearer abc" } }),
    );
    expect(text).not.toContain("AAAAAAAAAA");
    expect(text).not.toContain("Bearer abc");
  });
});
