import type { EventData } from "#contract/event.js";
import type { Concern } from "#contract/fleet.js";
import type { Words } from "#words/words.js";

type Alarm = EventData["health"]["alarms"][number];

/** Why a counter needs somebody, and what whoever goes there brings or does. */
const concerns = {
  concern_offline: { vi: "Máy mất kết nối", en: "The machine is disconnected" },
  remedy_offline: { vi: "kiểm tra điện, mạng tại quầy", en: "look at power and network at the counter" },
  concern_silent: { vi: "Chưa nghe tin từ khi máy chủ của phường khởi động", en: "Not heard of since the hub started" },
  remedy_silent: { vi: "kiểm tra máy ở quầy đã bật chưa", en: "see whether the machine is switched on" },
  concern_no_certificate: { vi: "Chưa có chứng nhận hiệu chỉnh", en: "No calibration certificate" },
  remedy_no_certificate: { vi: "hiệu chỉnh tại quầy", en: "calibrate at the counter" },
  concern_certificate_failed: { vi: "Hiệu chỉnh không đạt", en: "Calibration failed" },
  remedy_certificate_failed: {
    vi: "sửa theo các mục không đạt trong chứng nhận, rồi hiệu chỉnh lại",
    en: "mend what the certificate calls failed, then calibrate anew",
  },
  concern_camera_unwell: { vi: "Camera không cho hình", en: "No picture from the camera" },
  remedy_camera_unwell: {
    vi: "kiểm tra dây, nguồn và địa chỉ của camera; chạy “hailong doctor” tại quầy",
    en: "look at the camera's cable, power and address; run “hailong doctor” there",
  },
  concern_camera_moved: { vi: "Camera đã bị xê dịch", en: "The camera was moved" },
  remedy_camera_moved: {
    vi: "đặt camera về chỗ cũ, rồi hiệu chỉnh lại",
    en: "put it back in its place, then calibrate anew",
  },
  concern_camera_dirty: { vi: "Ống kính bẩn hoặc bị che", en: "The lens is dirty or covered" },
  remedy_camera_dirty: {
    vi: "mang khăn mềm lau ống kính; không cần hiệu chỉnh lại",
    en: "bring a soft cloth and wipe the lens; no new calibration needed",
  },
  concern_camera_drifted: {
    vi: "Số đo tuần này khác lúc cấp chứng nhận: khuôn mặt, ánh sáng hoặc tỷ lệ máy chấm được",
    en: "This week's measurements differ from when it was certified: faces, light, or how much could be scored",
  },
  remedy_camera_drifted: {
    vi: "xem ghế, đèn và độ phóng của ống kính, rồi hiệu chỉnh lại",
    en: "look at chairs, lamps and the zoom, then calibrate anew",
  },
  concern_clock: { vi: "Đồng hồ máy sai giờ hoặc nhảy giờ", en: "The machine's clock is wrong, or stepped" },
  remedy_clock: {
    vi: "bật đồng bộ giờ của máy; kiểm tra pin đồng hồ",
    en: "switch on time synchronisation; look at the clock's battery",
  },
  concern_disk: { vi: "Ổ đĩa sắp đầy hoặc đã đầy", en: "The disk is full, or nearly so" },
  remedy_disk: { vi: "giải phóng ổ đĩa của máy ở quầy", en: "free space on the counter's machine" },
  concern_backlog: { vi: "Nhiều sự kiện chờ gửi", en: "Many events wait to be sent" },
  remedy_backlog: {
    vi: "kiểm tra mạng của quầy; nếu không giảm, xem các thông điệp bị từ chối ở trang Toàn vẹn",
    en: "look at its network; where it does not fall, at the refused messages on the integrity page",
  },
  concern_events_missing: { vi: "Thiếu sự kiện trong sổ cái", en: "Events are missing from its ledger" },
  remedy_events_missing: {
    vi: "tìm lý do: khôi phục bản sao cũ, ổ đĩa hỏng, hay có người can thiệp",
    en: "find out why: an old backup given back, a bad disk, or somebody's hand",
  },
  concern_policy_refused: { vi: "Từ chối chính sách của máy chủ phường", en: "It refused the hub's policy" },
  remedy_policy_refused: {
    vi: "kiểm tra phiên bản phần mềm và khóa của máy chủ phường tại quầy",
    en: "look at its version, and at the hub's key that it knows",
  },
  concern_key: { vi: "Khóa không còn được tin", en: "Its key is no longer believed" },
  remedy_key: { vi: "ghi danh lại máy", en: "enrol the machine anew" },
  concern_coverage_low: {
    vi: "Máy chấm được dưới một nửa số phiên cần chấm",
    en: "It could score fewer than half of what it was to score",
  },
  remedy_coverage_low: {
    vi: "xem lý do không chấm được ở trang Tổng quan; thường là ánh sáng hoặc chỗ đặt camera",
    en: "see on the overview why not; mostly light, or where the camera stands",
  },
} as const satisfies Record<`${"concern" | "remedy"}_${Concern}`, Words>;

/** As the machine itself says it. */
const alarms = {
  alarm_eye_down: { vi: "phần đọc hình đã dừng", en: "the eye is down" },
  alarm_camera_stalled: { vi: "camera đứng hình", en: "the camera stalled" },
  alarm_camera_frozen: { vi: "hình không đổi", en: "the picture is frozen" },
  alarm_camera_unreachable: { vi: "không kết nối được camera", en: "the camera is unreachable" },
  alarm_camera_moved: { vi: "camera bị xê dịch", en: "camera moved" },
  alarm_camera_dirty: { vi: "ống kính bẩn hoặc bị che", en: "lens dirty or covered" },
  alarm_camera_drifted: { vi: "số đo tuần này đã lệch", en: "this week's measurements have drifted" },
  alarm_ledger_full: { vi: "ổ đĩa đầy", en: "disk full" },
  alarm_ledger_crowded: { vi: "ổ đĩa sắp đầy", en: "disk nearly full" },
  alarm_clock_stepped: { vi: "đồng hồ nhảy giờ", en: "the clock stepped" },
  alarm_policy_refused: { vi: "từ chối chính sách", en: "policy refused" },
  alarm_revoked: { vi: "máy đã bị thu hồi", en: "the machine is revoked" },
  alarm_key_retired: { vi: "khóa đã ngừng dùng", en: "its key is retired" },
  alarm_events_missing: { vi: "thiếu sự kiện trong sổ cái", en: "events missing from its ledger" },
} as const satisfies Record<`alarm_${Alarm}`, Words>;

export const concernWords = { ...concerns, ...alarms };
