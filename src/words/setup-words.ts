import type { Words } from "#words/words.js";

/** What `hailong setup` asks and says. */
export const setupWords = {
  command: {
    vi: "thiết lập máy này: quầy, hub của phường hoặc cả hai; chạy lại bao nhiêu lần cũng được",
    en: "set this machine up as a counter, the ward's hub or both; may be run again",
  },
  answers: { vi: "tệp YAML các câu trả lời, thay cho hỏi từng câu", en: "YAML file of answers, in place of questions" },
  needsRoot: { vi: "hãy chạy bằng quyền root", en: "run it as root" },
  writing: { vi: "Đang ghi cấu hình; tệp có thay đổi:", en: "Writing the configuration; files that change:" },
  started: { vi: "Đã bật và khởi động các dịch vụ", en: "The services are enabled and running" },
  enabled: {
    vi: "Đã bật các dịch vụ; chúng chạy từ lần khởi động máy tới",
    en: "The services are enabled and start with the machine",
  },
  enrolFirst: {
    vi: "Đã bật các dịch vụ; chúng chạy sau khi quầy được ghi danh với hub",
    en: "The services are enabled; they start once this counter is enrolled at the hub",
  },
  carryCertificates: {
    vi: "mang sang từng quầy (đừng gửi qua thư điện tử)",
    en: "carry to each counter (never by mail)",
  },
  carryDevice: {
    vi: "mang tệp này sang hub: thêm vào hub.devices rồi chạy lại hailong setup ở đó",
    en: "carry this file to the hub: name it under hub.devices and run hailong setup there again",
  },
  enrol: { vi: "ghi danh với hub bằng mã một lần", en: "enrol at the hub by a one-time code" },
  setPin: { vi: "đặt mã PIN cho kỹ thuật viên", en: "set the technicians' PIN" },
  calibrate: {
    vi: "hiệu chỉnh trên trình duyệt: http://MÁY-NÀY:8789/calibrate",
    en: "calibrate in a browser: http://THIS-MACHINE:8789/calibrate",
  },
  doctor: { vi: "khám máy", en: "examine the machine" },
  role: {
    vi: "Máy này là quầy, hub hay cả hai? (counter, hub, both)",
    en: "Is this machine a counter, the hub or both?",
  },
  ward: { vi: "Mã phường: a–z, 0–9 và -", en: "The ward's name: a–z, 0–9 and -" },
  counter: { vi: "Mã quầy: a–z, 0–9 và -", en: "The counter's name: a–z, 0–9 and -" },
  brokerHere: {
    vi: "Cài máy chủ MQTT (mosquitto) ngay trên máy này? (y/n)",
    en: "Run the MQTT broker (mosquitto) on this machine?",
  },
  names: {
    vi: "Các quầy gọi máy này bằng tên hoặc địa chỉ nào? (cách nhau bằng dấu cách)",
    en: "By which names or addresses do counters reach this machine? (separated by spaces)",
  },
  counters: { vi: "Các quầy của phường (cách nhau bằng dấu cách)", en: "The ward's counters (separated by spaces)" },
  brokerUrl: { vi: "Địa chỉ máy chủ MQTT: mqtts://máy:8883", en: "The broker's address: mqtts://host:8883" },
  certificates: {
    vi: "Thư mục chứa ca.crt và chứng thư, khóa của máy này (để trống: không dùng chứng thư)",
    en: "Folder with ca.crt and this machine's certificate and key (empty: none)",
  },
  hubKeyFile: {
    vi: "Tệp hub.pub của hub (để trống: ghi danh bằng mã sau)",
    en: "The hub's hub.pub (empty: enrol by a code later)",
  },
  searching: { vi: "Đang tìm camera…", en: "Looking for cameras…" },
  measuring: {
    vi: "Đang hỏi camera các luồng hình và đo thử…",
    en: "Asking the camera for its streams, and measuring…",
  },
  camera: {
    vi: "Camera: số trong danh sách, hoặc rtsp://…, http://…, /dev/video0",
    en: "Camera: a number of the list, or rtsp://…, http://…, /dev/video0",
  },
  cameraUser: { vi: "Tài khoản camera (để trống: không có)", en: "The camera's user (empty: none)" },
  cameraPassword: { vi: "Mật khẩu camera (không hiện khi gõ)", en: "The camera's password (not shown)" },
  pin: {
    vi: "Mã PIN cho kỹ thuật viên, ít nhất 6 ký tự (không hiện khi gõ; để trống: đặt sau)",
    en: "The technicians' PIN, six characters at least (not shown; empty: later)",
  },
  ratingPage: {
    vi: "Hiện trang đánh giá trên màn hình của máy này? (y/n)",
    en: "Show the rating page on this machine's screen?",
  },
  wrongAnswer: { vi: "Chưa đúng, xin nhập lại", en: "Not understood; once more" },
} as const satisfies Record<string, Words>;
