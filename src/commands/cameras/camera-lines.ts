import type { Advice, FoundCameras } from "#contract/wizard.js";
import { type CameraProfile, ROLES } from "#eye/cameras/profiles/camera-profile.js";
import { CAMERA_SETTINGS, type CameraSetting, camerasCommandWords as words } from "#words/camera-words.js";
import { bothLanguages } from "#words/words.js";

export function foundLines({ cameras, problems }: FoundCameras): string[] {
  const lines = cameras.flatMap(({ source, kind, name, detail, needsLogin }) => {
    const login = needsLogin ? `  (${bothLanguages(words.needsLogin)})` : "";
    return [`${source}  [${kind}]  ${name}${login}`, ...(detail === "" ? [] : [`    ${detail}`])];
  });
  return [
    ...(lines.length > 0 ? lines : [bothLanguages(words.none)]),
    ...problems.map((one) => `! ${bothLanguages(one)}`),
  ];
}

export function adviceLines({ streams, problem }: Advice): string[] {
  const lines = streams.flatMap((stream) => [
    `${stream.recommended ? "→" : " "} ${stream.source}  ${stream.name}`,
    ...captureLines(stream),
    ...(stream.codec === "" ? [] : [`    ${figuresOf(stream)}`]),
    ...stream.notes.flatMap(({ vi, en }) => [`    - ${vi}`, `      ${en}`]),
  ]);
  return [...lines, ...(problem ? [`! ${bothLanguages(problem)}`] : [])];
}

/** Beside the path, what the configuration takes. */
const captureLines = ({ format, size }: Advice["streams"][number]): string[] => [
  ...(format ? [`    camera.format: ${format}`] : []),
  ...(size ? [`    camera.size: { width: ${size.width}, height: ${size.height} }`] : []),
];

function figuresOf({ codec, width, height, fps, keyframeSeconds, cpuShare }: Advice["streams"][number]): string {
  const keyframes = keyframeSeconds === null ? "–" : `${keyframeSeconds} s`;
  return [
    `${codec} ${width}×${height}`,
    `${fps} fps`,
    `${bothLanguages(words.keyframes)} ${keyframes}`,
    `${(cpuShare * 100).toFixed(1)} % ${bothLanguages(words.ofOneCore)}`,
  ].join(", ");
}

const ROLE_WORDS = { main: words.mainStream, sub: words.subStream, third: words.thirdStream };

export const makesLines = (profiles: readonly CameraProfile[]): string[] => profiles.flatMap(makeLines);

function makeLines({ make, addresses, snapshot, codec, fieldOfView, lens, set, notes }: CameraProfile): string[] {
  const streams = addresses.flatMap((one) =>
    ROLES.flatMap((role) => (one[role] ? [`    ${bothLanguages(ROLE_WORDS[role])}: rtsp://…${one[role]}`] : [])),
  );
  const settings = (Object.entries(set) as [CameraSetting, string][]).flatMap(([setting, menu]) => [
    `    - ${bothLanguages(CAMERA_SETTINGS[setting])}`,
    `      ${menu}`,
  ]);
  return [
    `${make}  (${codec}, ${fieldOfView}°: ${lens})`,
    ...streams,
    ...(snapshot ? [`    ${bothLanguages(words.still)}: http://…${snapshot}`] : []),
    ...settings,
    ...notes.flatMap(({ vi, en }) => [`    ! ${vi}`, `      ${en}`]),
    "",
  ];
}
