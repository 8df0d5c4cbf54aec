import type { Words } from "#words/words.js";

/** The letters that an office prints. They speak for the office to a citizen: warm, plain, in its own forms of address. */
export const letterWords = {
  number: { vi: "Số: ……/……", en: "No.: ……" },
  hint: {
    vi: "Điền vào các chỗ trống ngay trên trang này rồi in (Ctrl+P), hoặc in rồi viết tay. Những gì điền vào không được gửi đi và không được lưu ở đâu.",
    en: "Fill in the blanks on this page and print it (Ctrl+P), or print it and write by hand. What you fill in is sent nowhere and kept nowhere.",
  },
  dear: { vi: "Kính gửi: Ông/Bà", en: "To Mr/Mrs" },
  dearFamily: { vi: "Kính gửi: Gia đình Ông/Bà", en: "To the family of Mr/Mrs" },
  nameBlank: { vi: "họ và tên", en: "full name" },
  officeBlank: { vi: "tên cơ quan", en: "name of the office" },
  reasonBlank: { vi: "lý do", en: "reason" },
  dateBlank: { vi: "ngày", en: "date" },
  referenceBlank: { vi: "số thứ tự", en: "running number" },
  procedureBlank: { vi: "thủ tục", en: "procedure" },

  apology: { vi: "THƯ XIN LỖI", en: "LETTER OF APOLOGY" },
  apologyAbout: {
    vi: "về việc trả kết quả hồ sơ chậm so với ngày hẹn",
    en: "for a result that came later than promised",
  },
  apologyOpening: {
    vi: "{office} đã tiếp nhận hồ sơ của Ông/Bà, số thứ tự {reference}, thủ tục “{procedure}”, hẹn trả kết quả ngày {due}.",
    en: "{office} received your application, running number {reference}, for “{procedure}”, and promised the result for {due}.",
  },
  apologyWaiting: {
    vi: "Đến nay hồ sơ chưa có kết quả, đã chậm {days} so với ngày hẹn. Lý do: {reason}. Chúng tôi hẹn trả kết quả cho Ông/Bà vào ngày {again}.",
    en: "There is no result yet; it is {days} late. The reason: {reason}. We now promise it for {again}.",
  },
  apologyDone: {
    vi: "Hồ sơ đã có kết quả ngày {done}, chậm {days} so với ngày hẹn. Lý do: {reason}.",
    en: "The result was ready on {done}, {days} late. The reason: {reason}.",
  },
  oneDay: { vi: "1 ngày", en: "1 day" },
  severalDays: { vi: "{n} ngày", en: "{n} days" },
  apologyUnknown: {
    vi: "Kết quả đã chậm so với ngày hẹn. Lý do: {reason}. Chúng tôi hẹn trả kết quả cho Ông/Bà vào ngày {again}.",
    en: "The result is later than promised. The reason: {reason}. We now promise it for {again}.",
  },
  apologyClosing: {
    vi: "{office} thành thật xin lỗi Ông/Bà vì sự chậm trễ này và mong nhận được sự thông cảm của Ông/Bà.",
    en: "{office} sincerely apologises for this delay and asks for your understanding.",
  },

  birth: { vi: "THƯ CHÚC MỪNG", en: "LETTER OF CONGRATULATION" },
  birthAbout: { vi: "mừng công dân mới chào đời", en: "on the birth of a child" },
  birthOpening: {
    vi: "Nhân dịp gia đình Ông/Bà đón cháu {name} chào đời, {office} xin gửi tới gia đình lời chúc mừng nồng nhiệt nhất.",
    en: "On the birth of {name}, {office} sends your family its warmest congratulations.",
  },
  birthClosing: {
    vi: "Chúc cháu mạnh khỏe, hay ăn chóng lớn; chúc gia đình luôn hạnh phúc, đầm ấm.",
    en: "May the child grow up in good health, and your family be happy.",
  },

  marriage: { vi: "THƯ CHÚC MỪNG", en: "LETTER OF CONGRATULATION" },
  marriageAbout: { vi: "nhân dịp đăng ký kết hôn", en: "on your marriage" },
  dearCouple: { vi: "Kính gửi: Anh {name} và chị {name}", en: "To {name} and {name}" },
  marriageOpening: {
    vi: "Nhân dịp anh chị đăng ký kết hôn, {office} xin gửi tới anh chị và hai gia đình lời chúc mừng tốt đẹp nhất.",
    en: "On the day of your marriage, {office} sends you and your families its best wishes.",
  },
  marriageClosing: {
    vi: "Chúc anh chị trăm năm hạnh phúc, cùng nhau xây dựng gia đình no ấm, bình đẳng, tiến bộ.",
    en: "We wish you a long and happy life together.",
  },

  condolence: { vi: "THƯ CHIA BUỒN", en: "LETTER OF CONDOLENCE" },
  condolenceAbout: { vi: "", en: "" },
  condolenceOpening: {
    vi: "Được tin {name} đã từ trần, {office} xin gửi tới gia đình lời chia buồn sâu sắc nhất.",
    en: "{office} was grieved to hear of the death of {name}, and sends your family its deepest sympathy.",
  },
  condolenceClosing: {
    vi: "Kính mong gia đình sớm vượt qua nỗi đau mất mát này.",
    en: "We wish your family strength in this loss.",
  },
  cameraOff: {
    vi: "Thủ tục khai tử không được máy chấm: nỗi buồn không phải là sự không hài lòng.",
    en: "Death registration is never scored by the camera: grief is not dissatisfaction.",
  },
  cameraOn: {
    vi: "Lưu ý: chính sách hiện tại không loại thủ tục khai tử khỏi việc chấm. Hãy thêm lại vào `excludedProcedures`.",
    en: "Note: the policy in force does not exclude death registration from scoring. Put it back into `excludedProcedures`.",
  },
} as const satisfies Record<string, Words>;
export type LetterWord = keyof typeof letterWords;
