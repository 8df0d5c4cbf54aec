/** A size in which a camera delivers one pixel format, and its highest rate, pictures per second. */
export type V4l2Size = { readonly width: number; readonly height: number; readonly fps: number };
/** `pixels`: the driver's four letters, such as MJPG. */
export type V4l2Format = { readonly pixels: string; readonly sizes: readonly V4l2Size[] };
export type V4l2Node = { readonly name: string; readonly path: string };

/** `v4l2-ctl --list-devices`: a name with its bus in brackets, then its nodes, indented. */
export function readDeviceList(text: string): V4l2Node[] {
  let name = "";
  return text.split("\n").flatMap((line): V4l2Node[] => {
    if (/^\S/.test(line)) name = line.replace(/\s*\([^()]*\):\s*$/, "").replace(/:\s*$/, "");
    const path = /^\s+(\/dev\/video\d+)\s*$/.exec(line)?.[1];
    return path ? [{ name, path }] : [];
  });
}

/**
 * `v4l2-ctl --list-formats-ext`, of today and of the years before 1.20. What has no rate is no camera: converters and
 * the nodes of a camera's metadata list none.
 */
export function readFormats(text: string): V4l2Format[] {
  const formats: { pixels: string; sizes: V4l2Size[] }[] = [];
  let size: { width: number; height: number } | undefined;
  for (const line of text.split("\n")) {
    const pixels = /^\s*(?:\[\d+\]:|Pixel Format\s*:)\s*'(.{4})'/.exec(line)?.[1];
    const [, width, height] = /Size: \w+ (?:\d+x\d+ - )?(\d+)x(\d+)/.exec(line) ?? [];
    const rates = [...line.matchAll(/\(([\d.]+)(?:-([\d.]+))? fps\)/g)].map(([, from, to]) => Number(to ?? from));
    if (pixels) formats.push({ pixels: pixels.trim(), sizes: [] });
    if (width && height) size = { width: Number(width), height: Number(height) };
    if (rates.length > 0 && size) addSize(formats.at(-1)?.sizes, { ...size, fps: Math.max(...rates) });
  }
  return formats.filter(({ sizes }) => sizes.length > 0);
}

function addSize(sizes: V4l2Size[] | undefined, size: V4l2Size): void {
  const last = sizes?.at(-1);
  if (last && last.width === size.width && last.height === size.height)
    sizes?.splice(-1, 1, { ...last, fps: Math.max(last.fps, size.fps) });
  else sizes?.push(size);
}
