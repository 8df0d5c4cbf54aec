import type { Words } from "#words/words.js";

/** What `hailong doctor` says: a name, and what to do when it is red. */
export const doctorWords = {
  command: {
    vi: "khám máy tại quầy hoặc máy hub: mục nào đỏ, sửa ra sao",
    en: "examine a counter's machine or a hub's: what is red, and what to do",
  },
  configs: {
    vi: "edge.yaml hoặc hub.yaml; máy làm cả hai việc thì nêu cả hai",
    en: "edge.yaml or hub.yaml; both where one machine is both",
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
  tls: { vi: "Chứng thư TLS", en: "TLS certificates" },
  devices: { vi: "Danh sách quầy đã ghi danh", en: "List of enrolled desks" },
  store: { vi: "Kho sự kiện", en: "Event store" },
  people: { vi: "Tài khoản quản trị", en: "Administrator's account" },
  reports: { vi: "Thư mục báo cáo", en: "Folder of reports" },
  backup: { vi: "Bản sao lưu", en: "Backup" },
  events: { vi: "Sự kiện gần nhất", en: "Last event" },
} as const satisfies Record<string, Words>;

export type DoctorCheck = Exclude<keyof typeof doctorWords, "command" | "configs" | "json" | "good" | "bad">;

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
    vi: "Bật đồng bộ giờ: apt-get install systemd-timesyncd; timedatectl set-ntp true; cho phép máy ra cổng UDP 123; mạng không ra internet: khai máy chủ giờ của cơ quan (NTP=… trong /etc/systemd/timesyncd.conf)",
    en: "Turn it on: apt-get install systemd-timesyncd; timedatectl set-ntp true; let UDP port 123 out; without internet, name the office's time server (NTP=… in /etc/systemd/timesyncd.conf)",
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
    vi: "Kiểm tra hub.mqtt trong edge.yaml (mqtt trong hub.yaml), mạng, tài khoản và giờ của máy",
    en: "Check hub.mqtt in edge.yaml (mqtt in hub.yaml), the network, the login and this machine's clock",
  },
  certificate: {
    vi: "Hiệu chỉnh lại: mở trang hiệu chỉnh /calibrate, hoặc chạy hailong calibrate --check",
    en: "Calibrate again: on the page /calibrate, or by hailong calibrate --check",
  },
  drift: {
    vi: "dirty: lau ống kính; moved, drifted: chỉnh lại camera, ghế, đèn như cũ rồi hiệu chỉnh lại",
    en: "dirty: wipe the lens; moved, drifted: put camera, chair and lamps back, and calibrate again",
  },
  tls: {
    vi: "Còn dưới 30 ngày: cấp chứng thư mới, xem docs/operations.vi.md, Gia hạn chứng thư; chưa đến ngày có hiệu lực (not before): đồng hồ máy này chậm",
    en: "Less than 30 days: have new ones made; docs/operations.md, Renew certificates; not before: this machine's clock is behind",
  },
  devices: {
    vi: "Sửa devices.yaml ở dòng được nêu; trong lúc đó hub dùng nội dung cũ",
    en: "Mend devices.yaml at the line that is named; until then the hub uses what it read before",
  },
  store: {
    vi: "Cấu trúc cũ hoặc chưa có: khởi động hub một lần; hỏng: khôi phục bản sao lưu; PostgreSQL không trả lời hoặc không cho vào: xem máy chủ đó, store.url và store.passwordFile",
    en: "Not there, or of an older schema: start the hub once; damaged: restore a backup; PostgreSQL does not answer or lets nobody in: look at that server, store.url and store.passwordFile",
  },
  people: {
    vi: "Tạo một tài khoản: runuser -u hailong-hub -- hailong hub -c /etc/hailong/hub.yaml user add TÊN admin",
    en: "Make one: runuser -u hailong-hub -- hailong hub -c /etc/hailong/hub.yaml user add NAME admin",
  },
  reports: {
    vi: "Cho hub quyền ghi: chown -R hailong-hub: /var/lib/hailong/hub/reports",
    en: "Let the hub write to it: chown -R hailong-hub: /var/lib/hailong/hub/reports",
  },
  backup: {
    vi: "Xem systemctl status hailong-backup-hub.timer, journalctl -u hailong-backup-hub",
    en: "Look at systemctl status hailong-backup-hub.timer and journalctl -u hailong-backup-hub",
  },
  events: {
    vi: "Ba ngày không có sự kiện nào: xem máy tại các quầy, máy chủ MQTT; sau kỳ nghỉ thì là bình thường",
    en: "None for three days: look at the counters' machines and the broker; after a holiday this is normal",
  },
};
