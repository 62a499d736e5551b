import type { RgbdCalibration, Triple } from "@sourire/camera-adapters/rgbd";

/** A rotation about an axis through the camera: `x` nods, `y` turns, `z` tilts. */
export function rotation(degrees: number, axis: "x" | "y" | "z"): [Triple, Triple, Triple] {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  switch (axis) {
    case "x":
      return [
        [1, 0, 0],
        [0, c, -s],
        [0, s, c],
      ];
    case "y":
      return [
        [c, 0, s],
        [0, 1, 0],
        [-s, 0, c],
      ];
    default:
      return [
        [c, -s, 0],
        [s, c, 0],
        [0, 0, 1],
      ];
  }
}

/** SYNTHETIC: two sensors 25 mm apart, one turned by a degree. Small, so that tests are quick. */
export function calibration(changes: Partial<RgbdCalibration> = {}): RgbdCalibration {
  return {
    version: 1,
    name: "Rendered",
    serial: "0",
    colour: {
      width: 80,
      height: 60,
      intrinsics: { fx: 75, fy: 75, cx: 40.5, cy: 29.5 },
    },
    depth: {
      width: 64,
      height: 48,
      intrinsics: { fx: 60, fy: 60, cx: 32, cy: 24 },
      unitMm: 1,
      minMm: 200,
      maxMm: 3000,
      noise: "stereo",
    },
    depthToColour: { rotation: rotation(1, "y"), translationMm: [25, 0, 0] },
    ...changes,
  };
}
