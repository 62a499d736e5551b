import type { RgbdCalibration, Triple } from "@sourire/camera-adapters/rgbd";

/** SYNTHETIC: a slanted wall and before it the face of a box that moves to the right, in the depth camera's axes, mm. */
export interface Room {
  /** Where the box is, x of its middle. */
  readonly boxX: number;
}

const BOX = { halfWidth: 90, halfHeight: 70, z: 600 };
const WALL = { z: 900, slope: 0.3 };
/** Grey levels. */
export const WALL_LEVEL = 60;
export const BOX_LEVEL = 220;

/** What a ray meets: how many times its direction away. Undefined where it meets nothing. */
function meet(room: Room, from: Triple, along: Triple): { times: number; box: boolean } {
  const toBox = (BOX.z - from[2]) / along[2];
  const [x, y] = [from[0] + toBox * along[0], from[1] + toBox * along[1]];
  if (Math.abs(x - room.boxX) <= BOX.halfWidth && Math.abs(y) <= BOX.halfHeight) {
    return { times: toBox, box: true };
  }
  // z = WALL.z + slope x
  const times = (WALL.z + WALL.slope * from[0] - from[2]) / (along[2] - WALL.slope * along[0]);
  return { times, box: false };
}

/** What the depth camera measures, in its unit. */
export function renderDepth({ depth }: RgbdCalibration, room: Room): Uint16Array {
  const { fx, fy, cx, cy } = depth.intrinsics;
  const out = new Uint16Array(depth.width * depth.height);
  for (let i = 0; i < out.length; i++) {
    const [column, row] = [i % depth.width, Math.floor(i / depth.width)];
    const along: Triple = [(column + 0.5 - cx) / fx, (row + 0.5 - cy) / fy, 1];
    out[i] = Math.round(meet(room, [0, 0, 0], along).times / depth.unitMm);
  }
  return out;
}

/** What the colour camera sees, and how far away it truly is along its axis. */
export function renderColour(
  { colour, depthToColour }: RgbdCalibration,
  room: Room,
): { readonly grey: Uint8Array; readonly mm: Float64Array } {
  const { fx, fy, cx, cy } = colour.intrinsics;
  const { rotation, translationMm } = depthToColour;
  // back into the depth camera's axes: by the transposed rotation
  const back = (p: Triple): Triple =>
    [0, 1, 2].map((i) =>
      rotation.reduce((sum, row, j) => sum + (row[i] ?? 0) * (p[j] ?? 0), 0),
    ) as [number, number, number];
  const from = back([-translationMm[0], -translationMm[1], -translationMm[2]]);
  const grey = new Uint8Array(colour.width * colour.height);
  const mm = new Float64Array(grey.length);
  for (let i = 0; i < grey.length; i++) {
    const [column, row] = [i % colour.width, Math.floor(i / colour.width)];
    const along = back([(column + 0.5 - cx) / fx, (row + 0.5 - cy) / fy, 1]);
    const { times, box } = meet(room, from, along);
    grey[i] = box ? BOX_LEVEL : WALL_LEVEL;
    mm[i] = times; // the direction has length 1 along the colour camera's axis
  }
  return { grey, mm };
}
