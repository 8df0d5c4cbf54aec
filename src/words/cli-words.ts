import type { Words } from "#words/words.js";

/** What `hailong --help` and its commands say. */
export const cliWords = {
  program: {
    vi: "Nửa tự động của đánh giá kép tại Bộ phận Một cửa",
    en: "the automatic half of the double rating at one-stop counters",
  },
  exitCodes: {
    vi: "Mã thoát: 0 xong; 1 lỗi khi chạy; 2 cần sửa dòng lệnh, cấu hình hoặc tệp mô hình trước.",
    en: "Exit codes: 0 done; 1 a fault while running; 2 the command line, a configuration or a model file has to be mended first.",
  },
  edge: { vi: "chạy máy tại quầy: bàn quầy và mắt đọc", en: "run a counter: the desk, and the eye that it starts" },
  eye: { vi: "chạy riêng mắt đọc (bàn quầy tự khởi động)", en: "run the eye alone (the desk or systemd starts it)" },
  cameraFeed: {
    vi: "chạy riêng phần lấy hình từ camera, chuyển cho mắt đọc (systemd khởi động)",
    en: "run the camera's feed alone, which hands pictures to the eye (systemd starts it)",
  },
  hub: { vi: "chạy hub của phường", en: "run a ward hub" },
  demo: { vi: "chạy thử toàn bộ trên cảnh dựng sẵn", en: "play a whole session on rendered scenes" },
  replay: { vi: "chấm một đoạn phim ngoại tuyến", en: "score a clip offline: what would it have said?" },
  checkConfig: { vi: "kiểm tra tệp cấu hình", en: "check a configuration file" },
  backup: {
    vi: "sao lưu sổ ghi của quầy, cả khi quầy đang chạy; không gồm khóa thiết bị",
    en: "copy the counter's ledger, also while the desk runs; the device key is not in it",
  },
  backupFile: { vi: "tệp sao lưu, chưa được có sẵn", en: "the copy; must not be there yet" },
  backupDone: { vi: "đã sao lưu và kiểm tra, đến sự kiện số", en: "copied and checked, up to event" },
  models: { vi: "tệp mô hình", en: "model files" },
  modelsList: { vi: "liệt kê các mô hình trong manifest.json", en: "list the models of manifest.json" },
  modelsVerify: {
    vi: "đối chiếu tệp mô hình với manifest.json và chạy véc-tơ chuẩn",
    en: "compare the model files with manifest.json, and run their golden vectors",
  },
  config: { vi: "tệp cấu hình YAML", en: "YAML configuration file" },
  once: { vi: "tự kết thúc khi hết phiên", en: "end by itself when the session is over" },
  jsonLine: { vi: "thêm một dòng JSON cuối cùng", en: "add one final JSON line" },
  jsonLines: {
    vi: "mỗi lần đọc một dòng JSON, rồi một dòng kết quả",
    en: "one JSON line per reading, then one for the window",
  },
  camera: {
    vi: "camera của bạn: rtsp://…, http://… (MJPEG), /dev/video0 hoặc tệp video",
    en: "your own camera: rtsp://…, http://… (MJPEG), /dev/video0 or a video file",
  },
  source: { vi: "tệp video hoặc thư mục ảnh", en: "a video file or a folder of images" },
  policyFile: { vi: "tệp chính sách YAML", en: "YAML policy file" },
  transactionsFile: {
    vi: "tệp YAML các phiên [{from, to}] tính bằng giây; không có: cả đoạn là một cửa sổ",
    en: "YAML list of transactions [{from, to}] in seconds; without it the whole clip is one window",
  },
  fps: { vi: "số khung hình phân tích mỗi giây", en: "frames analysed per second" },
  zone: {
    vi: "vùng ngồi của người dân: x,y,rộng,cao theo tỉ lệ 0–1",
    en: "citizen zone: x,y,width,height as shares 0–1",
  },
  smallK: {
    vi: "k dưới 5: số liệu của quá ít người, dễ đoán ra câu trả lời của từng người. Nên đặt từ 10",
    en: "k is under 5: a figure of so few easily tells what one of them answered. 10 is better",
  },
  inBatches: {
    vi: "release: batch công bố ngay khi đủ k giao dịch, chỉ dành cho trình diễn và thử nghiệm. Có người dân thật thì dùng week",
    en: "release: batch publishes as soon as k are there, for demos and trials alone. With real citizens use week",
  },
  loginInAddress: {
    vi:
      "camera.url chứa mật khẩu: ai đọc được tệp này đều thấy. Chuyển sang tệp riêng camera.credentialsFile (một dòng user:password, quyền 0600); " +
      "camera chỉ nhận trong địa chỉ thì viết ?user={user}&password={password}. Máy đã cài: chạy lại hailong setup",
    en:
      "camera.url holds a password, which everybody who may read this file sees. Move it to camera.credentialsFile (one line user:password, mode 0600); " +
      "for a camera that takes it in the address alone write ?user={user}&password={password}. On an installed box: run hailong setup again",
  },
  configGood: { vi: "cấu hình hợp lệ", en: "the configuration is valid" },
  modelsGood: { vi: "mô hình khớp manifest", en: "models match the manifest" },
} as const satisfies Record<string, Words>;
