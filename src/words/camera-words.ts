import type { Words } from "#words/words.js";

const figure = (value: number, digits: number): { vi: string; en: string } => {
  const options = { maximumFractionDigits: digits };
  return { vi: value.toLocaleString("vi-VN", options), en: value.toLocaleString("en-GB", options) };
};

/** What `hailong cameras` says. */
export const camerasCommandWords = {
  command: { vi: "tìm camera và chọn luồng hình", en: "find cameras, and choose a stream" },
  find: { vi: "tìm camera cắm vào máy và trên mạng", en: "find cameras at this machine and on the network" },
  advise: {
    vi: "đo các luồng của một camera và khuyên dùng luồng nào",
    en: "measure a camera's streams, and advise one",
  },
  makes: { vi: "các hãng camera đã biết: địa chỉ luồng và cách cài đặt", en: "known makes: addresses and what to set" },
  source: {
    vi: "địa chỉ ONVIF, rtsp://…, http://…, /dev/video0 hoặc tệp video; không ghi mật khẩu vào đây",
    en: "ONVIF service, rtsp://…, http://…, /dev/video0 or a video file; without a password in it",
  },
  loginFile: {
    vi: "tệp một dòng người-dùng:mật-khẩu, chỉ dịch vụ đọc được",
    en: "file with one line user:password that only the service may read",
  },
  fieldOfView: { vi: "góc nhìn ngang của ống kính, độ", en: "the lens's field of view across the picture, degrees" },
  json: { vi: "in kết quả dạng JSON", en: "print the result as JSON" },
  none: { vi: "Không tìm thấy camera nào", en: "No camera was found" },
  needsLogin: { vi: "cần đăng nhập", en: "needs a login" },
  keyframes: { vi: "khung hình chính (I-frame) mỗi", en: "keyframe every" },
  ofOneCore: { vi: "một nhân CPU", en: "of one core" },
  mainStream: { vi: "luồng chính", en: "main" },
  subStream: { vi: "luồng phụ", en: "sub" },
  thirdStream: { vi: "luồng ba", en: "third" },
  still: { vi: "từng ảnh một", en: "one picture at a time" },
} as const satisfies Record<string, Words>;

/** Why nothing, or not all, was found or advised. */
export const CAMERA_PROBLEMS = {
  noTool: {
    vi: "Máy chưa có v4l2-ctl nên không biết camera USB hỗ trợ định dạng nào: cài gói v4l-utils",
    en: "There is no v4l2-ctl here to tell what USB cameras can deliver: install the package v4l-utils",
  },
  closed: {
    vi: "Không có quyền mở camera cắm vào máy: thêm người dùng của dịch vụ vào nhóm video",
    en: "A camera at this machine may not be opened: add the service's user to the group video",
  },
  noNetwork: {
    vi: "Máy chưa có mạng để tìm camera IP: kiểm tra dây mạng, hoặc nhập địa chỉ bằng tay",
    en: "There is no network to look for cameras on: check the cable, or type the address in",
  },
  noProbe: {
    vi: "Không gửi được lời gọi tìm camera ra mạng (tường lửa chặn UDP 3702?): hãy nhập địa chỉ bằng tay",
    en: "The call for cameras could not be sent (a firewall against UDP 3702?): type the address in",
  },
  tooMany: {
    vi: "Có quá nhiều camera: chỉ liệt kê 64 camera đầu tiên",
    en: "There are too many cameras: only the first 64 are listed",
  },
  refused: {
    vi: "Camera từ chối đăng nhập: kiểm tra tên và mật khẩu. Đừng thử nhiều lần: nhiều camera tự khóa",
    en: "The camera refused the sign-in: check name and password. Do not try many times: cameras lock themselves",
  },
  needsLogin: {
    vi: "Camera đòi đăng nhập: nhập tên và mật khẩu của camera",
    en: "The camera wants a sign-in: give its user name and password",
  },
  unreachable: {
    vi: "Không nhận được hình từ địa chỉ này: kiểm tra địa chỉ, nguồn và dây mạng của camera",
    en: "No picture comes from this address: check the address, and the camera's power and cable",
  },
  notOnvif: {
    vi: "Thiết bị ở địa chỉ này không trả lời theo ONVIF: bật ONVIF trong camera, hoặc nhập thẳng địa chỉ luồng",
    en: "What answers there does not speak ONVIF: switch ONVIF on in the camera, or type the stream's address in",
  },
  noStreams: {
    vi: "Camera trả lời nhưng không cho biết luồng hình nào: nhập thẳng địa chỉ luồng",
    en: "The camera answers but names no stream: type the stream's address in",
  },
  noFormats: {
    vi: "Thiết bị này không có định dạng hình mà máy đọc được",
    en: "This device has no picture format that can be read",
  },
  unusable: {
    vi: "Không luồng nào đủ tốt: cài lại camera theo ghi chú ở từng luồng rồi đo lại",
    en: "No stream is good enough: set the camera as the notes say, and measure again",
  },
  loginInside: {
    vi: "Đừng ghi mật khẩu trong địa chỉ: nhập riêng, hoặc dùng --login-file",
    en: "Leave the password out of the address: give it apart, or with --login-file",
  },
} as const satisfies Record<string, Words>;

/** What is good or bad about one stream, and what to do about it. */
export const STREAM_NOTES = {
  recommended: (cpuShare: number): Words => {
    const percent = figure(cpuShare * 100, 1);
    return {
      vi: `Nên dùng: giải mã tốn khoảng ${percent.vi} % một nhân CPU`,
      en: `Take this one: decoding it costs about ${percent.en} % of one core`,
    };
  },
  lookAtPreview: (): Words => ({
    vi: "Ở đây không thấy được hình có bị lộn ngược hoặc soi gương hay không: hãy xem hình ở bước sau",
    en: "Whether the picture is upside down or mirrored cannot be told here: look at the preview in the next step",
  }),
  good: (): Words => ({ vi: "Dùng được", en: "Good to use" }),
  tooSlow: (fps: number): Words => ({
    vi: `Chỉ ${figure(fps, 1).vi} hình/giây, quá chậm: đặt 15 hình/giây trong camera`,
    en: `Only ${figure(fps, 1).en} pictures per second, too slow: set 15 in the camera`,
  }),
  slow: (fps: number): Words => ({
    vi: `${figure(fps, 1).vi} hình/giây: nên đặt ít nhất 12, tốt nhất 15`,
    en: `${figure(fps, 1).en} pictures per second: better set 12 or more, best 15`,
  }),
  facesTooSmall: (px: number): Words => ({
    vi: `Khuôn mặt ở cách 1 m chỉ rộng khoảng ${px} điểm ảnh: đặt luồng này 1280 × 720, hoặc dùng luồng lớn hơn`,
    en: `A face 1 m away is only about ${px} px wide: set this stream to 1280 × 720, or take a larger one`,
  }),
  facesSmall: (px: number): Words => ({
    vi: `Khuôn mặt ở cách 1 m rộng khoảng ${px} điểm ảnh, dưới mức 80: đặt 1280 × 720 hoặc kê ghế gần hơn`,
    en: `A face 1 m away is about ${px} px wide, less than 80: set 1280 × 720, or sit closer`,
  }),
  h265: (): Words => ({
    vi: "H.265 tốn sức giải mã hơn và hay lỗi hơn: đặt luồng này thành H.264",
    en: "H.265 costs more to decode and fails more often: set this stream to H.264",
  }),
  otherCodec: (codec: string): Words => ({
    vi: `Kiểu nén ${codec} ít được thử: nên đặt H.264`,
    en: `The codec ${codec} is little tried here: better set H.264`,
  }),
  large: (width: number, height: number): Words => ({
    vi: `${width} × ${height} lớn hơn mức cần: dùng luồng phụ 1280 × 720`,
    en: `${width} × ${height} is more than is needed: use a substream of 1280 × 720`,
  }),
  keyframesFar: (seconds: number): Words => ({
    vi: `Khung hình chính (I-frame) cách nhau tới ${figure(seconds, 1).vi} giây: đặt khoảng cách khung hình chính tối đa 2 giây (15 hình/giây: 30) và tắt Smart Codec/H.264+`,
    en: `Up to ${figure(seconds, 1).en} s between keyframes: set the I-frame interval to 2 s at most (30 at 15 pictures per second), and switch Smart Codec/H.264+ off`,
  }),
  keyframesUnseen: (seconds: number): Words => ({
    vi: `Trong ${figure(seconds, 0).vi} giây chưa thấy khung hình chính (I-frame) thứ hai: đặt khoảng cách khung hình chính tối đa 2 giây và tắt Smart Codec/H.264+`,
    en: `No second keyframe within ${figure(seconds, 0).en} s: set the I-frame interval to 2 s at most, and switch Smart Codec/H.264+ off`,
  }),
  heavy: (cpuShare: number): Words => ({
    vi: `Giải mã tốn ${figure(cpuShare * 100, 0).vi} % một nhân CPU: quá nặng cho máy tại quầy`,
    en: `Decoding takes ${figure(cpuShare * 100, 0).en} % of one core: too heavy for a counter's machine`,
  }),
  unsteadyClock: (): Words => ({
    vi: "Đồng hồ trong luồng chạy không đều: đặt giờ camera theo NTP, tắt tính năng đổi tốc độ hình",
    en: "The stream's own clock is uneven: let the camera take its time by NTP, and switch off changing frame rates",
  }),
  unreadable: (detail: string): Words => ({
    vi: `Không đọc được luồng này${detail === "" ? "" : ` (${detail})`}`,
    en: `This stream cannot be read${detail === "" ? "" : ` (${detail})`}`,
  }),
} as const;

/** What is set in a camera, in whatever words its own menu has. */
export const CAMERA_SETTINGS = {
  substream: {
    vi: "Luồng phụ: 1280 × 720, 15 hình/giây, H.264",
    en: "Substream: 1280 × 720, 15 pictures per second, H.264",
  },
  keyframes: { vi: "Khoảng cách khung hình chính (I-frame): 15–30 (1–2 giây)", en: "I-frame interval: 15–30 (1–2 s)" },
  plain_codec: {
    vi: "Tắt Smart Codec, H.264+, H.265+, Zipstream: chúng làm khung hình chính (I-frame) thưa ra",
    en: "Switch Smart Codec, H.264+, H.265+, Zipstream off: they spread keyframes out",
  },
  mains_50hz: { vi: "Chống nhấp nháy đèn: 50 Hz", en: "Anti-flicker: 50 Hz" },
  shutter: {
    vi: "Màn trập: không chậm hơn 1/100 giây; đủ sáng thì 1/200 giây",
    en: "Shutter: no slower than 1/100 s; 1/200 s where there is light enough",
  },
  wide_dynamic_range: {
    vi: "Ngược sáng: bật WDR ở mức vừa; không bật nếu không ngược sáng",
    en: "Backlight: WDR at a middle level; leave it off where there is none",
  },
  day_mode: { vi: "Chế độ ngày (ảnh màu), tắt đèn hồng ngoại", en: "Day mode (colour), infrared lamps off" },
  account: {
    vi: "Tạo tài khoản riêng chỉ được xem hình cho Hailong",
    en: "Make an account for Hailong that may only watch",
  },
  onvif: { vi: "Bật ONVIF và tạo người dùng ONVIF", en: "Switch ONVIF on, and make an ONVIF user" },
  clock: { vi: "Giờ của camera: đồng bộ NTP", en: "The camera's time: by NTP" },
  focus: { vi: "Tự lấy nét: tắt, lấy nét một lần vào ghế", en: "Autofocus: off, after focusing on the chair once" },
  exposure: {
    vi: "Tắt chế độ tự giảm tốc độ hình khi thiếu sáng",
    en: "Switch off that the rate drops in low light",
  },
} as const satisfies Record<string, Words>;
export type CameraSetting = keyof typeof CAMERA_SETTINGS;
