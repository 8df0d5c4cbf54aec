import { kioskWords } from "#words/kiosk-words.js";
import type { Words } from "#words/words.js";

/** The transparency page, and the sign that hangs at the counter. */
export const transparencyWords = {
  title: { vi: "Trang minh bạch", en: "Transparency" },
  lead: {
    vi: "Ở Bộ phận Một cửa này, mức hài lòng được biết bằng hai cách: Ông/Bà chạm chọn, và camera ước lượng qua biểu cảm; Ông/Bà luôn có thể từ chối camera. Trang này nói rõ máy làm gì và không làm gì.",
    en: "In this office satisfaction is learned in two ways: you may tap a rating, and a camera estimates one from expressions; you may always decline the camera. This page says what the machine does and does not do.",
  },
  simulated: {
    vi: "Dữ liệu mô phỏng đến {day}: không phải ý kiến của người dân.",
    en: "Made-up figures up to {day}: no citizen said this.",
  },
  measured: { vi: "Máy đo gì", en: "What is measured" },
  measured1: {
    vi: "Trong lúc Ông/Bà ngồi tại quầy, máy đọc nét mặt vài lần mỗi giây: vui, bình thường hay không vui. Cả lần giao dịch chỉ còn lại một con số, hoặc một lý do vì sao không chấm được.",
    en: "While you sit at the counter the machine reads the look of a face a few times a second: glad, neutral or not glad. Of the whole visit one number is left, or a reason why there is none.",
  },
  measured2: {
    vi: "Biểu cảm không phải là cảm xúc. Máy có thể nhầm; vì vậy số của camera chỉ để tham khảo và không bao giờ thay cho ý kiến của người dân.",
    en: "A look is not a feeling. The machine can be wrong; so its figures are for reference and never replace what people say.",
  },
  measured3: {
    vi: "Không chấm cán bộ. Số của camera không đứng cạnh tên một cán bộ hay một quầy nào.",
    en: "Staff are not scored. Camera figures never stand beside a clerk or a counter.",
  },
  never: { vi: "Những gì không bao giờ lưu", en: "What is never kept" },
  never1: {
    vi: "Hình ảnh, đoạn phim, đường nét khuôn mặt: chỉ có trong bộ nhớ tạm và bị ghi đè ngay.",
    en: "Pictures, clips, the lines of a face: they exist in working memory alone and are overwritten at once.",
  },
  never2: {
    vi: "Tên, tuổi, giới tính, dân tộc, số giấy tờ: máy không hỏi và không đoán.",
    en: "Name, age, sex, ethnicity, identity numbers: they are neither asked nor guessed.",
  },
  never3: {
    vi: "Mã hồ sơ: không đi vào máy. Máy không nhận ra ai, cũng không biết người đó đã đến lần nào trước đây.",
    en: "Dossier codes never enter the machine. It recognises nobody, and does not know who has been here before.",
  },
  kept: { vi: "Những gì được lưu, và bao lâu", en: "What is kept, and for how long" },
  keptEvents: {
    vi: "Điểm hoặc lý do không chấm, mức đã chạm, thủ tục, quầy và giờ (làm tròn {minutes} phút).",
    en: "Score or reason, the tapped rating, procedure, counter and time (rounded to {minutes} minutes).",
  },
  keptMonths: { vi: "Nội dung bị xóa sau {months} tháng.", en: "Contents are erased after {months} months." },
  keptOpen: { vi: "Nội dung được xóa khi phường quyết định.", en: "Contents are erased when the office decides so." },
  keptFeedback: {
    vi: "Góp ý bằng chữ bị xóa sau {months} tháng; số điện thoại, số giấy tờ và tên đi sau anh, chị, cán bộ… bị che trước khi lưu.",
    en: "Written feedback is erased after {months} months; telephone and identity numbers, and names after a title, are masked before it is stored.",
  },
  keptK: {
    vi: "Số liệu chỉ được công bố khi có ít nhất {k} lần giao dịch.",
    en: "Figures are shown only when at least {k} visits stand behind them.",
  },
  good: { vi: "Máy đúng đến đâu", en: "How good it is" },
  goodThree: {
    vi: "Trên {faces} khuôn mặt thử chưa từng thấy, máy gọi đúng vui, bình thường hay không vui ở {value} (khoảng {low}–{high}).",
    en: "On {faces} test faces it had never seen, it called glad, neutral or not glad as people do in {value} ({low}–{high}).",
  },
  goodNeutral: {
    vi: "Khuôn mặt bình thường bị đọc nhầm là không vui: {value} (khoảng {low}–{high}).",
    en: "Neutral faces read as not glad by mistake: {value} ({low}–{high}).",
  },
  goodNone: { vi: "Phiếu mô hình chưa được cài tại đây.", en: "The model card is not installed here." },
  agreement: { vi: "Camera và người dân có nói giống nhau không", en: "Do camera and citizens say the same" },
  agreementShown: {
    vi: "Trong {n} lần có cả hai, mức độ khớp (AC2) là {ac2}.",
    en: "Over {n} visits that have both, agreement (AC2) is {ac2}.",
  },
  agreementRecall: {
    vi: "Trong số người chạm “không hài lòng”, camera nhận ra {value} (khoảng {low}–{high}).",
    en: "Of those who tapped “dissatisfied” the camera found {value} ({low}–{high}).",
  },
  modeActive: { vi: "Hiện camera đang được dùng làm số liệu.", en: "The camera's figures are in use." },
  modeAdvisory: {
    vi: "Hiện số của camera chỉ để tham khảo.",
    en: "The camera's figures are for reference only.",
  },
  modeSuspended: { vi: "Hiện số của camera đang tạm ngừng.", en: "The camera's figures are suspended." },
  choice: { vi: "Ông/Bà quyết định", en: "It is your choice" },
  choiceOptIn: {
    vi: "Camera chỉ đọc khi Ông/Bà bấm “Đồng ý” trên màn hình tại quầy. Không bấm gì là không đọc.",
    en: "The camera reads only if you press “I agree” on the counter's screen. Press nothing, and it does not.",
  },
  choiceNotice: {
    vi: "Camera đọc theo thông báo niêm yết tại quầy. Ông/Bà có thể từ chối bất cứ lúc nào.",
    en: "The camera reads as the notice at the counter says. You may decline at any time.",
  },
  choiceStop: {
    vi: "Đang đọc mà muốn ngừng: bấm “Ngừng đọc biểu cảm”, những gì đã đọc bị xóa ngay. Từ chối không ảnh hưởng gì đến hồ sơ.",
    en: "To stop it: press “Stop reading mine”; what was read is wiped at once. Declining changes nothing about your dossier.",
  },
  choiceExcluded: {
    vi: "Một số thủ tục không bao giờ chấm bằng camera, như khai tử, trẻ em, khuyết tật, khiếu nại.",
    en: "Some procedures are never scored by a camera, such as deaths, children, disability, complaints.",
  },
  ask: { vi: "Hỏi ai", en: "Whom to ask" },
  askDefault: { vi: "Xin hỏi cán bộ tại Bộ phận Một cửa.", en: "Please ask the staff of the one-stop office." },
  feedback: { vi: "Gửi góp ý", en: "Send feedback" },
  sign: { vi: "In thông báo treo tại quầy (A4)", en: "Print the sign for the counter (A4)" },
  print: { vi: "In", en: "Print" },
  otherLanguage: { vi: "English", en: "Tiếng Việt" },
  signTitle: { vi: "Tại quầy này có camera đọc biểu cảm", en: "A camera at this counter can read expressions" },
  "notice_opt-in": kioskWords.notice,
  notice_notice: {
    vi: "Tại quầy này có camera đọc biểu cảm để ước lượng mức hài lòng. Camera đọc theo thông báo này; Ông/Bà có thể từ chối hoặc ngừng bất cứ lúc nào. Không lưu hình ảnh, không nhận dạng ai, cán bộ không thấy kết quả.",
    en: "A camera at this counter reads expressions to estimate satisfaction. It reads under this notice; you may decline or stop it at any time. No picture is kept, nobody is identified, and the staff do not see the result.",
  },
  signNoUrl: {
    vi: "Thông báo này chưa có mã QR: máy chủ chưa biết địa chỉ mà điện thoại của người dân mở được. Đặt office.url trong hub.yaml (ví dụ https://motcua.phuong-mau.vn), khởi động lại hailong-hub rồi mở lại trang này.",
    en: "This sign has no QR code: the hub does not know the address that citizens' phones can open. Set office.url in hub.yaml (such as https://motcua.phuong-mau.vn), restart hailong-hub, and open this page again.",
  },
  signStop: {
    vi: "Từ chối hoặc ngừng: một lần chạm trên màn hình.",
    en: "To decline or stop: one tap on the screen.",
  },
  signScan: {
    vi: "Quét để góp ý và xem trang minh bạch",
    en: "Scan for feedback and the transparency page",
  },
} as const satisfies Record<string, Words>;
