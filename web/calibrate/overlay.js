import { byId } from "./elements.js";

/** @import { Measure } from "../../src/contract/measure.ts" */
/** @import { Outline } from "./zone-geometry.js" */

/** @typedef {{ measure: Measure | undefined, zone: Outline, exclude: readonly Outline[], outlines: boolean }} Seen */

const GOOD = "#3ddc84";
const POOR = "#ffb020";
const OTHER = "#ffffff";
const DARK = "#000000b0";
/** Where the eyes are in a face's box, from its top: as the detector boxes faces. */
const EYES_AT = 0.3;

const canvas = () => /** @type {HTMLCanvasElement} */ (byId("overlay"));

/**
 * Boxes, ruler and zone over the picture, from figures alone.
 * @param {Seen} seen
 */
export function drawOverlay({ measure, zone, exclude, outlines }) {
  const board = canvas();
  const { clientWidth: width, clientHeight: height } = board;
  const scale = globalThis.devicePixelRatio || 1;
  if (board.width !== Math.round(width * scale)) board.width = Math.round(width * scale);
  if (board.height !== Math.round(height * scale)) board.height = Math.round(height * scale);
  const pen = board.getContext("2d");
  if (!pen) return;
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  if (outlines) drawZone(pen, { zone, exclude, width, height });
  if (!measure) return;
  for (const { box } of measure.faces) {
    pen.setLineDash([5, 4]);
    frame(pen, [box.x * width, box.y * height, box.width * width, box.height * height], OTHER);
    pen.setLineDash([]);
  }
  if (measure.face) drawFace(pen, { measure, width, height });
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {{ zone: Outline, exclude: readonly Outline[], width: number, height: number }} drawn
 */
function drawZone(pen, { zone, exclude, width, height }) {
  /** @param {Outline} outline */
  const trace = (outline) => {
    outline.forEach(([x, y], i) => {
      if (i === 0) pen.moveTo(x * width, y * height);
      else pen.lineTo(x * width, y * height);
    });
    pen.closePath();
  };
  pen.fillStyle = "#00000090";
  pen.beginPath();
  pen.rect(0, 0, width, height);
  trace(zone);
  pen.fill("evenodd");
  for (const mask of exclude) {
    pen.beginPath();
    trace(mask);
    pen.fill();
  }
  pen.lineWidth = 2;
  pen.strokeStyle = GOOD;
  pen.beginPath();
  trace(zone);
  pen.stroke();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {{ measure: Measure, width: number, height: number }} drawn
 */
function drawFace(pen, { measure, width, height }) {
  const { face, reading } = measure;
  if (!face) return;
  const color = reading.outcome === "expression" ? GOOD : POOR;
  const { x, y, width: wide, height: high } = face.box;
  frame(pen, [x * width, y * height, wide * width, high * height], color, 3);
  const { quality } = reading;
  if (!quality) return;
  label(pen, `${Math.round(quality.faceWidth)} px`, [x * width, y * height - 6], color);
  const half = ((quality.interEye / Math.max(1, quality.faceWidth)) * wide * width) / 2;
  pen.save();
  pen.translate((x + wide / 2) * width, (y + high * EYES_AT) * height);
  pen.rotate((-quality.roll * Math.PI) / 180);
  for (const [thick, ink] of /** @type {const} */ ([
    [5, DARK],
    [2, color],
  ])) {
    pen.lineWidth = thick;
    pen.strokeStyle = ink;
    pen.beginPath();
    for (const [fromX, fromY, toX, toY] of /** @type {const} */ ([
      [-half, 0, half, 0],
      [-half, -6, -half, 6],
      [half, -6, half, 6],
    ])) {
      pen.moveTo(fromX, fromY);
      pen.lineTo(toX, toY);
    }
    pen.stroke();
  }
  pen.restore();
  label(pen, `${Math.round(quality.interEye)} px`, [(x + wide) * width + 6, (y + high * EYES_AT) * height + 5], color);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {[number, number, number, number]} box
 * @param {string} color
 */
function frame(pen, [x, y, width, height], color, thick = 2) {
  pen.lineWidth = thick + 2;
  pen.strokeStyle = DARK;
  pen.strokeRect(x, y, width, height);
  pen.lineWidth = thick;
  pen.strokeStyle = color;
  pen.strokeRect(x, y, width, height);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {string} text
 * @param {[number, number]} at
 * @param {string} color
 */
function label(pen, text, [x, y], color) {
  pen.font = "600 14px system-ui, sans-serif";
  const { width } = pen.measureText(text);
  const [left, base] = [Math.max(2, Math.min(x, canvas().clientWidth - width - 6)), Math.max(18, y)];
  pen.fillStyle = DARK;
  pen.fillRect(left - 2, base - 14, width + 6, 19);
  pen.fillStyle = color;
  pen.fillText(text, left + 1, base);
}
