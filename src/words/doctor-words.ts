import type { Words } from "#words/words.js";

/** What `hailong doctor` says: a name, and what to do when it is red. */
export const doctorWords = {
  command: {
    vi: "khám máy tại quầy: mục nào đỏ, sửa ra sao",
    en: "examine a counter's machine: what is red, and what to do",
  },
  json: { vi: "in kết quả dạng JSON", en: "print the result as JSON" },
  good: { vi: "Mọi mục đều tốt", en: "Everything is well" },
  bad: { vi: "Có mục cần sửa", en: "Something has to be mended" },
  node: { vi: "Phiên bản Node.js", en: "Node.js" },
  ffmpeg: { vi: "ffmpeg", en: "ffmpeg" },
  models: { vi: "Mô hình", en: "Models" },
  disk: { vi: "Ổ đĩa của thư mục dữ liệu", en: "Disk of the data folder" },
  clock: { vi: "Đồng hồ", en: "Clock" },
  sync: { vi: "Đồng bộ giờ", en: "Clock synchronisation" },
  services: { vi: "Các dịch vụ của máy", en: "The machine's services" },
  camera: { vi: "Camera", en: "Camera" },
  broker: { vi: "Máy chủ MQTT", en: "Broker" },
  certificate: { vi: "Chứng nhận hiệu chỉnh", en: "Calibration certificate" },
  drift: { vi: "Camera so với lúc hiệu chỉnh", en: "Camera, as it was calibrated" },
} as const satisfies Record<string, Words>;

export type DoctorCheck = Exclude<keyof typeof doctorWords, "command" | "json" | "good" | "bad">;

export const DOCTOR_REMEDIES: Record<DoctorCheck, Words> = {
  node: { vi: "Cài Node.js từ 20.19 trở lên", en: "Install Node.js 20.19 or later" },
  ffmpeg: { vi: "Cài: apt-get install ffmpeg", en: "Install it: apt-get install ffmpeg" },
  models: {
    vi: "Chạy hailong models verify và cài lại mô hình",
    en: "Run hailong models verify, and install the models again",
  },
  disk: {
    vi: "Giải phóng ổ đĩa, hoặc cho phép ghi vào thư mục dữ liệu",
    en: "Free space, or let this user write to the data folder",
  },
  clock: {
    vi: "Đặt lại giờ và bật đồng bộ (systemd-timesyncd)",
    en: "Set the clock, and turn its synchronisation on (systemd-timesyncd)",
  },
  sync: {
    vi: "Bật đồng bộ giờ: apt-get install systemd-timesyncd; timedatectl set-ntp true; cho phép máy ra cổng UDP 123",
    en: "Turn it on: apt-get install systemd-timesyncd; timedatectl set-ntp true; let UDP port 123 out",
  },
  services: {
    vi: "Xem systemctl status và journalctl -u của dịch vụ đó; sửa xong: systemctl restart hailong.target",
    en: "Look at that service's systemctl status and journalctl -u; then: systemctl restart hailong.target",
  },
  camera: {
    vi: "Kiểm tra dây, địa chỉ, tài khoản và trang riêng của camera",
    en: "Check the camera's cable, address, login and own page",
  },
  broker: {
    vi: "Kiểm tra hub.mqtt trong edge.yaml, mạng và tài khoản",
    en: "Check hub.mqtt in edge.yaml, the network and the login",
  },
  certificate: {
    vi: "Hiệu chỉnh lại: mở trang hiệu chỉnh /calibrate, hoặc chạy hailong calibrate --check",
    en: "Calibrate again: on the page /calibrate, or by hailong calibrate --check",
  },
  drift: {
    vi: "dirty: lau ống kính; moved, drifted: chỉnh lại camera, ghế, đèn như cũ rồi hiệu chỉnh lại",
    en: "dirty: wipe the lens; moved, drifted: put camera, chair and lamps back, and calibrate again",
  },
};
