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
    "a (at) gmail.com",
    "a [at] gmail . com",
    "nguyen.van.a at gmail dot com",
    "a a-còng gmail chấm com",
    "nva (a còng) mail [chấm] com . vn",
    "29A-123.45",
    "29A 12345",
    "51F1-234.56",
    "59-x1 234.56",
    "30E-1234",
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
    "Quầy 12A từ 2026, mẫu 01B, tầng 2 phòng 15C",
    "<script>alert(1)</script> & 'trích dẫn'",
  ])("and what is not: %s", (text) => {
    expect(mask(text)).toEqual({ words: text, masked: false });
  });

  it.each([
    ["chị Lan ở quầy 3 rất tận tình", "chị [•••] ở quầy 3 rất tận tình"],
    ["Cán bộ Nguyễn Văn A hẹn lại hai lần", "Cán bộ [•••] hẹn lại hai lần"],
    ["cán bộ thụ lý Trần Thị Bích Ngọc nói sai", "cán bộ thụ lý [•••] nói sai"],
    ["Ông Ba, bà Tư và cô Út đều chờ", "Ông [•••], bà [•••] và cô [•••] đều chờ"],
    ["công chức Tư pháp Nguyễn Văn B, cán bộ Một cửa Lan", "công chức Tư pháp [•••], cán bộ Một cửa [•••]"],
    ["Cán bộ Tiếp nhận Trần Thị C; đ/c Nam", "Cán bộ Tiếp nhận [•••]; đ/c [•••]"],
    ["anh cán bộ Hùng, em Đỗ Quyên, bác Ánh.", "anh cán bộ [•••], em [•••], bác [•••]."],
    ["Ông/Bà Lê Thị Hồng Gấm Quầy 2", "Ông/Bà [•••] Quầy 2"],
    ["chị LAN và anh NGUYỄN VĂN AN", "chị [•••] và anh [•••]"],
    ["chú H'Hen, anh “Tâm”", "chú [•••], anh “[•••]”"],
    ["Tôi là Phạm Văn Đồng Nai", "Tôi là [•••]"],
    ["cô Hò\u0061\u0300 nói", "cô [•••] nói"],
    ["anh Công, anh Đoàn Văn Bảo Anh, chị Trần Công Dân", "anh [•••], anh [•••], chị [•••]"],
    ["chủ tịch Võ Văn Minh hứa", "chủ tịch [•••] hứa"],
    ["cán bộ Văn phòng Nguyễn Văn A", "cán bộ Văn phòng [•••]"],
    ["cán bộ quầy 3 Trần Thị B; chị ở quầy số 12A Lan", "cán bộ quầy 3 [•••]; chị ở quầy số 12A [•••]"],
    ["công chức Phòng Tư pháp Trần B nói", "công chức Phòng Tư pháp [•••] nói"],
    ["Cán bộ bộ phận một cửa PHẠM THỊ C", "Cán bộ bộ phận một cửa [•••]"],
    ["chị bên văn phòng UBND phường Lê Lợi Đỗ Thị D", "chị bên văn phòng UBND phường Lê Lợi [•••]"],
    ["Cô Chú Ba, Anh Cán bộ Hùng, chị Anh", "Cô Chú [•••], Anh Cán bộ [•••], chị [•••]"],
    ["chị  Lan\u200b Anh hướng dẫn", "chị  [•••] hướng dẫn"],
  ])("names behind a title: %s", (text, words) => {
    expect(mask(text)).toEqual({ words, masked: true });
  });

  it.each([
    "Nhà tôi ở đường Ông Ích Khiêm, gần chợ Bà Chiểu, phố Hai Bà Trưng và đường Cô Giang",
    "Anh chị ở Bộ phận Một cửa, cán bộ Bộ phận Một cửa, công chức Tư pháp, cán bộ UBND",
    "Cán bộ Tiếp nhận hồ sơ và công chức Hộ tịch đều tận tình, cán bộ Thụ lý thì chậm",
    "Cô Chú ở quầy rất tốt, Anh Chị nhân viên nhiệt tình, Chú Bác bảo vệ vui vẻ, Thầy Cô, Anh Em, Chị Em đều khen",
    "Anh Nhân viên và Chị Cán bộ quầy 3 rất chu đáo, cán bộ quầy số 5 Bộ phận Một cửa cũng vậy",
    "Cán bộ Văn phòng Đăng ký đất đai, cán bộ Phòng Lao động, nhân viên Trung tâm Phục vụ Hành chính công",
    "cán bộ phòng giao dịch Hà Nội, cán bộ văn phòng UBND phường Nguyễn Trãi",
    "Xem thêm ở dichvucong.gov.vn. Cảm ơn, chấm 10 điểm",
    "Kính gửi Ông Chủ tịch UBND phường, chủ tịch Phường",
    "Giấy khai sinh bằng tiếng Anh Mỹ, trẻ em Việt Nam, anh em Khmer",
    "Học theo Bác Hồ; chị ở quầy 3; ông bà tôi; chị Quầy 3",
    "Hỏi anh. Nhưng không ai trả lời ông\nHồ sơ trễ",
    "CHỊ Ở QUẦY 3 NÓI HƠI GẮT, BÀ CON CHỜ LÂU",
    // A name alone, or in small letters, is not seen: the form asks not to write any.
    "Nguyễn Văn A hẹn lại hai lần, chị lan cũng vậy",
  ])("and what follows one and is no name: %s", (text) => {
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
