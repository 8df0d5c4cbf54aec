import { describe, expect, it } from "vitest";
import { LETTER_KINDS } from "#contract/letters.js";
import { type LetterParts, letterPage } from "#hub/letters/letter-page.js";

const LATE = {
  reference: "128/2026",
  procedure: "ket-hon",
  due: "2026-11-01",
  done: null,
  procedureName: { vi: "Đăng ký kết hôn", en: "Marriage registration" },
};
const PARTS: LetterParts = {
  kind: "apology",
  language: "vi",
  letterhead: { office: "UBND PHƯỜNG MẪU", signer: "CHỦ TỊCH" },
  late: LATE,
  today: "2026-11-20",
  deathExcluded: true,
};
/** Those of the letter's text; under it the signer's name is one in every letter. */
function blanks(page: string): string[] {
  const labels = [...page.matchAll(/aria-label="([^"]+)"/g)].map(([, label]) => label ?? "");
  expect(labels.pop()).toMatch(/^(họ và tên người ký|the signer&#39;s full name)$/);
  return labels;
}

describe("a letter", () => {
  it("of apology says since when a dossier waits, and leaves blank what the hub must not know", () => {
    const page = letterPage(PARTS);
    for (const text of ["THƯ XIN LỖI", "128/2026", "Đăng ký kết hôn", "01/11/2026", "đã chậm 19 ngày", "CHỦ TỊCH"])
      expect(page).toContain(text);
    expect(blanks(page)).toEqual(["họ và tên", "lý do", "ngày"]);
  });

  it("of apology for a dossier that is done says when it was", () => {
    const page = letterPage({ ...PARTS, late: { ...LATE, done: "2026-11-04" } });
    expect(page).toContain("có kết quả ngày 04/11/2026, chậm 3 ngày");
    const oneDay = letterPage({ ...PARTS, language: "en", late: { ...LATE, done: "2026-11-02" } });
    expect(oneDay).toContain("on 02/11/2026, 1 day late");
    expect(blanks(page)).toEqual(["họ và tên", "lý do"]);
  });

  it("without a dossier has its places blank", () => {
    const page = letterPage({ ...PARTS, late: undefined });
    expect(blanks(page)).toEqual(["họ và tên", "số thứ tự", "thủ tục", "ngày", "lý do", "ngày"]);
    // No line begins with a comma.
    expect(page).toMatch(/<span class="held"><span class="blank[^>]*><\/span>,<\/span>/);
    expect(page).not.toMatch(/^.*<\/span>[.,](?!<\/span>)/m);
  });

  it("of condolence says that the camera is off there, or that it should be", () => {
    expect(letterPage({ ...PARTS, kind: "condolence" })).toContain("không được máy chấm");
    expect(letterPage({ ...PARTS, kind: "condolence", deathExcluded: false })).toContain("excludedProcedures");
  });

  it.each(LETTER_KINDS.flatMap((kind) => [[kind, "vi"] as const, [kind, "en"] as const]))(
    "%s in %s is whole, and runs nothing",
    (kind, language) => {
      const page = letterPage({ ...PARTS, kind, language, late: kind === "apology" ? LATE : undefined });
      expect(page).not.toMatch(/<script|undefined|\{\w+\}|\[object/);
      expect(page).toContain(`lang="${language}"`);
    },
  );
});
