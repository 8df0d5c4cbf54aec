/** How people are spoken of, and the posts of an office. Each may begin with a capital. */
const TITLES = [
  ...["anh", "chị", "ông", "bà", "cô", "chú", "em", "bác", "cậu", "dì", "thầy"],
  ...["cán bộ", "công chức", "viên chức", "nhân viên", "chuyên viên", "đồng chí", "đ/c", "bảo vệ"],
  ...["chủ tịch", "bí thư", "trưởng phòng", "giám đốc"],
  ...["tôi là", "tên là", "tên tôi là", "tôi tên là", "tôi tên"],
];
/** cán bộ *thụ lý* Nguyễn Văn A, công chức *Tư pháp* Trần B, chị *tên* Lan */
const BETWEEN = [
  ...["tên là", "tên", "thụ lý", "tiếp nhận", "tiếp dân", "trực", "phụ trách", "tư pháp", "hộ tịch", "địa chính"],
  ...["một cửa", "văn thư", "kế toán"],
];
/** What begins with a capital, in or behind a name, and is an office, a counter or the next title. */
const ENDS = [
  ...["Bộ phận", "Phòng", "Phường", "Quầy", "Trung tâm", "Ủy ban", "Uỷ ban", "Văn phòng", "Xã"],
  ...["Bà", "Chị", "Cô", "Ông"],
  ...["UBND", "HĐND", "MTTQ", "CCCD", "CMND", "BHXH", "BHYT", "TTHC", "VNPT", "TP", "QR"],
];
/** The same at once behind a title: whole words, for Bảo, Công and Đoàn are names as well. */
const NO_NAMES = [
  ...["Bảo hiểm", "Bảo vệ", "Bàn số", "Bí thư", "Bưu điện", "Chi cục", "Chính phủ", "Chủ tịch", "Công an", "Công chức"],
  ...["Công dân", "Công ty", "Cửa", "Dân phòng", "Dân quân", "Địa chính", "Giám đốc", "Hộ tịch", "Hội đồng", "Huyện"],
  ...["Kế toán", "Lễ tân", "Mặt trận", "Một cửa", "Nhà nước", "Phó", "Phụ nữ", "Quận", "Quốc hội", "Sở", "Thành phố"],
  ...["Thủ tục", "Thụ lý", "Tiếp dân", "Tiếp nhận", "Tỉnh", "Tổ trưởng", "Trưởng", "Tư pháp", "Văn thư", "Việt Nam"],
];
/** Streets, markets and hills are called after people long dead. */
const PLACES = [
  ...["Ông Ích Khiêm", "Ông Lãnh", "Bà Triệu", "Bà Trưng", "Bà Huyện Thanh Quan", "Bà Rịa", "Bà Nà", "Bà Đen"],
  ...["Bà Chiểu", "Bà Điểm", "Bà Hom", "Cô Tô", "Bác Hồ", "Chủ tịch Hồ Chí Minh", "chủ tịch Hồ Chí Minh"],
];
const PLACE_BEFORE =
  /(?:đường|phố|ngõ|hẻm|kiệt|chợ|cầu|núi|chùa|đền|miếu|trường|phường|xã|ấp|thôn|kênh|rạch|bến)\s(?:số\s)?$/iu;
/** No titles. */
const OTHER_SENSE = /(?:(?:tiếng|nước) anh|(?:trẻ|anh|chị) em)\s+$/iu;

const anyOf = (words: readonly string[]): string => words.join("|");
const eitherCase = (word: string): string => `[${word[0]?.toUpperCase()}${word[0]}]${word.slice(1)}`;
const eitherCases = (words: string): string =>
  words.replace(/ (\p{L})/gu, (_, letter: string) => ` [${letter}${letter.toUpperCase()}]`);
const END = "(?![\\p{L}\\p{N}])";
/** Lan, A, H'Hen, LAN: a title in capitals alone is none, or whatever is written so would be a name. */
const WORD = `(?!(?:${anyOf(ENDS.map(eitherCases))})${END})\\p{Lu}(?:\\p{Ll}*(?:['’-]\\p{Lu}?\\p{Ll}+)?|\\p{Lu}+)${END}`;
const FIRST = `(?!(?:${anyOf(NO_NAMES.map(eitherCases))})${END})${WORD}`;
const GAP = "[ \\u00a0]+";
const NAMED = new RegExp(
  `(?<![\\p{L}\\p{N}])((?:${anyOf(TITLES.map(eitherCase))})${GAP}(?:(?:${anyOf(BETWEEN.map(eitherCase))})${GAP})?["'“‘]?)(${FIRST}(?:${GAP}${WORD}){0,3})`,
  "gu",
);
const PLACE = new RegExp(`^(?:${anyOf(PLACES)})${END}`, "u");

/** Names of up to four words behind a title, which stays: who reads it still knows that a person was meant. */
export const maskNames = (text: string, masked: string): string =>
  text.replace(NAMED, (found: string, title: string, _name: string, at: number) => {
    const before = text.slice(0, at);
    const isPlace = PLACE.test(found) || (/^\p{Lu}/u.test(title) && PLACE_BEFORE.test(before));
    return isPlace || OTHER_SENSE.test(before + title) ? found : `${title}${masked}`;
  });
