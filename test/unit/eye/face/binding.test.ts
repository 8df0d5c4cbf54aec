import { describe, expect, it } from "vitest";
import { Binding, type Sight } from "#eye/face/binding.js";
import type { Face } from "#eye/face/face.js";
import { Tracker } from "#eye/face/tracker.js";
import { faceAt } from "../../../support/faces.js";

const PICTURE = { left: 0, top: 0, width: 640, height: 720 };
const STEP = 200;

/** Plays a window frame by frame: what each frame shows in, what the binding says of it out. */
class Zone {
  readonly #tracker = new Tracker();
  readonly #binding = new Binding();
  #t = 0;

  show(faces: Face[], frames = 1): Sight[] {
    return Array.from({ length: frames }, () => {
      this.#tracker.update(faces, this.#t);
      const sight = this.#binding.look({
        tracks: this.#tracker.tracks,
        picture: PICTURE,
        t: this.#t,
        leastWidth: 64,
      });
      this.#t += STEP;
      return sight;
    });
  }
}

const word = (sight: Sight | undefined): string =>
  sight?.kind === "face"
    ? `${sight.newcomer ? "newcomer" : "face"} at ${sight.face.box.x}`
    : (sight?.reason ?? "nothing");
const last = (sights: Sight[]): string => word(sights.at(-1));
const citizen = faceAt(240, 250, 170);

describe("binding the citizen", () => {
  it("waits for a steady face", () => {
    const zone = new Zone();
    expect(zone.show([], 2).map(word)).toEqual(["no_face", "no_face"]);
    expect(zone.show([citizen], 3).map(word)).toEqual(["no_face", "no_face", "face at 240"]);
  });

  it("takes the largest face and leaves the queue behind alone", () => {
    const zone = new Zone();
    const queue = [faceAt(60, 200, 80), faceAt(500, 210, 75)];
    expect(last(zone.show([...queue, citizen], 5))).toBe("face at 240");
  });

  it("does not choose between two of similar size", () => {
    const zone = new Zone();
    const other = faceAt(20, 250, 150);
    expect(last(zone.show([citizen, other], 6))).toBe("several_faces");
    expect(last(zone.show([citizen], 6))).toBe("face at 240");
  });

  it("takes no notice of a shape that looks a little like a face in every frame", () => {
    const zone = new Zone();
    const plant = faceAt(10, 300, 220, 0.58);
    expect(last(zone.show([plant], 10))).toBe("no_face");
    expect(last(zone.show([plant, citizen], 5))).toBe("face at 240");
    expect(last(zone.show([plant], 12))).toBe("no_face");
  });

  it("never binds a face that the zone's edge cuts, however large and lasting", () => {
    const zone = new Zone();
    const clerk = faceAt(520, 200, 260);
    expect(last(zone.show([clerk], 20))).toBe("no_face");
    expect(last(zone.show([clerk, citizen], 5))).toBe("face at 240");
  });

  it("shows a face too small to read, and binds the one who then comes near", () => {
    const zone = new Zone();
    const far = faceAt(100, 300, 50);
    expect(last(zone.show([far], 5))).toBe("face at 100");
    expect(last(zone.show([far, citizen], 5))).toBe("face at 240");
    expect(last(zone.show([far], 12))).toBe("no_face");
  });
});

describe("following the citizen", () => {
  const bound = (): Zone => {
    const zone = new Zone();
    zone.show([citizen], 5);
    return zone;
  };

  it("goes on beside a companion, even one who is larger", () => {
    const zone = bound();
    expect(last(zone.show([citizen, faceAt(430, 240, 185)], 10))).toBe("face at 240");
  });

  it("says several_faces while another face covers the citizen's", () => {
    const zone = bound();
    expect(last(zone.show([citizen, faceAt(300, 250, 170)], 3))).toBe("several_faces");
    expect(last(zone.show([citizen], 3))).toBe("face at 240");
  });

  it("is no_face while nobody is there, and the same person within a few seconds", () => {
    const zone = bound();
    expect(zone.show([], 15).map(word)).toEqual(Array(15).fill("no_face"));
    expect(word(zone.show([faceAt(250, 260, 165)])[0])).toBe("face at 250");
  });

  it("expects the citizen back in the same place for a minute, and then a newcomer", () => {
    const zone = bound();
    zone.show([], 290);
    expect(word(zone.show([faceAt(250, 260, 165)])[0])).toBe("face at 250");
    zone.show([], 310);
    expect(zone.show([citizen], 4).map(word)).toEqual(["no_face", "no_face", "newcomer at 240", "face at 240"]);
  });

  it("follows who comes to another place as a newcomer", () => {
    const zone = bound();
    const sights = zone.show([faceAt(20, 250, 165)], 12).map(word);
    expect(sights.filter((one) => one !== "no_face")[0]).toBe("newcomer at 20");
    expect(sights.at(-1)).toBe("face at 20");
  });

  it("does not take a companion who stays for a new citizen", () => {
    const zone = bound();
    const companion = faceAt(20, 250, 150);
    zone.show([citizen, companion], 5);
    expect(last(zone.show([companion], 20))).toBe("no_face");
    expect(last(zone.show([faceAt(235, 255, 170), companion]))).toBe("face at 235");
  });

  it("follows a companion who moves into the citizen's place as a newcomer", () => {
    const zone = bound();
    zone.show([citizen, faceAt(20, 250, 150)], 5);
    const words = [];
    for (let x = 20; x <= 230; x += 30) words.push(...zone.show([faceAt(x, 250, 150)], 2).map(word));
    expect(words.filter((one) => one !== "no_face")[0]).toMatch(/^newcomer at 1\d\d$/);
  });

  it("overlooks the queue behind while the citizen is away", () => {
    const zone = bound();
    expect(last(zone.show([faceAt(60, 200, 80)], 20))).toBe("no_face");
  });
});
