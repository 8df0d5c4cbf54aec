import { describe, expect, it } from "vitest";
import type { Background } from "#contract/background.js";
import {
  type BackgroundVerdict,
  type JudgedBackground,
  judgeBackground,
} from "#desk/drift/judgement/judge-background.js";
import { Suspicion } from "#desk/drift/suspicion.js";
import type { Picture } from "#eye/face/picture.js";
import { aimed, aimedStill, backgroundOf, seen } from "../support/backgrounds.js";

const lit = (level: (channel: string) => string): string =>
  `${aimed({})},geq=r='${level("r")}':g='${level("g")}':b='${level("b")}'`;

const ZONES = { usual: {}, whole: { x: 0, width: 1 }, left: { x: 0, width: 0.5 } };
const DIRECTIONS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [0.7, 0.7],
] as const;

describe.each(["nobody", "backlit"])("the background of %s", (clip) => {
  // The zones are parts of the same pictures: each is made once.
  const stills = new Map<string, Promise<Picture>>();
  const still = (filter: string): Promise<Picture> => {
    const made = stills.get(filter) ?? aimedStill(clip, filter);
    stills.set(filter, made);
    return made;
  };
  describe.each(Object.entries(ZONES))("in the %s zone", (_name, zone) => {
    const camera = seen({ zone });
    const look = async (filter: string): Promise<Background> => backgroundOf(await still(filter), camera);
    let before: Background | undefined;
    const judged = async (filter: string): Promise<JudgedBackground> => {
      before ??= await look(aimed({}));
      return judgeBackground(before, await look(filter));
    };
    const verdict = async (filter: string): Promise<BackgroundVerdict> => (await judged(filter)).verdict;

    it("tells a shift by 5 % of the width, in any direction, and makes nothing of 1 %", async () => {
      for (const [x, y] of DIRECTIONS) {
        const far = await judged(aimed({ dx: 0.05 * x, dy: 0.05 * y }));
        expect(["moved", "elsewhere"], `${x},${y}: ${JSON.stringify(far)}`).toContain(far.verdict);
        const near = await judged(aimed({ dx: 0.01 * x, dy: 0.01 * y }));
        expect(near.verdict, `${x},${y}: ${JSON.stringify(near)}`).toBe("as_before");
      }
    });

    it("makes nothing of lamps, a patch of sun, gain, gamma and noise", async () => {
      for (const filter of [
        `${aimed({})},lutrgb=r=val*.65:g=val*.65:b=val*.65`,
        `${aimed({})},eq=gamma=0.6`,
        `${aimed({})},eq=gamma=1.6`,
        `${aimed({})},noise=alls=20`,
        lit((c) => `${c}(X,Y)*(0.6+0.6*Y/H)`),
        lit((c) => `min(255,${c}(X,Y)*(1+1.5*between(X-Y/2,300,650)*between(Y,200,550)))`),
      ]) {
        expect(await verdict(filter), filter).toBe("as_before");
      }
    });

    it("tells a lens that has become blind, and a dark room from both", async () => {
      expect(await verdict(`${aimed({})},gblur=sigma=8`)).toBe("dirty");
      expect(await verdict(`${aimed({})},lutrgb=r=val*.4+110:g=val*.4+110:b=val*.4+110`)).toBe("dirty");
      expect(await verdict(`${aimed({})},lutrgb=r=150:g=150:b=150`)).toBe("dirty");
      expect(await verdict(`${aimed({})},lutrgb=r=val*.06:g=val*.06:b=val*.06`)).toBe("dark");
    });
  });
});

it("a chair before a blank wall can look like a shift, and yet is not taken for one", async () => {
  const chairAt = async (x: number): Promise<Background> => {
    const chair = `drawbox=x=${x}:y=316:w=160:h=260:color=0x303038:t=fill`;
    return backgroundOf(await aimedStill("nobody", `${aimed({})},${chair}`));
  };
  const before = await chairAt(432);
  expect(judgeBackground(before, await chairAt(492)).verdict).toBe("moved");
  const suspicion = new Suspicion();
  const weighed: string[] = [];
  for (const x of [492, 382, 532, 452]) {
    weighed.push(suspicion.weigh(judgeBackground(before, await chairAt(x))));
    suspicion.served();
  }
  expect(weighed).toEqual(["undecided", "undecided", "undecided", "nothing"]);
});
