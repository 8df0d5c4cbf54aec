import type { Measure } from "#contract/measure.js";
import { type Box, centre, distance } from "#eye/face/face.js";
import type { Survey } from "#eye/face-reader.js";
import type { Frame } from "#eye/frame.js";
import { PictureMeter } from "#eye/measure/picture-meter.js";
import { type Area, blankedAreas, type Seen, shareSeen } from "#eye/source/blanking.js";
import { contentOf } from "#eye/source/content.js";
import type { SourceCounters } from "#eye/source/live-source.js";
import { Pace } from "#eye/source/pace.js";
import type { Rectangle } from "#eye/source/zone.js";

type SurveyParts = {
  readonly reader: { bind(): void; release(): void; survey(frame: Frame): Promise<Survey> };
  readonly camera: Seen & { readonly fps: number };
  readonly source: { readonly counters: SourceCounters; takeLongestGap(): number };
};

/** No counter's camera delivers more; the source is asked for all of its pictures. */
export const SURVEY_FPS = 30;
/** Staff sit beside the zone: so near its side, in face widths, a face may be theirs. */
const EDGE = 0.25;
const MOST_FACES = 8;

/**
 * Frames in, measures out, while a technician calibrates. The camera then delivers all its pictures, so that its true
 * rate is known; those that would be analysed at a counter are analysed, the others only compared with each other.
 */
export class Surveyor {
  readonly #parts: SurveyParts;
  readonly #blanked: readonly Area[];
  readonly #meter = new PictureMeter();
  readonly #pace: Pace;
  readonly #arrivedBefore: number;
  #flickers: number[] = [];
  #last: { box: Box; t: number } | undefined;

  constructor(parts: SurveyParts) {
    this.#parts = parts;
    this.#blanked = blankedAreas(parts.camera);
    this.#pace = new Pace(parts.camera.fps);
    this.#arrivedBefore = parts.source.counters.arrived;
    parts.source.takeLongestGap();
    parts.reader.bind();
  }

  /** Undefined for a picture that is not due. */
  async look(frame: Frame): Promise<Measure | undefined> {
    const picture = this.#meter.measure(frame);
    if (!picture.repeated) this.#flickers.push(picture.flicker);
    if (!this.#pace.isDue(frame.t)) return undefined;
    const survey = await this.#parts.reader.survey(frame);
    const content = contentOf(frame);
    const { counters } = this.#parts.source;
    const flicker = this.#flickers.length > 0 ? Math.min(...this.#flickers) : 0;
    this.#flickers = [];
    return {
      reading: survey.reading,
      faces: survey.faces.slice(0, MOST_FACES).map((box) => this.#sighted(box, content)),
      ...(survey.face ? { face: this.#details(survey.face, frame.t, content) } : {}),
      picture: { ...picture, flicker, width: this.#pictureWidth(content), upsideDown: survey.upsideDown },
      source: {
        pictures: Math.max(0, counters.arrived - this.#arrivedBefore),
        gapMs: Math.round(this.#parts.source.takeLongestGap()),
        reconnects: counters.reconnects,
      },
    };
  }

  stop(): void {
    this.#parts.reader.release();
    this.#meter.reset();
  }

  #sighted(box: Box, content: Rectangle): Measure["faces"][number] {
    const reach = EDGE * box.width;
    const around = { ...box, x: box.x - reach, width: box.width + 2 * reach };
    const seen = (of: Box): number => clamp(shareSeen(of, content, this.#blanked));
    return {
      box: this.#inPicture(box, content),
      inside: thousandth(seen(box)),
      atEdge: seen(around) < seen(box) - 0.01,
    };
  }

  #details(
    { box, glare, behind }: NonNullable<Survey["face"]>,
    t: number,
    content: Rectangle,
  ): NonNullable<Measure["face"]> {
    const before = this.#last;
    this.#last = { box, t };
    const elapsed = before ? (t - before.t) / 1_000 : 0;
    const moved = before ? distance(centre(before.box), centre(box)) / box.width : 0;
    return {
      box: this.#inPicture(box, content),
      glare: thousandth(glare),
      behind: { luminance: Math.round(behind.luminance), saturated: thousandth(behind.saturated) },
      speed: elapsed > 0 && elapsed < 1 ? thousandth(moved / elapsed) : 0,
    };
  }

  #pictureWidth({ width }: Rectangle): number {
    return Math.round(width / this.#parts.camera.zone.width);
  }

  /** The zone is a share of the picture, which may not fill the frame. */
  #inPicture(box: Box, { left, top, width, height }: Rectangle): Measure["faces"][number]["box"] {
    const { zone } = this.#parts.camera;
    return {
      x: thousandth(zone.x + ((box.x - left) / width) * zone.width),
      y: thousandth(zone.y + ((box.y - top) / height) * zone.height),
      width: thousandth((box.width / width) * zone.width),
      height: thousandth((box.height / height) * zone.height),
    };
  }
}

const thousandth = (value: number): number => Math.round(value * 1_000) / 1_000;
const clamp = (share: number): number => Math.min(1, Math.max(0, share));
