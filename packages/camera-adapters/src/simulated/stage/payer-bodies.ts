import type { Head } from "../head/head.js";
import { placementOf } from "../render/placement.js";
import type { Body, Placement } from "../render/scene.js";
import type { Moment } from "../script/performance.js";

/** Where head and neck turn together, mm in head coordinates: the root of the neck, which clothes hide. */
const PIVOT = [0, 170, 96] as const;
/** Share of a head's turn that its shoulders follow. */
const TORSO_SHARE = 0.12;

/** Where a payer stands at rest. */
export interface Standing {
  /** From the lens to between the pupils, mm. */
  readonly distanceMm: number;
  /** How far the eyes are above the optical axis, mm. */
  readonly raisedMm: number;
}

/** Where head and shoulders are at one moment; the shoulders hardly follow a turn. */
export function payerPlacement(
  moment: Moment,
  { distanceMm, raisedMm }: Standing,
): { readonly placement: Placement; readonly torso: Placement } {
  const [x, y, z] = moment.swayMm;
  const positionMm = [x, y - raisedMm, distanceMm * moment.distance + z] as const;
  const { yaw, pitch, roll } = moment;
  const turn = { yaw: TORSO_SHARE * yaw, pitch: 0, roll: TORSO_SHARE * roll };
  return {
    placement: onNeck(placementOf({ yaw, pitch, roll, positionMm })),
    torso: onNeck(placementOf({ ...turn, positionMm })),
  };
}

/** The same turn about the neck instead of about the eyes. */
function onNeck({ rotation, translation }: Placement): Placement {
  const [px, py, pz] = PIVOT;
  const moved = (row: 0 | 1 | 2): number => {
    const at = 3 * row;
    const turned =
      (rotation[at] as number) * px +
      (rotation[at + 1] as number) * py +
      (rotation[at + 2] as number) * pz;
    return translation[row] + PIVOT[row] - turned;
  };
  return { rotation, translation: [moved(0), moved(1), moved(2)] };
}

/** A payer at one moment, where one is there. */
export function payerBodies(head: Head, moment: Moment, standing: Standing): readonly Body[] {
  if (!moment.present) return [];
  const { placement, torso } = payerPlacement(moment, standing);
  return [
    { surfaces: head.torso, placement: torso },
    { surfaces: head.surfaces(moment.expression), placement },
  ];
}
