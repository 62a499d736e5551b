import type { Head } from "../head/head.js";
import type { Vec } from "../head/vector.js";

/** An ellipsoid around the skull, above a rim that is higher in front than behind. */
export interface Dome {
  readonly centre: Vec;
  readonly radii: Vec;
  /** Height of the rim, mm, at an angle about the upright axis: 0 is the front, in radians. */
  rim(angle: number): number;
  /** A point of the dome. @param rise - 0 at the rim, 1 at the crown */
  at(angle: number, rise: number): Vec;
}

/** How a dome stands on a skull, mm. */
export interface DomeFit {
  /** Between skull and dome. */
  readonly clearance: number;
  /** Height of the rim at the forehead and at the nape. */
  readonly front: number;
  readonly back: number;
}

export function createDome({ centre, radii }: Head["skull"], fit: DomeFit): Dome {
  const wide: Vec = [radii[0] + fit.clearance, radii[1] + fit.clearance, radii[2] + fit.clearance];
  const rim = (angle: number): number =>
    fit.front + (fit.back - fit.front) * (0.5 - 0.5 * Math.cos(angle));
  return {
    centre,
    radii: wide,
    rim,
    at(angle, rise) {
      const low = Math.asin(Math.max(-0.95, Math.min(0.95, (centre[1] - rim(angle)) / wide[1])));
      const up = low + (Math.PI / 2 - low) * rise;
      const out = Math.cos(up);
      return [
        centre[0] + wide[0] * out * Math.sin(angle),
        centre[1] - wide[1] * Math.sin(up),
        centre[2] - wide[2] * out * Math.cos(angle),
      ];
    },
  };
}

/** What must go below the dome: factors on the distance from its centre. @param gap - below its surface, mm */
export function pressBelow({ centre, radii, rim }: Dome, gap: number) {
  return {
    centre,
    factor(x: number, y: number, z: number): number {
      const [dx, dy, dz] = [x - centre[0], y - centre[1], z - centre[2]];
      if (y > rim(Math.atan2(dx, -dz)) + 2) return 1;
      const reach = Math.hypot(dx / (radii[0] - gap), dy / (radii[1] - gap), dz / (radii[2] - gap));
      return reach > 1 ? 1 / reach : 1;
    },
  };
}
