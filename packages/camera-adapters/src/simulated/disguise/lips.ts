import {
  LEFT_MOUTH_CORNER,
  LOWER_LIP,
  RIGHT_MOUTH_CORNER,
  UPPER_LIP,
} from "../head/face-points.data.js";
import type { MapPoint } from "./face-map.js";
import type { FaceSkin } from "./face-skin.js";

/** Outline of both lips. */
export function lipsOf(skin: FaceSkin): MapPoint[] {
  const ring = [
    RIGHT_MOUTH_CORNER[0],
    ...UPPER_LIP[0],
    LEFT_MOUTH_CORNER[0],
    ...[...LOWER_LIP[0]].reverse(),
  ];
  return ring.map((i) => skin.at(i));
}
