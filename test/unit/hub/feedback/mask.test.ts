import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mask } from "#hub/feedback/mask.js";

describe("what is masked at the door", () => {
  it.each([
    "0912345678",
    "0912 345 678",
    "0912.345.678",
    "091-234-5678",
    "(091) 2345678",
    "+84 912 345 678",
    "84912345678",
    "(+84)912345678",
    "028 3822 1234",
    "079203001234",
    "079 203 001 234",
    "024123456",
    "0 9 1 2 3 4 5 6 7 8",
    "0９1２345678",
    "0912\u200b345\u200b678",
    "0912 - 345 - 678",
    "0912–345–678",
    "0912/345/678",
    "0912,345,678",
    "0912_345_678",
    "0912·345·678",
    "0912   345   678",
    "0912\u2011345\u2212678",
    "123.456.000",
    "912.345.000",
    "B1234567",
    "c 12345678",
    "nguyen.van.a@example.com",
    "a+b @ mail.example.vn",
    "H26.15-231005-0001",
    "000.00.15.H26-231005-0001",
  ])("%s", (number) => {
    const { words, masked } = mask(`Xin gọi lại cho tôi theo ${number} nhé, cảm ơn`);
    expect(masked).toBe(true);
    expect(words).toMatch(/^Xin gọi lại cho tôi theo \(?\[•••\]\)? nhé, cảm ơn$/);
  });

  it.each([
    "Chờ 45 phút, từ 8:30 đến 9:15, quầy số 3",
    "Phí 1.500.000 đồng, lần trước 12.500.000 đồng, lệ phí: 10.500.000, tiền 20.000.000 và 12.000.000đ",
    "Ngày 05.10.2026, 05-10-2026 và 2026-10-05 đều đến, từ 1/10/2026 - 5/10/2026",
    "Nghị định 61/2018/NĐ-CP, giai đoạn 2025-2026",
    "<script>alert(1)</script> & 'trích dẫn'",
  ])("and what is not: %s", (text) => {
    expect(mask(text)).toEqual({ words: text, masked: false });
  });

  it("leaves no run of nine digits, however they are parted", () => {
    const sign = fc.constantFrom(...[..." .,-–—−_/·•()"]);
    const signs = fc.array(sign, { maxLength: 3 }).map((some) => some.join(""));
    const parted = fc.array(fc.tuple(signs, fc.integer({ min: 1, max: 9 })), { minLength: 11, maxLength: 14 });
    fc.assert(
      fc.property(fc.string(), parted, (before, digits) => {
        const { words } = mask(`${before} x ${digits.map(([sign, digit]) => `${sign}${digit}`).join("")} x`);
        expect(words.split(" x ").at(-1)).not.toMatch(/\d(?:\D{0,3}\d){8}/);
      }),
      { numRuns: 200 },
    );
  });
});
