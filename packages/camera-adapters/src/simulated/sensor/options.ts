/** Options of `createSensor`. Shares are of 1. */
export interface SensorOptions {
  /** Any 32-bit integer: which noise and which drift. */
  readonly seed: number;
  /** Follow the brightness of what is seen. @defaultValue true */
  readonly autoExposure?: boolean;
  /** Mean of the picture that it strives for, linear, 0.01..0.9. @defaultValue 0.2 */
  readonly exposureTarget?: number;
  /** Time in which it makes up for most (63 %) of a change, ms, 0..10000. @defaultValue 300 */
  readonly exposureLagMs?: number;
  /** Gain before the first frame, and for good without `autoExposure`, 0.01..100. @defaultValue 1 */
  readonly exposureGain?: number;
  /** How far red and blue wander against green, 0..0.5. @defaultValue 0.02 */
  readonly whiteBalanceDrift?: number;
  /** Blur before the lens has focused, standard deviation as a share of the picture's height, 0..0.05. @defaultValue 0.006 */
  readonly defocus?: number;
  /** When the lens has found its focus, ms, 0..60000. @defaultValue 600 */
  readonly focusMs?: number;
  /** Share of `defocus` that comes and goes for ever, 0..1. @defaultValue 0.1 */
  readonly breathing?: number;
  /** Light that the corners lose, 0..0.9. @defaultValue 0.2 */
  readonly vignetting?: number;
  /** Noise: 1 is a webcam in a lit room, about two levels of 255 in mid grey at gain 1; 0..10. @defaultValue 1 */
  readonly noise?: number;
  /** Nearest distance that depth is measured at, mm, 1..60000. @defaultValue 300 */
  readonly depthMinMm?: number;
  /** Farthest, mm, 1..60000. @defaultValue 1500 */
  readonly depthMaxMm?: number;
  /** Millimetres for one unit of the depth image, 0.05..10. @defaultValue 0.5 */
  readonly depthUnitMm?: number;
  /** Standard deviation of depth at half a metre, mm; grows with the square of the distance; 0..20. @defaultValue 1.5 */
  readonly depthNoiseMm?: number;
  /** Steps of depth at half a metre, mm; grow with the square of the distance; 0.01..20. @defaultValue 1 */
  readonly depthStepMm?: number;
  /** From the lens to the projector, on the viewer's right, mm, 0..200: its shadow is not measured. @defaultValue 50 */
  readonly depthBaselineMm?: number;
}

type Defaults = Required<Omit<SensorOptions, "seed">>;

/** What a sensor does unless told: a webcam, and a depth camera that works with structured light. */
export const SENSOR_DEFAULTS: Readonly<Defaults> = Object.freeze({
  autoExposure: true,
  exposureTarget: 0.2,
  exposureLagMs: 300,
  exposureGain: 1,
  whiteBalanceDrift: 0.02,
  defocus: 0.006,
  focusMs: 600,
  breathing: 0.1,
  vignetting: 0.2,
  noise: 1,
  depthMinMm: 300,
  depthMaxMm: 1500,
  depthUnitMm: 0.5,
  depthNoiseMm: 1.5,
  depthStepMm: 1,
  depthBaselineMm: 50,
});

/** Options with their defaults. */
export type SensorSettings = Readonly<Defaults> & SensorOptions;

type Numeric = Exclude<keyof SensorOptions, "seed" | "autoExposure">;

const RANGES: readonly (readonly [name: Numeric, low: number, high: number])[] = [
  ["exposureTarget", 0.01, 0.9],
  ["exposureLagMs", 0, 10_000],
  ["exposureGain", 0.01, 100],
  ["whiteBalanceDrift", 0, 0.5],
  ["defocus", 0, 0.05],
  ["focusMs", 0, 60_000],
  ["breathing", 0, 1],
  ["vignetting", 0, 0.9],
  ["noise", 0, 10],
  ["depthMinMm", 1, 60_000],
  ["depthMaxMm", 1, 60_000],
  ["depthUnitMm", 0.05, 10],
  ["depthNoiseMm", 0, 20],
  ["depthStepMm", 0.01, 20],
  ["depthBaselineMm", 0, 200],
];

/** @throws {RangeError} naming the option that is out of its range */
export function assertSensor(settings: SensorSettings): void {
  if (!Number.isInteger(settings.seed)) throw new RangeError("seed: need an integer");
  for (const [name, low, high] of RANGES) {
    const value = settings[name];
    if (!(value >= low && value <= high)) {
      throw new RangeError(`${name}: need ${low}..${high}, got ${value}`);
    }
  }
  const { depthMinMm, depthMaxMm, depthUnitMm } = settings;
  if (depthMinMm >= depthMaxMm) throw new RangeError("depthMinMm: need less than depthMaxMm");
  if (depthMaxMm / depthUnitMm > 65_535) throw new RangeError("depthUnitMm: too small for 16 bits");
}
