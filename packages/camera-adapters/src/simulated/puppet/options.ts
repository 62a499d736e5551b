import type { Clock } from "@sourire/core";
import type { Head } from "../head/head.js";
import type { Rgb } from "../render/scene.js";
import type { Texture } from "../render/surface.js";
import type { SensorOptions } from "../sensor/options.js";
import type { AttackPlan } from "./attack-plan.js";

/** Options of {@link createPuppetFilm}. Exactly one of `payer` and `attack` stands before the camera. */
export interface PuppetFilmOptions {
  /** A living payer. */
  readonly payer?: Head;
  /** Somebody who shows something else than the own face. */
  readonly attack?: AttackPlan;
  /**
   * What the payer does, see `parseScript`; what an attacker's hands or head do instead.
   * @defaultValue `"neutral 1s, smile 1s, neutral 1s"`
   */
  readonly script?: string;
  /** What comes after the script: a payer who rests, the script again, or no more frames. @defaultValue `"rest"` */
  readonly atEnd?: "rest" | "loop" | "end";
  /** Any 32-bit integer; the same seed gives the same frames when they are read in order. */
  readonly seed: number;
  /** Pixels, 64..4096. @defaultValue 640 */
  readonly width?: number;
  /** Pixels, 64..4096. @defaultValue 480 */
  readonly height?: number;
  /** Frames a second, 1..120. @defaultValue 15 */
  readonly framesPerSecond?: number;
  /** Angle of the lens across the picture, degrees, 20..120. @defaultValue 60 */
  readonly fovDegrees?: number;
  /** From the lens to the eyes of a payer who rests, mm, 150..3000. @defaultValue 480 */
  readonly distanceMm?: number;
  /** How far up the eyes stand from the optical axis, mm. @defaultValue 20 */
  readonly raisedMm?: number;
  /** Factor on the small movements that nobody can help, 0..5. @defaultValue 1 */
  readonly unrest?: number;
  /** Give a depth picture too, as structured light measures it. @defaultValue false */
  readonly depth?: boolean;
  /** Give an infrared picture too. @defaultValue false */
  readonly infrared?: boolean;
  /** What the terminal's display shines at the payer, linear; 1 is white paper at half a metre. @defaultValue nothing */
  readonly screenLight?: (timeMs: number) => Rgb;
  /** Light in the room, factor. @defaultValue 1 */
  readonly roomLight?: number;
  /** What is behind; fills the picture. @defaultValue a shop, out of focus, of this seed */
  readonly background?: Texture;
  /** Of the camera's sensor and lens. */
  readonly sensor?: Omit<SensorOptions, "seed">;
}

/** Options of {@link createPuppetCamera}. */
export interface PuppetCameraOptions extends PuppetFilmOptions {
  /** Shown in receipts and logs. @defaultValue `simulated:` and who or what is shown */
  readonly id?: `simulated:${string}`;
  /** @defaultValue the machine's own */
  readonly clock?: Clock;
  /** Waits; rejects when the signal aborts. @defaultValue `sleep` of `@sourire/core` */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What {@link createPuppetCamera} does unless told: a payer at arm's length before a webcam. */
export const PUPPET_DEFAULTS = Object.freeze({
  script: "neutral 1s, smile 1s, neutral 1s",
  atEnd: "rest",
  width: 640,
  height: 480,
  framesPerSecond: 15,
  fovDegrees: 60,
  distanceMm: 480,
  raisedMm: 20,
  unrest: 1,
  depth: false,
  infrared: false,
  roomLight: 1,
} as const);

/** Options with their defaults. */
export type PuppetSettings = Required<Pick<PuppetFilmOptions, keyof typeof PUPPET_DEFAULTS>> &
  PuppetFilmOptions;

/** @throws {RangeError} naming the option that is out of its range */
export function puppetSettings(options: PuppetFilmOptions): PuppetSettings {
  const settings = { ...PUPPET_DEFAULTS, ...options };
  const ranges: readonly [name: keyof typeof PUPPET_DEFAULTS, low: number, high: number][] = [
    ["width", 64, 4096],
    ["height", 64, 4096],
    ["framesPerSecond", 1, 120],
    ["fovDegrees", 20, 120],
    ["distanceMm", 150, 3000],
    ["raisedMm", -200, 200],
    ["unrest", 0, 5],
    ["roomLight", 0, 10],
  ];
  for (const [name, low, high] of ranges) {
    const value = Number(settings[name]);
    if (!(value >= low && value <= high)) {
      throw new RangeError(`${name}: need ${low}..${high}, got ${value}`);
    }
  }
  for (const name of ["width", "height", "seed"] as const) {
    if (!Number.isInteger(settings[name])) throw new RangeError(`${name}: need an integer`);
  }
  if ((options.payer === undefined) === (options.attack === undefined)) {
    throw new RangeError("payer, attack: need exactly one of them");
  }
  return settings;
}
