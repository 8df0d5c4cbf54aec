import type { Words } from "#words/words.js";

/** The step that finds a camera and chooses one of its streams. */
export const streamWords = {
  nowCamera: { vi: "Camera đang dùng", en: "Camera in use" },
  stateStarting: { vi: "Đang kết nối. Chờ vài giây.", en: "Connecting. Wait a few seconds." },
  stateLive: { vi: "Đang có hình.", en: "Pictures arrive." },
  stateStalled: {
    vi: "Hình bị ngắt. Kiểm tra dây mạng và nguồn của camera.",
    en: "The pictures have stopped. Look at the camera's cable and power.",
  },
  stateFrozen: {
    vi: "Hình bị đứng. Tắt rồi bật lại camera.",
    en: "The picture is frozen. Switch the camera off and on.",
  },
  stateUnreachable: {
    vi: "Không kết nối được. Kiểm tra địa chỉ, mật khẩu và dây mạng; nếu camera đã đổi địa chỉ, bấm “Tìm camera”.",
    en: "It cannot be reached. Look at address, password and cable; if its address has changed, press “Find cameras”.",
  },
  find: { vi: "Tìm camera", en: "Find cameras" },
  finding: { vi: "Đang tìm, có thể mất 10 giây…", en: "Looking; this can take 10 seconds…" },
  found: { vi: "Camera tìm thấy", en: "Cameras found" },
  foundNone: {
    vi: "Không tìm thấy camera nào. Kiểm tra dây và nguồn, hoặc nhập địa chỉ bên dưới.",
    en: "No camera was found. Look at cable and power, or enter its address below.",
  },
  choose: { vi: "Chọn", en: "Choose" },
  chosen: { vi: "Đã chọn", en: "Chosen" },
  needsLogin: { vi: "cần tên và mật khẩu", en: "needs a login" },
  byHand: { vi: "Địa chỉ camera", en: "Camera's address" },
  source: { vi: "Địa chỉ (rtsp://…, http://… hoặc /dev/video…)", en: "Address (rtsp://…, http://… or /dev/video…)" },
  sourceEmpty: {
    vi: "Hãy nhập địa chỉ camera, hoặc chọn một camera tìm thấy.",
    en: "Enter an address, or choose a camera that was found.",
  },
  sourceLogin: {
    vi: "Không viết tên và mật khẩu trong địa chỉ: nhập vào hai ô bên dưới.",
    en: "No login inside the address: use the two fields below.",
  },
  sourceScheme: {
    vi: "Viết cả phần đầu của địa chỉ: rtsp://…, http://… hoặc /dev/video…. Chỉ biết số IP thì viết http:// trước số đó rồi đo các luồng.",
    en: "Write the address with its beginning: rtsp://…, http://… or /dev/video…. If you know the IP number only, put http:// before it and measure the streams.",
  },
  noStream: {
    vi: "Đây là địa chỉ của camera, chưa phải của luồng hình: bấm “Đo các luồng của camera”, rồi “Dùng luồng này”.",
    en: "This is the camera's address and no stream's: press “Measure its streams”, then “Use this stream”.",
  },
  httpKind: { vi: "Địa chỉ http cho", en: "The http address gives" },
  httpStream: { vi: "luồng hình liên tục (MJPEG)", en: "a stream (MJPEG)" },
  httpStill: { vi: "từng ảnh một", en: "one picture at a time" },
  user: { vi: "Tên đăng nhập camera", en: "Camera's user" },
  password: { vi: "Mật khẩu camera", en: "Camera's password" },
  loginHint: {
    vi: "Để trống nếu camera không cần. Đổi địa chỉ hoặc luồng thì phải có lại mật khẩu.",
    en: "Leave empty if the camera needs none. Another address or stream needs the password again.",
  },
  showPassword: { vi: "Hiện mật khẩu", en: "Show the password" },
  advise: { vi: "Đo các luồng của camera", en: "Measure its streams" },
  advising: { vi: "Đang đo từng luồng, có thể mất một phút…", en: "Measuring every stream; this can take a minute…" },
  advice: { vi: "Các luồng đã đo", en: "Streams, measured" },
  recommended: { vi: "Nên dùng", en: "Recommended" },
  makeSettings: { vi: "Cài đặt trong camera {make}", en: "What to set in a {make} camera" },
  useStream: { vi: "Dùng luồng này", en: "Use this stream" },
  useCamera: { vi: "Dùng camera này", en: "Use this camera" },
  cameraSaved: {
    vi: "Đã đổi camera. Chờ hình trong vài giây; mọi mục được đo lại từ đầu.",
    en: "The camera was changed. Wait a few seconds for its picture; every check is measured anew.",
  },
  keyframes: { vi: "khung hình chính (I-frame) cách {n} giây", en: "key frames {n} s apart" },
  cpu: { vi: "{n}% một nhân CPU", en: "{n}% of a core" },
} as const satisfies Record<string, Words>;
