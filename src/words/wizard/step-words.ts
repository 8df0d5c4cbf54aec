import type { Words } from "#words/words.js";

/** The steps, what each is for, and what is still to do in it. */
export const wizardStepWords = {
  steps: { vi: "Các bước", en: "Steps" },
  stepOf: { vi: "Bước {n}/{of}", en: "Step {n} of {of}" },
  back: { vi: "Quay lại", en: "Back" },
  next: { vi: "Tiếp theo", en: "Next" },
  camera: { vi: "Camera", en: "Camera" },
  aim: { vi: "Hướng", en: "Aim" },
  zone: { vi: "Vùng", en: "Zone" },
  light: { vi: "Ánh sáng", en: "Light" },
  face: { vi: "Độ nét", en: "Face" },
  drills: { vi: "Bài thử", en: "Drills" },
  soak: { vi: "Chạy thử", en: "Dry run" },
  certificate: { vi: "Chứng nhận", en: "Certificate" },
  cameraTitle: { vi: "Chọn camera", en: "Choose the camera" },
  aimTitle: { vi: "Hướng camera vào người dân", en: "Aim at the citizen" },
  zoneTitle: { vi: "Vẽ vùng của người dân", en: "Draw the citizen's zone" },
  lightTitle: { vi: "Ánh sáng trên khuôn mặt", en: "Light on the face" },
  faceTitle: { vi: "Độ nét của khuôn mặt", en: "Sharpness of the face" },
  drillsTitle: { vi: "Các bài thử", en: "Drills" },
  soakTitle: { vi: "Chạy thử liên tục", en: "Dry run" },
  certificateTitle: { vi: "Cấp chứng nhận", en: "Issue the certificate" },
  cameraHint: {
    vi: "Đã có hình đúng quầy thì bấm “Tiếp theo”. Chưa có thì bấm “Tìm camera”, chọn camera, đo các luồng rồi dùng luồng được khuyên.",
    en: "If this is the counter's picture, press “Next”. If not, press “Find cameras”, choose one, measure its streams and use the recommended one.",
  },
  aimHint: {
    vi: "Mời một người ngồi vào ghế, nhìn thẳng. Chỉnh ghế và camera đến khi mọi mục đều đạt.",
    en: "Let one person sit on the chair and look straight. Move chair and camera until every row passes.",
  },
  zoneHint: {
    vi: "Kéo các góc để vùng xanh ôm quanh ghế người dân. Chỗ cán bộ ngồi hoặc đi lại thì che đi. Ngoài vùng, máy không phân tích gì.",
    en: "Drag the corners until the green zone fits the citizen's chair. Mask where staff sit or walk. Nothing outside the zone is analysed.",
  },
  lightHint: {
    vi: "Bật đèn như ngày làm việc. Người ngồi nhìn thẳng vài giây.",
    en: "Light the room as on a working day. Let the person look straight for a few seconds.",
  },
  faceHint: {
    vi: "Người ngồi yên vài giây, sau đó gật đầu nhẹ để đo độ nhòe.",
    en: "Let the person sit still for a few seconds, then nod gently so that blur is measured.",
  },
  drillsHint: {
    vi: "Làm từng bài thử theo lời nhắc trên màn hình. Chưa đạt thì làm lại được.",
    en: "Do each drill as the screen prompts. You may repeat one that does not pass.",
  },
  soakHint: {
    vi: "Để một người ngồi như khi làm thủ tục. Máy đếm hình bị ngắt và tỉ lệ phiên chấm được.",
    en: "Let one person sit as when being served. Stalls and the share of scored windows are counted.",
  },
  certificateHint: {
    vi: "Cấp được khi mọi mục bắt buộc đã đo và không mục nào “không đạt”.",
    en: "It can be issued when every required check is measured and none fails.",
  },

  todoCamera: { vi: "Chưa có hình: xem lại bước “Camera”", en: "No picture: look at the step “Camera”" },
  todoWait: { vi: "Chờ số đo: {check}", en: "Waiting for a figure: {check}" },
  todoDrills: { vi: "Còn bài thử chưa làm. {check}", en: "Not done yet. {check}" },
  todoSoak: {
    vi: "Bấm “Bắt đầu chạy thử”, rồi chờ đủ thời gian",
    en: "Press “Start the dry run”, and let it run its time",
  },
  todoSoaking: {
    vi: "Đang chạy thử: để người ngồi như khi làm thủ tục",
    en: "Running: let the person sit as when being served",
  },
  todoDone: { vi: "Bước này đã đạt. Bấm “Tiếp theo”", en: "This step passes. Press “Next”" },
} as const satisfies Record<string, Words>;
