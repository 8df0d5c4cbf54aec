import fc from "fast-check";
import { expect, it } from "vitest";
import { CODE_BYTES, codeOf, readCode } from "#contract/enrolment.js";

it("a code is 80 bits in letters that cannot be mistaken, and is read back however it is typed", () => {
  expect(codeOf(new Uint8Array(CODE_BYTES))).toBe("0000-0000-0000-0000");
  expect(codeOf(new Uint8Array(CODE_BYTES).fill(255))).toBe("ZZZZ-ZZZZ-ZZZZ-ZZZZ");
  fc.assert(
    fc.property(fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES }), (bytes) => {
      const code = codeOf(bytes);
      expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      const typed = ` ${code.replaceAll("-", " ").toLowerCase().replaceAll("0", "o").replaceAll("1", "l")}\n`;
      expect(readCode(typed)).toBe(code);
    }),
  );
});

it.each(["", "0000-0000-0000-000", "0000-0000-0000-00000", "UUUU-UUUU-UUUU-UUUU", "quầy-0000-0000-0000"])(
  "%j cannot be a code",
  (typed) => expect(readCode(typed)).toBeUndefined(),
);
