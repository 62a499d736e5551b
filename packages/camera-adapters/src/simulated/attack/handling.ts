import { seededUniform } from "@sourire/core";
import { placementOf } from "../render/placement.js";
import type { Placement } from "../render/scene.js";
import { createWave, SWAY_HZ } from "../wave.js";

/** How somebody holds a thing before a camera. */
export interface HandlingOptions {
  /** Any 32-bit integer. */
  readonly seed: number;
  /** From the lens, mm. */
  readonly distanceMm: number;
  /** Lean about the axis across, degrees: how carelessly it is held. @defaultValue 4 */
  readonly tiltDegrees?: number;
  /** How far it is swung about the upright axis to either side, degrees. @defaultValue 0 */
  readonly swingDegrees?: number;
  /** Time from one side to the other and back, s. @defaultValue 3 */
  readonly swingSeconds?: number;
  /** Factor on sway and tremor of the hand; 0 is a stand. @defaultValue 1 */
  readonly unrest?: number;
  /** What the attacker does with it on purpose, at a time. */
  readonly moves?: (timeMs: number) => HandMove;
}

/** A movement on purpose: what a till asks of a head, done with a sheet of paper. */
interface HandMove {
  /** Degrees, as a head's. */
  readonly yaw?: number;
  /** Degrees. */
  readonly pitch?: number;
  /** Degrees. */
  readonly roll?: number;
  /** Factor on the distance. */
  readonly distance?: number;
}

/** Hz: the tremor of a hand that is held out. */
const TREMOR_HZ = [7, 11] as const;
/** mm and degrees. */
const TREMOR = { mm: 0.35, degrees: 0.12 };
const SWAY = { mm: 5, degrees: 1.6 };

/** Where the thing is, as a function of time: swing, sway and tremor, smooth and repeatable. */
export function createHandling(options: HandlingOptions): (timeMs: number) => Placement {
  const { seed, distanceMm, tiltDegrees = 4, swingDegrees = 0 } = options;
  const { swingSeconds = 3, unrest = 1, moves } = options;
  if (!(distanceMm > 0)) throw new RangeError(`distanceMm: need more than 0, got ${distanceMm}`);
  const uniform = seededUniform(seed ^ 0x48414e44);
  const phase = 2 * Math.PI * uniform();
  const [lean, roll] = [tiltDegrees * (0.6 + 0.6 * uniform()), 3 * (uniform() - 0.5)];
  const sway = Array.from({ length: 6 }, () => createWave(uniform, SWAY_HZ));
  const tremor = Array.from({ length: 6 }, () => createWave(uniform, TREMOR_HZ));
  return (timeMs) => {
    const s = timeMs / 1000;
    const move = moves?.(timeMs) ?? {};
    const unsteady = (i: number, unit: "mm" | "degrees"): number =>
      unrest * (SWAY[unit] * (sway[i]?.(s) ?? 0) + TREMOR[unit] * (tremor[i]?.(s) ?? 0));
    const swing = swingDegrees * Math.sin((2 * Math.PI * s) / swingSeconds + phase);
    return placementOf({
      yaw: swing + (move.yaw ?? 0) + unsteady(0, "degrees"),
      pitch: -lean + (move.pitch ?? 0) + unsteady(1, "degrees"),
      roll: roll + (move.roll ?? 0) + 0.6 * unsteady(2, "degrees"),
      positionMm: [
        unsteady(3, "mm"),
        unsteady(4, "mm"),
        distanceMm * (move.distance ?? 1) + unsteady(5, "mm"),
      ],
    });
  };
}
