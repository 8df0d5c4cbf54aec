import type { Words } from "#words/words.js";

/** The city's figures, its wards side by side, and the pooled pairs. */
export const cityViewWords = {
  ward: { vi: "Phường, xã", en: "Ward" },
  wholeCity: { vi: "Toàn địa bàn", en: "All wards together" },
  cameraSuspended: {
    vi: "Không hiển thị: các cặp đánh giá gộp lại cho thấy máy bỏ sót quá nhiều người không hài lòng.",
    en: "Not shown: the pooled pairs tell that the camera misses too many who are dissatisfied.",
  },
  wardsAmiss: {
    vi: "{n} phường, xã cần xem lại đường gửi số liệu (bảng cuối trang).",
    en: "Wards whose way of sending figures needs a look: {n} (the table at the end).",
  },
  noWardAmiss: { vi: "Mọi phường, xã đều đang gửi số liệu về.", en: "Every ward is sending its figures." },
  sideBySide: { vi: "Từng phường, xã", en: "Ward by ward" },
  sideBySideHint: {
    vi: "Xếp theo tên, không phải thứ hạng. Mỗi nơi được so với tất cả các nơi còn lại gộp chung: kiểm định chính xác Fisher, đã hiệu chỉnh Holm vì so nhiều nơi cùng lúc.",
    en: "By name, which is no order of merit. Each is compared with all others together: Fisher's exact test, with Holm's correction as many are compared at once.",
  },
  sideBySideCare: {
    vi: "Người dân đến mỗi nơi vì những thủ tục khác nhau và không phải ai cũng chạm, nên một khác biệt tự nó chưa nói nơi nào phục vụ tốt hơn. Ước lượng của máy không được so giữa các nơi: camera và ánh sáng mỗi nơi một khác.",
    en: "Citizens come to each for other matters, and not everybody taps: a difference alone does not say who serves better. The camera's estimate is not compared: cameras and light differ from place to place.",
  },
  someDiffer: {
    vi: "Khác các nơi còn lại, hơn mức ngẫu nhiên: {names}.",
    en: "Unlike the others, beyond chance: {names}.",
  },
  noneDiffers: {
    vi: "Không nơi nào khác các nơi còn lại hơn mức ngẫu nhiên.",
    en: "None is unlike the others beyond chance.",
  },
  oneWard: {
    vi: "Mới có một nơi có đủ số liệu: chưa có gì để so.",
    en: "Only one has enough figures: nothing to compare yet.",
  },
  others: { vi: "Các nơi còn lại", en: "The others" },
  above: { vi: "Cao hơn rõ rệt", en: "Clearly above" },
  below: { vi: "Thấp hơn rõ rệt", en: "Clearly below" },
  noneOfWard: {
    vi: "“chưa có”: nơi ấy chưa công bố gì của kỳ này.",
    en: "“none yet”: that ward has released nothing of this period.",
  },
  courseOfYear: { vi: "Hài lòng theo đánh giá chạm, 12 tháng", en: "Satisfied by taps, 12 months" },
  chooseWard: { vi: "Vẽ thêm một phường, xã", en: "Draw one ward beside" },
  noWardChosen: { vi: "Không", en: "None" },
  pooled: { vi: "Máy có khớp với lời người dân không", en: "Does the camera agree with citizens" },
  pooledPairs: {
    vi: "Trong kỳ này, các phường, xã đã công bố {n} phiên có cả đánh giá chạm lẫn điểm máy. Gộp lại, chúng nói được điều mà từng nơi chưa đủ số lượng để nói.",
    en: "Of this period, wards have released {n} transactions with both a tap and a score. Together they tell what each alone has too few for.",
  },
  pooledRecall: {
    vi: "Trong {n} người chạm “không hài lòng”, máy nhận ra {hits}: {share} (khoảng 90%: {low}–{high}). Mức sàn là {floor}.",
    en: "Of {n} who tapped “dissatisfied” the camera found {hits}: {share} (90% interval: {low}–{high}). The floor is {floor}.",
  },
  pooledFalseAlarm: {
    vi: "Trong {n} người chạm mức khác, máy báo nhầm {hits}: {share} (khoảng 90%: {low}–{high}).",
    en: "Of {n} who tapped another level it called {hits} dissatisfied: {share} (90% interval: {low}–{high}).",
  },
  pooledMode: {
    vi: "Chế độ phù hợp với số liệu: {mode}. {why}.",
    en: "Mode that the figures bear out: {mode}. {why}.",
  },
  pooledMode_active: {
    vi: "Điểm máy được dùng bên cạnh đánh giá chạm, không bao giờ thay cho nó.",
    en: "Scores may stand beside taps, never in their place.",
  },
  pooledMode_advisory: { vi: "Điểm máy chỉ để tham khảo.", en: "Scores are for reference only." },
  pooledMode_suspended: { vi: "Không dùng điểm máy.", en: "Scores are not to be used." },
  pooledWho: {
    vi: "Mỗi phường, xã tự quyết định chế độ bằng chính sách của mình; thành phố, tỉnh chỉ đề xuất.",
    en: "Each ward decides its mode by its own policy; the city only proposes.",
  },
} as const satisfies Record<string, Words>;
