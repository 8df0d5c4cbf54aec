import { type Face, intersection, overlap } from "#eye/face/face.js";

const SAME_FACE_OVERLAP = 0.3;
/** Two tiles may see one face at different sizes: the smaller box then lies almost wholly within the larger. */
const SAME_FACE_INSIDE = 0.75;

/** Weighted non-maximum suppression: overlapping candidates become their mean, weighted by score. Best first. */
export function mergeFaces(candidates: readonly Face[]): Face[] {
  const rest = [...candidates].sort((a, b) => b.score - a.score);
  const faces: Face[] = [];
  while (rest.length > 0) {
    const best = rest[0] as Face;
    const group = rest.filter((other) => other === best || sameFace(best, other));
    for (const member of group) rest.splice(rest.indexOf(member), 1);
    faces.push(group.length === 1 ? best : blend(group, best.score));
  }
  return faces;
}

function sameFace(a: Face, b: Face): boolean {
  if (overlap(a.box, b.box) >= SAME_FACE_OVERLAP) return true;
  const smaller = Math.min(a.box.width * a.box.height, b.box.width * b.box.height);
  return intersection(a.box, b.box) >= SAME_FACE_INSIDE * smaller;
}

function blend(group: readonly Face[], score: number): Face {
  const total = group.reduce((sum, face) => sum + face.score, 0);
  const mean = (of: (face: Face) => number): number =>
    group.reduce((sum, face) => sum + of(face) * face.score, 0) / total;
  const first = group[0] as Face;
  return {
    box: {
      x: mean((face) => face.box.x),
      y: mean((face) => face.box.y),
      width: mean((face) => face.box.width),
      height: mean((face) => face.box.height),
    },
    points: first.points.map((_, k) => ({
      x: mean((face) => face.points[k]?.x ?? 0),
      y: mean((face) => face.points[k]?.y ?? 0),
    })),
    score,
  };
}
