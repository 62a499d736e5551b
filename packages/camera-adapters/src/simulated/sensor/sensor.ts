import type { Raster } from "../render/scene.js";
import { develop } from "./develop.js";
import { createExposure, meter } from "./exposure.js";
import { createFocus } from "./focus.js";
import { createGrain, createPatch } from "./grain.js";
import { type SensorMoment, uniformOf } from "./moment.js";
import {
  assertSensor,
  SENSOR_DEFAULTS,
  type SensorOptions,
  type SensorSettings,
} from "./options.js";
import { createSoftener, type Softener } from "./soften.js";
import { measureDepth } from "./structured-light.js";
import { createCurve } from "./tone.js";
import { createWhiteBalance } from "./white-balance.js";

/**
 * Turns what a perfect camera would see into what a real one sees. The same frames in the same order give the same
 * bytes; without automatic exposure each frame depends on its own moment alone.
 */
export interface Sensor {
  /**
   * The picture: exposure, white balance, focus, dark corners, noise, tone.
   * @param out - receives `rgb8` without padding, width x height x 3 bytes
   * @throws {RangeError} when `out` has another size
   */
  colour(raster: Raster, moment: SensorMoment, out: Uint8Array): void;
  /**
   * The distances that structured light measures, in `depthUnitMm`, 0 where it measures nothing.
   * @param out - width x height numbers
   * @throws {RangeError} when `out` has another size
   */
  depth(raster: Raster, moment: SensorMoment, out: Uint16Array): void;
  /**
   * The infrared picture.
   * @param out - receives `gray8` without padding, width x height bytes
   * @throws {RangeError} when `out` has another size or the raster has no infrared
   */
  infrared(raster: Raster, moment: SensorMoment, out: Uint8Array): void;
}

/** Between them the gain of a webcam lies. */
const COLOUR_GAINS = [1 / 32, 16] as const;
/** The projector is far brighter than the room: an infrared camera hardly amplifies. */
const INFRARED_GAINS = [1 / 16, 2] as const;
const INFRARED_TARGET = 0.25;

/**
 * A camera's sensor and lens; deterministic.
 * @throws {RangeError} naming the option that is out of its range
 */
export function createSensor(options: SensorOptions): Sensor {
  const settings: SensorSettings = { ...SENSOR_DEFAULTS, ...options };
  assertSensor(settings);
  const { seed, vignetting, noise } = settings;
  const grain = createGrain(seed);
  const patch = createPatch(seed ^ 0x64657074);
  const curve = createCurve();
  const focus = createFocus(settings);
  const whiteBalance = createWhiteBalance(seed, settings.whiteBalanceDrift);
  const rule = { auto: settings.autoExposure, lagMs: settings.exposureLagMs };
  const gain = settings.exposureGain;
  const target = settings.exposureTarget;
  const exposure = createExposure({ ...rule, target, gain, range: COLOUR_GAINS });
  const glow = createExposure({ ...rule, target: INFRARED_TARGET, gain: 1, range: INFRARED_GAINS });
  let softener: (Softener & Pick<Raster, "width" | "height">) | undefined;
  return {
    colour(raster, moment, out) {
      const { width, height, light } = raster;
      assertLength(out, 3 * width * height);
      if (softener?.width !== width || softener.height !== height) {
        softener = { ...createSoftener(width, height), width, height };
      }
      const sharp = softener.soften(light, height * focus(moment.atMs));
      const level = meter(light, width, height, 3);
      const gain = exposure.gainFor(level, moment.atMs, moment.exposureLocked ?? false);
      const [red, blue] = whiteBalance(moment.atMs);
      const gains = [gain * red, gain, gain * blue] as const;
      const uniform = uniformOf(seed, moment.sequence);
      const picture = { light: sharp, width, height, channels: 3, gains, gain } as const;
      develop({ ...picture, vignetting, noise, grain, curve, uniform }, out);
    },
    depth(raster, moment, out) {
      assertLength(out, raster.width * raster.height);
      measureDepth(raster, settings, patch, uniformOf(seed ^ 0x64, moment.sequence), out);
    },
    infrared(raster, moment, out) {
      const { width, height, infrared: light } = raster;
      if (!light) throw new RangeError("a raster without infrared");
      assertLength(out, width * height);
      const level = meter(light, width, height, 1);
      const gain = glow.gainFor(level, moment.atMs, moment.exposureLocked ?? false);
      const gains = [gain, gain, gain] as const;
      const uniform = uniformOf(seed ^ 0x69, moment.sequence);
      const picture = { light, width, height, channels: 1, gains, gain } as const;
      develop({ ...picture, vignetting, noise, grain, curve, uniform }, out);
    },
  };
}

function assertLength(out: { readonly length: number }, length: number): void {
  if (out.length !== length) throw new RangeError(`a buffer of ${out.length}, need ${length}`);
}
