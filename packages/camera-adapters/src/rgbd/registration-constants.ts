import type { RgbdCalibration } from "./calibration.js";
import { edgeOf, isBent } from "./lens.js";

/** Squares are placed in fractions of a colour pixel: 1/256, the 8 bits that `register` shifts by. */
const FRACTIONS = 256;

/**
 * How far the square that a depth pixel covers reaches from its middle, in depth pixels: half, and a quarter more. The
 * two cameras look at a slanted surface from two places, which draws neighbours apart: by baseline x slope / distance
 * pixels. With half a pixel in reserve between two neighbours nothing is torn up to a slope of distance / (2 x baseline):
 * 84 degrees for 25 mm at half a metre, 70 degrees for 55 mm at 0.3 m. An edge grows by the quarter.
 */
const REACH = 0.75;

/** What `register` reckons with: colour pixels are in 1/256, and half a pixel is added, so that shifting finds middles. */
export type RegistrationConstants = ReturnType<typeof registrationConstants>;

/** Everything that does not change from frame to frame. */
export function registrationConstants({ colour, depth, depthToColour }: RgbdCalibration) {
  const { width, height, intrinsics, distortion } = colour;
  const { fx, fy, cx, cy } = intrinsics;
  const [[xx, xy], [yx, yy]] = depthToColour.rotation;
  const [tx, ty, tz] = depthToColour.translationMm;
  const [perColumn, perRow] = [1 / depth.intrinsics.fx, 1 / depth.intrinsics.fy];
  const across = fx * (Math.abs(xx) * perColumn + Math.abs(xy) * perRow);
  const down = fy * (Math.abs(yx) * perColumn + Math.abs(yy) * perRow);
  const bent = isBent(distortion);
  return {
    columns: depth.width,
    width,
    height,
    nearest: Math.ceil(depth.minMm / depth.unitMm),
    farthest: Math.floor(depth.maxMm / depth.unitMm),
    unitMm: depth.unitMm,
    perUnit: 1 / depth.unitMm,
    tx,
    ty,
    tz,
    fx: fx * FRACTIONS,
    fy: fy * FRACTIONS,
    cx: (cx + 0.5) * FRACTIONS,
    cy: (cy + 0.5) * FRACTIONS,
    // half the square where both cameras are equally far away
    half: FRACTIONS * REACH * Math.max(across, down),
    isBent: bent,
    lens: bent ? { ...distortion, edge: edgeOf(distortion, colour) } : NO_LENS,
    // a point so near to the colour lens is no measurement
    maxScale: 64,
    // a picture more on each side: what lies beyond cannot reach into it, and whole numbers do not overflow
    limits: {
      left: -width * FRACTIONS,
      right: 2 * width * FRACTIONS,
      top: -height * FRACTIONS,
      bottom: 2 * height * FRACTIONS,
    },
  };
}

const NO_LENS = { k1: 0, k2: 0, p1: 0, p2: 0, k3: 0, edge: Number.POSITIVE_INFINITY };
