import type { RgbdCalibration } from "./calibration.js";
import { isBent, undistort } from "./lens.js";

/**
 * Where each depth pixel looks, seen along the colour camera's axes: three numbers a pixel, row by row. A pixel that
 * measured z mm lies at z (a, b, c) + translation. Computed once, so that the lens of the depth camera costs nothing a frame.
 * @returns (0, 0, 0) for a pixel that the lens cannot show
 */
export function raysOf({ depth, depthToColour }: RgbdCalibration): Float32Array {
  const { width, height, intrinsics, distortion } = depth;
  const [p, q, r] = depthToColour.rotation;
  const bent = isBent(distortion);
  const rays = new Float32Array(3 * width * height);
  let at = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const seen = {
        x: (column + 0.5 - intrinsics.cx) / intrinsics.fx,
        y: (row + 0.5 - intrinsics.cy) / intrinsics.fy,
      };
      const ray = bent ? undistort(distortion, seen) : seen;
      if (ray) {
        rays[at] = p[0] * ray.x + p[1] * ray.y + p[2];
        rays[at + 1] = q[0] * ray.x + q[1] * ray.y + q[2];
        rays[at + 2] = r[0] * ray.x + r[1] * ray.y + r[2];
      }
      at += 3;
    }
  }
  return rays;
}
