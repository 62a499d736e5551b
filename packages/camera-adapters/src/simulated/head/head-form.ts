import { added, clamp, dot, minus, norm, pointAt, unit, type Vec } from "./vector.js";

/** Skull, jaw and neck in round numbers, mm in head coordinates. */
export interface HeadForm {
  /** Middle of the skull. */
  readonly centre: Vec;
  /** Half axes of the skull. */
  readonly skull: Vec;
  /** Middle of what lies behind the lower face. */
  readonly jawCentre: Vec;
  /** Half axes of it. */
  readonly jaw: Vec;
  /** Inside the chin. */
  readonly chin: Vec;
  /** Inside the corner of the jaw at the viewer's right; the other one is its mirror image. */
  readonly jawCorner: Vec;
  /** Half the neck's width. */
  readonly neck: number;
  /** How far the neck's axis lies behind the eyes at the height of the mouth. */
  readonly neckDepth: number;
}

/** The neck's axis leans forward on its way up: mm of depth for one of height. */
const NECK_LEAN = 0.1;
/** Width of the zone in which two parts flow into each other, mm. */
const BLEND = 22;
/** Half the thickness of the jaw's bone with what covers it, mm. */
const JAW_BONE = 15;
const REACH = 260;

/** Less than 0 inside the head, more outside, mm near the surface. */
export function headDistance(form: HeadForm, point: Vec): number {
  const skull = ellipsoid(point, form.centre, form.skull);
  const jaw = ellipsoid(point, form.jawCentre, form.jaw);
  const [x, y, z] = point;
  const axis = form.neckDepth + NECK_LEAN * (y - 70);
  // flattened from front to back, and open above, where the skull takes over
  const across = Math.hypot(x, 1.06 * (z - axis)) - form.neck * (1 + 0.0012 * Math.max(0, y - 140));
  const neck = Math.max(across, 20 - y);
  const mirrored: Vec = [Math.abs(x), y, z];
  const bone = toSegment(mirrored, form.chin, form.jawCorner) - JAW_BONE;
  const floor = ellipsoid(point, [0, form.chin[1] - 8, form.chin[2] + 22], [34, 22, 36]);
  // behind the face itself, so that every ring starts inside
  const front = ellipsoid(point, [0, 24, form.chin[2] + 30], [48, form.chin[1] - 22, 62]);
  const lower = smoothUnion(smoothUnion(jaw, bone, BLEND), floor, BLEND);
  const face = smoothUnion(lower, front, BLEND);
  return smoothUnion(smoothUnion(skull, face, BLEND), neck, BLEND);
}

/** Where a ray from inside leaves the head. */
export function leaveHead(form: HeadForm, from: Vec, direction: Vec): Vec {
  const towards = unit(direction);
  let inside = 0;
  let outside = REACH;
  // the last place inside, in case the ray leaves and comes back
  for (let t = 0; t <= REACH; t += 6) {
    if (headDistance(form, added(from, towards, t)) < 0) continue;
    outside = t;
    inside = Math.max(0, t - 6);
    break;
  }
  for (let step = 0; step < 12; step++) {
    const middle = (inside + outside) / 2;
    if (headDistance(form, added(from, towards, middle)) < 0) inside = middle;
    else outside = middle;
  }
  return added(from, towards, outside);
}

function toSegment(point: Vec, a: Vec, b: Vec): number {
  const along = minus(b, a);
  const t = clamp(dot(minus(point, a), along) / dot(along, along), 0, 1);
  return norm(minus(point, added(a, along, t)));
}

function ellipsoid(point: Vec, centre: Vec, radii: Vec): number {
  const scaled: Vec = [
    (point[0] - centre[0]) / radii[0],
    (point[1] - centre[1]) / radii[1],
    (point[2] - centre[2]) / radii[2],
  ];
  const k = norm(scaled);
  const gradient: Vec = [scaled[0] / radii[0], scaled[1] / radii[1], scaled[2] / radii[2]];
  const slope = norm(gradient);
  return slope === 0 ? -Math.min(...radii) : (k * (k - 1)) / slope;
}

/** The smaller one, rounded off where both are alike. */
function smoothUnion(a: number, b: number, width: number): number {
  const h = Math.max(width - Math.abs(a - b), 0) / width;
  return Math.min(a, b) - h * h * width * 0.25;
}

/** How a head differs from the mean one, each -1..1. */
export interface HeadBuild {
  /** Broad skull. */
  readonly skullWidth: number;
  /** High skull. */
  readonly skullHeight: number;
  /** Strong neck. */
  readonly neck: number;
}

/** The head that belongs to a face at rest: skull and jaw continue its sides, chin and forehead. */
export function formOf(points: Float32Array, build: HeadBuild): HeadForm {
  const [side, temple, jaw, corner, chin, forehead] = [454, 389, 365, 288, 152, 10].map((i) =>
    pointAt(points, i),
  ) as [Vec, Vec, Vec, Vec, Vec, Vec];
  const half = Math.max(side[0], temple[0]) + 6 + 2.5 * build.skullWidth;
  const height = 88 + 4 * build.skullHeight;
  const depth = 94;
  // the skull's front passes through the top of the forehead
  const middle = -28;
  const up = (forehead[1] - middle) / height;
  const centre: Vec = [0, middle, forehead[2] + depth * Math.sqrt(Math.max(0.2, 1 - up * up))];
  return {
    centre,
    skull: [half, height, depth],
    // cheeks and jaw go on behind the face, below the skull
    jawCentre: [0, 32, side[2] + 6],
    jaw: [Math.max(side[0], jaw[0] + 8) + 2, chin[1] - 32, 62],
    chin: [0, chin[1] - JAW_BONE - 2, chin[2] + JAW_BONE + 1],
    jawCorner: [corner[0] - JAW_BONE - 5, corner[1] - 6, corner[2] + 12],
    neck: 53 + 5 * build.neck,
    neckDepth: 84,
  };
}
