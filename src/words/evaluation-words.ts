import { MAY_BE_CHANCE } from "#words/comparison-words.js";
import type { Words } from "#words/words.js";

/** What `hailong evaluate` and its reports say. */
export const evaluationWords = {
  command: {
    vi: "đo một mô hình biểu cảm trên bộ ảnh có nhãn",
    en: "measure an expression model on a labelled set of pictures",
  },
  options: {
    dir: { vi: "thư mục, mỗi lớp một thư mục con", en: "a folder with one folder per class" },
    manifest: {
      vi: "tệp CSV: path,label[,nhóm…]",
      en: "CSV file with path,label; every other column is a grouping",
    },
    root: {
      vi: "thư mục gốc của các path; mặc định: nơi có tệp CSV",
      en: "the folder that the paths of --manifest lie in; its own by default",
    },
    crop: {
      vi: "full: cả ảnh là khuôn mặt; detect: tìm và căn khuôn mặt như lúc chạy",
      en: "full: the picture is the face; detect: found and aligned as at a counter",
    },
    model: { vi: "mô hình biểu cảm trong manifest.json", en: "an expression model of manifest.json" },
    limit: { vi: "chỉ đọc N dòng đầu", en: "read the first N rows only" },
    threads: { vi: "số nhân CPU để đọc ảnh", en: "cores to read on" },
    json: { vi: "in một đối tượng JSON", en: "print one JSON object" },
    html: { vi: "ghi báo cáo HTML", en: "write an HTML report" },
  },
  title: { vi: "Đo mô hình biểu cảm", en: "Measuring an expression model" },
  set: { vi: "Bộ ảnh", en: "Set" },
  model: { vi: "Mô hình", en: "Model" },
  crop: { vi: "Cách cắt", en: "Crop" },
  cropFull: { vi: "cả ảnh là khuôn mặt", en: "the picture is the face" },
  cropDetect: { vi: "tìm và căn khuôn mặt như tại quầy", en: "found and aligned as at a counter" },
  evaluated: { vi: "ảnh đã đo", en: "pictures measured" },
  leftOut: { vi: "không tính (unknown, not-a-face)", en: "left out (unknown, not-a-face)" },
  bad: { vi: "dòng hỏng", en: "bad rows" },
  badMore: { vi: "và các dòng hỏng khác", en: "and more" },
  bordered: { vi: "chỉ tìm thấy khi thêm viền", en: "found only with a border around the picture" },
  interrupted: { vi: "Bị dừng giữa chừng", en: "Stopped before the end" },
  nothing: { vi: "Không có ảnh nào để đo.", en: "There was no picture to measure." },
  accuracyEight: { vi: "Độ chính xác 8 lớp", en: "accuracy, 8 classes" },
  accuracySeven: { vi: "Độ chính xác 7 lớp", en: "accuracy, 7 classes (no contempt)" },
  accuracyThree: { vi: "Độ chính xác 3 lớp", en: "accuracy, 3 classes" },
  macroF1: { vi: "F1 trung bình các lớp", en: "macro-F1" },
  aucPositive: { vi: "AUC tích cực", en: "AUC positive" },
  aucNegative: { vi: "AUC tiêu cực", en: "AUC negative" },
  neutralCalledNegative: { vi: "Bình thường bị đọc là tiêu cực", en: "neutral called negative" },
  calibrationError: { vi: "Sai số hiệu chuẩn (ECE)", en: "expected calibration error" },
  refused: { vi: "Từ chối đọc", en: "refused as unreadable" },
  coveredRead: { vi: "Bị che mà vẫn đọc", en: "covered, and read all the same" },
  detected: { vi: "Tìm thấy khuôn mặt", en: "detector hit rate" },
  undetected: { vi: "Không tìm thấy khuôn mặt", en: "no face found" },
  coverage: { vi: "Độ chính xác theo độ phủ", en: "Accuracy by coverage" },
  perClass: { vi: "Từng lớp", en: "Per class" },
  precision: { vi: "Đúng khi nói", en: "precision" },
  recall: { vi: "Tìm ra", en: "recall" },
  confusion: { vi: "Ma trận nhầm lẫn", en: "Confusion matrix" },
  confusionAxes: { vi: "hàng: nhãn của người; cột: mô hình", en: "rows: what people said; columns: the model" },
  groups: { vi: "Theo nhóm", en: "By group" },
  accuracy: { vi: "Độ chính xác", en: "accuracy" },
  worstGap: { vi: "Chênh lệch lớn nhất", en: "Worst gap" },
  clearGap: { vi: "khoảng tin cậy không chồng nhau", en: "the intervals do not meet" },
  unclearGap: MAY_BE_CHANCE,
  reliability: { vi: "Độ tin cậy", en: "Reliability" },
  reliabilityAxes: {
    vi: "ngang: mô hình tự tin bao nhiêu; dọc: đúng bao nhiêu",
    en: "across: how sure the model was; up: how often it was right",
  },
  coverageAxes: {
    vi: "ngang: phần ảnh được trả lời, chắc nhất trước; dọc: đúng bao nhiêu",
    en: "across: share answered, the surest first; up: how often it was right",
  },
  interval: { vi: "khoảng Wilson 90 %", en: "90 % Wilson interval" },
  notFeeling: {
    vi: "Biểu cảm không phải là cảm xúc. Các con số nói mô hình khớp với nhãn của người xem ảnh đến đâu.",
    en: "An expression is not a feeling. The figures say how well the model agrees with the labels that people gave pictures.",
  },
} as const satisfies Record<string, Words | Record<string, Words>>;

/** Vietnamese names of the eight classes and the three tones. */
export const classWords: Readonly<Record<string, string>> = {
  neutral: "bình thường",
  happiness: "vui",
  surprise: "ngạc nhiên",
  sadness: "buồn",
  anger: "giận",
  disgust: "khó chịu",
  fear: "sợ",
  contempt: "khinh",
  negative: "tiêu cực",
  positive: "tích cực",
};
