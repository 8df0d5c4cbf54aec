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
/** cán bộ *Văn phòng* Nguyễn Văn A: where somebody works may have names of its own, so that only a family name tells one behind it. */
const OFFICES = ["văn phòng", "phòng", "bộ phận", "trung tâm", "ủy ban", "uỷ ban", "UBND", "tổ", "ban", "đội"];
const SURNAMES = [
  ...["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"],
  ...["Lý", "Đinh", "Trịnh", "Đoàn", "Mai", "Trương", "Lâm", "Tô", "Cao", "Tạ", "Hà", "Châu", "Lương", "Thái", "Đào"],
  ...["Phùng", "Vương", "Quách", "Tăng", "Lưu", "Nông", "Triệu", "Chu", "Kiều"],
];
/** What begins like a family name. */
const CITIES = [
  ...["Cao Bằng", "Châu Đốc", "Châu Thành", "Hà Đông", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hồ Chí Minh"],
  ...["Lâm Đồng", "Phan Rang", "Phan Thiết", "Thái Bình", "Thái Nguyên"],
];
/** What begins with a capital, in or behind a name, and is an office, a counter or the next title. */
const ENDS = [
  ...["Bộ phận", "Phòng", "Phường", "Quầy", "Trung tâm", "Ủy ban", "Uỷ ban", "Văn phòng", "Xã"],
  ...["Bà", "Chị", "Cô", "Ông"],
  ...["UBND", "HĐND", "MTTQ", "CCCD", "CMND", "BHXH", "BHYT", "TTHC", "VNPT", "TP", "QR"],
];
/** The same at once behind a title, and the next title: whole words, for Bảo, Công and Đoàn are names as well. */
const NO_NAMES = [
  ...["Bác", "Cậu", "Chú", "Dì", "Em", "Thầy", "Cán bộ", "Chuyên viên", "Đồng chí", "Nhân viên", "Viên chức"],
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
const PLACE_WORDS = [
  ...["đường", "phố", "ngõ", "hẻm", "kiệt", "chợ", "cầu", "núi", "chùa", "đền", "miếu", "trường", "phường", "xã", "ấp"],
  ...["thôn", "kênh", "rạch", "bến", "quận", "huyện", "chi nhánh"],
];
/** No titles. */
const OTHER_SENSE = /(?:(?:tiếng|nước) anh|(?:trẻ|anh|chị) em)\s+$/iu;

const anyOf = (words: readonly string[]): string => words.join("|");
const eitherCase = (word: string): string => `[${word[0]?.toUpperCase()}${word[0]}]${word.slice(1)}`;
const eitherCases = (words: string): string =>
  words.replace(/ (\p{L})/gu, (_, letter: string) => ` [${letter}${letter.toUpperCase()}]`);
const PLACE_BEFORE = new RegExp(`(?:${anyOf(PLACE_WORDS)})\\s(?:số\\s)?$`, "iu");
const END = "(?![\\p{L}\\p{N}])";
/** Lan, A, H'Hen, LAN: a title in capitals alone is none, or whatever is written so would be a name. */
const WORD = `(?!(?:${anyOf(ENDS.map(eitherCases))})${END})\\p{Lu}(?:\\p{Ll}*(?:['’-]\\p{Lu}?\\p{Ll}+)?|\\p{Lu}+)${END}`;
const FIRST = `(?!(?:${anyOf(NO_NAMES.map(eitherCases))})${END})${WORD}`;
const GAP = "[ \\u00a0]+";
const TITLE = `(?<![\\p{L}\\p{N}])(?:${anyOf(TITLES.map(eitherCase))})${GAP}`;
const MAYBE_BETWEEN = `(?:(?:${anyOf(BETWEEN.map(eitherCase))})${GAP})?["'“‘]?`;
const MAYBE_AT = `(?:(?:ở|tại|bên|thuộc|của)${GAP})?`;
/** quầy 3, Bàn số 12 */
const COUNTER = `(?:${anyOf(["quầy", "bàn", "cửa"].map(eitherCase))})${GAP}(?:số${GAP})?\\d{1,2}\\p{Lu}?`;
const NAMED = new RegExp(
  `(${TITLE}(?:${MAYBE_AT}${COUNTER}${GAP})?${MAYBE_BETWEEN})(${FIRST}(?:${GAP}${WORD}){0,3})`,
  "gu",
);
const FAMILY = `(?!(?:${anyOf(CITIES)})${END})(?:${anyOf(SURNAMES.flatMap((name) => [name, name.toUpperCase()]))})${END}`;
const BEHIND_OFFICE = new RegExp(
  `(${TITLE}${MAYBE_AT}(?:${anyOf(OFFICES.map(eitherCase))})${END}(?:${GAP}[\\p{L}\\p{N}]+){0,5}?${GAP}["'“‘]?)(?<!(?:${anyOf(PLACE_WORDS.map(eitherCase))})${GAP})${FAMILY}(?:${GAP}${WORD}){1,3}`,
  "gu",
);
const PLACE = new RegExp(`^(?:${anyOf(PLACES)})${END}`, "u");

/** Names of up to four words behind a title, which stays: who reads it still knows that a person was meant. */
export const maskNames = (text: string, masked: string): string =>
  maskAfterTitle(text, masked).replace(BEHIND_OFFICE, (_, office: string) => `${office}${masked}`);

const maskAfterTitle = (text: string, masked: string): string =>
  text.replace(NAMED, (found: string, title: string, _name: string, at: number) => {
    const before = text.slice(0, at);
    const isPlace = PLACE.test(found) || (/^\p{Lu}/u.test(title) && PLACE_BEFORE.test(before));
    return isPlace || OTHER_SENSE.test(before + title) ? found : `${title}${masked}`;
  });
