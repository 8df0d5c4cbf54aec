import { describe, expect, it } from "vitest";
import type { Background } from "#contract/background.js";
import {
  type BackgroundVerdict,
  type JudgedBackground,
  judgeBackground,
} from "#desk/drift/judgement/judge-background.js";
import { backgroundOf, seen, stillOf } from "../support/backgrounds.js";

const SIZE = { width: 1024, height: 576 };
/** A camera that sees four fifths of the rendered picture: what comes in when it turns is rendered too. Shares of its width. */
const aim = ({ dx = 0, dy = 0, zoom = 1 }): string => {
  const [width, height] = [Math.round(SIZE.width * zoom), Math.round(SIZE.height * zoom)];
  const [x, y] = [640 - width / 2 + dx * SIZE.width, 360 - height / 2 + dy * SIZE.width];
  return `crop=${width}:${height}:${Math.round(x)}:${Math.round(y)},scale=${SIZE.width}:${SIZE.height}`;
};
const lit = (level: (channel: string) => string): string =>
  `${aim({})},geq=r='${level("r")}':g='${level("g")}':b='${level("b")}'`;

const ZONES = { usual: {}, whole: { x: 0, width: 1 }, left: { x: 0, width: 0.5 } };
const DIRECTIONS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [0.7, 0.7],
] as const;

describe.each(["nobody", "backlit"])("the background of %s", (clip) => {
  describe.each(Object.entries(ZONES))("in the %s zone", (_name, zone) => {
    const camera = seen({ zone });
    const look = async (filter: string): Promise<Background> => backgroundOf(await stillOf(clip, filter, SIZE), camera);
    let before: Background | undefined;
    const judged = async (filter: string): Promise<JudgedBackground> => {
      before ??= await look(aim({}));
      return judgeBackground(before, await look(filter));
    };
    const verdict = async (filter: string): Promise<BackgroundVerdict> => (await judged(filter)).verdict;

    it("tells a shift by 5 % of the width, in any direction, and makes nothing of 1 %", async () => {
      for (const [x, y] of DIRECTIONS) {
        const far = await judged(aim({ dx: 0.05 * x, dy: 0.05 * y }));
        expect(["moved", "elsewhere"], `${x},${y}: ${JSON.stringify(far)}`).toContain(far.verdict);
        const near = await judged(aim({ dx: 0.01 * x, dy: 0.01 * y }));
        expect(near.verdict, `${x},${y}: ${JSON.stringify(near)}`).toBe("as_before");
      }
    });

    it("makes nothing of lamps, gain, gamma and noise", async () => {
      for (const filter of [
        `${aim({})},lutrgb=r=val*.65:g=val*.65:b=val*.65`,
        `${aim({})},eq=gamma=0.6`,
        `${aim({})},eq=gamma=1.6`,
        `${aim({})},noise=alls=20`,
        lit((c) => `${c}(X,Y)*(0.6+0.6*Y/H)`),
      ]) {
        expect(await verdict(filter), filter).toBe("as_before");
      }
    });

    it("tells a lens that has become blind, and a dark room from both", async () => {
      expect(await verdict(`${aim({})},gblur=sigma=8`)).toBe("dirty");
      expect(await verdict(`${aim({})},lutrgb=r=val*.4+110:g=val*.4+110:b=val*.4+110`)).toBe("dirty");
      expect(await verdict(`${aim({})},lutrgb=r=150:g=150:b=150`)).toBe("dirty");
      expect(await verdict(`${aim({})},lutrgb=r=val*.06:g=val*.06:b=val*.06`)).toBe("dark");
    });
  });
});
