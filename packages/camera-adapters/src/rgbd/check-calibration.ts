import type {
  CalibratedDepth,
  CalibratedStream,
  DepthToColour,
  RgbdCalibration,
  Triple,
} from "./calibration.js";
import { invalid } from "./json-fields.js";
import { cornersOf, isBent, undistort } from "./lens.js";

/** Degrees from edge to edge; a lens outside is a slip of units or of sizes, not a depth camera. */
const FIELD_OF_VIEW = { min: 20, max: 150 };
/** Files hold four decimals or more; a rotation that is off by more moves a point at 1 m by more than 1 mm. */
const ROTATION_TOLERANCE = 1e-3;
/** mm. Sensors that sit farther apart are two devices, and their calibration would not last a day. */
const MAX_BASELINE_MM = 500;
/** mm. Two sensors are never nearer; a vendor's metres would be. One sensor for both has 0 exactly. */
const MIN_BASELINE_MM = 1;

/** @throws {SourireError} `CALIBRATION_INVALID` when it cannot be true */
export function checkCalibration({ colour, depth, depthToColour }: RgbdCalibration): void {
  checkStream(colour, "colour");
  checkStream(depth, "depth");
  checkDistances(depth);
  checkRotation(depthToColour.rotation);
  const baselineMm = Math.hypot(...depthToColour.translationMm);
  if (baselineMm > MAX_BASELINE_MM) {
    throw invalid(
      `depthToColour.translationMm: ${baselineMm.toFixed(0)} mm apart, at most ${MAX_BASELINE_MM} mm are plausible`,
    );
  }
  if (baselineMm > 0 && baselineMm < MIN_BASELINE_MM) {
    throw invalid(
      `depthToColour.translationMm: ${baselineMm.toPrecision(2)} mm apart; is it in metres? Write 0, 0, 0 for one sensor`,
    );
  }
}

function checkStream(stream: CalibratedStream, at: string): void {
  const { width, height, intrinsics, distortion } = stream;
  const { fx, fy, cx, cy } = intrinsics;
  if (!(cx > 0 && cx < width && cy > 0 && cy < height)) {
    throw invalid(
      `${at}.intrinsics: the centre (${cx}, ${cy}) lies outside the picture of ${width} x ${height}`,
    );
  }
  checkView(fieldOfView(fx, cx, width), `${at}.intrinsics.fx: ${fx} at a width of ${width}`);
  checkView(fieldOfView(fy, cy, height), `${at}.intrinsics.fy: ${fy} at a height of ${height}`);
  if (!isBent(distortion)) return;
  if (cornersOf(stream).some((seen) => undistort(distortion, seen) === undefined)) {
    throw invalid(`${at}.distortion: it has no inverse at the picture's corners`);
  }
}

function fieldOfView(focal: number, centre: number, size: number): number {
  if (!(focal > 0)) return Number.NaN;
  return ((Math.atan(centre / focal) + Math.atan((size - centre) / focal)) * 180) / Math.PI;
}

function checkView(degrees: number, what: string): void {
  if (degrees >= FIELD_OF_VIEW.min && degrees <= FIELD_OF_VIEW.max) return;
  throw invalid(
    `${what} would see ${degrees.toFixed(0)} degrees; ${FIELD_OF_VIEW.min} to ${FIELD_OF_VIEW.max} are plausible`,
  );
}

function checkDistances({ unitMm, minMm, maxMm }: CalibratedDepth): void {
  if (!(unitMm > 0)) throw invalid(`depth.unitMm: need a number above 0, got ${unitMm}`);
  if (!(minMm > 0 && maxMm > minMm)) {
    throw invalid(`depth.minMm, depth.maxMm: need 0 < min < max, got ${minMm} and ${maxMm}`);
  }
  if (maxMm > MAX_VALUE * unitMm || minMm < unitMm) {
    throw invalid(
      `depth.unitMm: values of ${unitMm} mm in 16 bits do not span ${minMm} to ${maxMm} mm`,
    );
  }
}
const MAX_VALUE = 65_535;

function checkRotation([x, y, z]: DepthToColour["rotation"]): void {
  const rows = [x, y, z];
  const off = rows.flatMap((a, i) => rows.map((b, j) => Math.abs(dot(a, b) - (i === j ? 1 : 0))));
  if (!(Math.max(...off) <= ROTATION_TOLERANCE)) {
    throw invalid(
      "depthToColour.rotation: no rotation, its rows are not unit vectors at right angles",
    );
  }
  const across: Triple = [
    x[1] * y[2] - x[2] * y[1],
    x[2] * y[0] - x[0] * y[2],
    x[0] * y[1] - x[1] * y[0],
  ];
  if (dot(across, z) < 0) throw invalid("depthToColour.rotation: no rotation, it mirrors");
}

function dot(a: Triple, b: Triple): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
