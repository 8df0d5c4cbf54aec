import type { Words } from "#words/words.js";

/** On the page and on paper, of a period that goes on. */
export const PAIRS_COME_LATER = {
  vi: "bảng đối chiếu của một tháng thường chỉ được công bố khi tháng đã hết",
  en: "as a rule a month's pairs are published once the month has ended",
} as const satisfies Words;

/** Why a figure about the double rating is missing, or a mode is what the pairs bear out. */
export const AGREEMENT_WORDS = {
  too_few: {
    vi: "Chưa đủ số lượng để công bố",
    en: "Too few to be shown",
  },
  too_few_pairs: {
    vi: "Chưa đủ phiên có cả đánh giá chạm và điểm máy chấm, hoặc chưa đủ khác nhau để công bố mà không lộ câu trả lời của ai",
    en: "Too few transactions with both a tap and a score, or too much alike to be shown without telling anyone's answer",
  },
  all_alike: {
    vi: "Một bên chỉ có một mức: không có gì để so",
    en: "One of the two sides never changes its level: there is nothing to agree on",
  },
  no_dissatisfied_taps: {
    vi: "Chưa ai chạm “không hài lòng”",
    en: "Nobody has tapped “dissatisfied” yet",
  },
  no_dissatisfied_scores: {
    vi: "Máy chưa xếp phiên nào ở mức “không hài lòng”",
    en: "The camera has not placed any transaction at “dissatisfied” yet",
  },
  no_other_taps: {
    vi: "Tất cả đều chạm “không hài lòng”",
    en: "Everyone has tapped “dissatisfied”",
  },
  too_few_to_compare: {
    vi: "Chưa đủ người chạm “không hài lòng”, hoặc chạm mức khác, để so điểm của hai nhóm",
    en: "Too few citizens tapped “dissatisfied”, or another level, to compare the scores of the two groups",
  },
  recall_above_floor: {
    vi: "Máy nhận ra đủ người chạm “không hài lòng”, rõ rệt hơn ngẫu nhiên",
    en: "The camera finds enough of those who tapped “dissatisfied”, clearly more than by chance",
  },
  recall_below_floor: {
    vi: "Máy bỏ sót quá nhiều người chạm “không hài lòng”",
    en: "The camera misses too many of those who tapped “dissatisfied”",
  },
  recall_uncertain: {
    vi: "Chưa đủ người chạm “không hài lòng” để biết máy nhận ra được bao nhiêu",
    en: "Too few citizens tapped “dissatisfied” to know how many of them the camera finds",
  },
  no_better_than_chance: {
    vi: "Máy xếp người chạm mức khác vào “không hài lòng” gần như thường xuyên như nhau",
    en: "The camera calls those who tapped another level dissatisfied nearly as often",
  },
} as const satisfies Record<string, Words>;
