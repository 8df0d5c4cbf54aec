import sharp from "sharp";
import { MAX_PREVIEW_BYTES } from "#contract/eye-link.js";
import type { Preview } from "#eye/source/connection.js";
import { MAX_PIXELS } from "#eye/source/still.js";

const WIDTH = 640;
const FPS = 8;
const QUALITY = 70;

/**
 * What the technician sees: the whole picture, small. A camera that sends larger ones has them made smaller here, one
 * at a time: what comes meanwhile is passed over.
 */
export function previewSender(send: (jpeg: Uint8Array) => void): Preview {
  let busy = false;
  const show = async (jpeg: Uint8Array): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      const open = () => sharp(jpeg, { sequentialRead: true, failOn: "truncated", limitInputPixels: MAX_PIXELS });
      const { width, format } = await open().metadata();
      const asItIs = format === "jpeg" && width <= WIDTH && jpeg.length <= MAX_PREVIEW_BYTES;
      const small = asItIs
        ? jpeg
        : await open().resize({ width: WIDTH, withoutEnlargement: true }).jpeg({ quality: QUALITY }).toBuffer();
      if (small.length <= MAX_PREVIEW_BYTES) send(small);
    } catch {
      // A picture that cannot be decoded is the analysis' to complain of.
    } finally {
      busy = false;
    }
  };
  return { width: WIDTH, fps: FPS, show: (jpeg) => void show(jpeg) };
}
