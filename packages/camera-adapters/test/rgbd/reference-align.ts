import type { LensDistortion, RgbdCalibration, Triple } from "@sourire/camera-adapters/rgbd";

/** How far a square reaches from its middle, in depth pixels: what the kernel documents. */
const REACH = 0.75;

/**
 * The slow and obvious form of the registration: every depth pixel by itself in double precision, with no tables, no whole
 * numbers and no shortcuts.
 * @param slack - colour pixels by which squares are larger; negative for smaller
 */
export function alignSlowly(
  calibration: RgbdCalibration,
  depth: Uint16Array,
  slack = 0,
): Float64Array {
  const { colour, depth: sensor, depthToColour } = calibration;
  const out = new Float64Array(colour.width * colour.height).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < sensor.height; row++) {
    for (let column = 0; column < sensor.width; column++) {
      const z = (depth[row * sensor.width + column] ?? 0) * sensor.unitMm;
      if (z < sensor.minMm || z > sensor.maxMm) continue;
      const ray = straighten(sensor.distortion, [
        (column + 0.5 - sensor.intrinsics.cx) / sensor.intrinsics.fx,
        (row + 0.5 - sensor.intrinsics.cy) / sensor.intrinsics.fy,
      ]);
      const point: Triple = [ray[0] * z, ray[1] * z, z];
      const [x = 0, y = 0, away = 0] = depthToColour.rotation.map(
        (line, i) => dot(line, point) + (depthToColour.translationMm[i] ?? 0),
      );
      if (away <= 0) continue;
      const [a, b] = bend(colour.distortion, [x / away, y / away]);
      const u = a * colour.intrinsics.fx + colour.intrinsics.cx;
      const v = b * colour.intrinsics.fy + colour.intrinsics.cy;
      const half = reach(calibration, z / away);
      const rows = [v - half - 1, v + half + 1].map((at) => within(at, colour.height));
      const columns = [u - half - 1, u + half + 1].map((at) => within(at, colour.width));
      for (let r = rows[0] ?? 0; r < (rows[1] ?? 0); r++) {
        if (Math.abs(r + 0.5 - v) > half + slack) continue;
        for (let c = columns[0] ?? 0; c < (columns[1] ?? 0); c++) {
          if (Math.abs(c + 0.5 - u) > half + slack) continue;
          const at = r * colour.width + c;
          out[at] = Math.min(out[at] ?? away, away);
        }
      }
    }
  }
  return out.map((mm) => (mm === Number.POSITIVE_INFINITY ? 0 : mm));
}

function within(at: number, size: number): number {
  return Math.min(size, Math.max(0, Math.floor(at)));
}

/** Half the side of the square: the longer one. */
function reach({ colour, depth, depthToColour }: RgbdCalibration, scale: number): number {
  const [[xx, xy], [yx, yy]] = depthToColour.rotation;
  const { fx, fy } = depth.intrinsics;
  const across = colour.intrinsics.fx * (Math.abs(xx) / fx + Math.abs(xy) / fy);
  const down = colour.intrinsics.fy * (Math.abs(yx) / fx + Math.abs(yy) / fy);
  return REACH * scale * Math.max(across, down);
}

function dot(a: Triple, b: Triple): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

type Point = readonly [x: number, y: number];

/** Brown and Conrady, term by term. */
export function bend(lens: LensDistortion | undefined, [x, y]: Point): Point {
  if (!lens) return [x, y];
  const r = Math.hypot(x, y);
  const radial = 1 + lens.k1 * r ** 2 + lens.k2 * r ** 4 + lens.k3 * r ** 6;
  return [
    x * radial + 2 * lens.p1 * x * y + lens.p2 * (r ** 2 + 2 * x ** 2),
    y * radial + lens.p1 * (r ** 2 + 2 * y ** 2) + 2 * lens.p2 * x * y,
  ];
}

/** The inverse of {@link bend} by Newton's method with a numeric Jacobian: another way than the kernel's. */
function straighten(lens: LensDistortion | undefined, seen: Point): Point {
  if (!lens) return seen;
  let [x, y] = seen;
  const h = 1e-6;
  for (let i = 0; i < 20; i++) {
    const [u, v] = bend(lens, [x, y]);
    const [ux, vx] = bend(lens, [x + h, y]);
    const [uy, vy] = bend(lens, [x, y + h]);
    const [a, b, c, d] = [(ux - u) / h, (uy - u) / h, (vx - v) / h, (vy - v) / h];
    const det = a * d - b * c;
    const [du, dv] = [seen[0] - u, seen[1] - v];
    x += (d * du - b * dv) / det;
    y += (a * dv - c * du) / det;
  }
  return [x, y];
}
