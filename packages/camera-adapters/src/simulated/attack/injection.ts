import type { Rgb } from "../render/scene.js";
import type { Texture } from "../render/surface.js";
import { LINEAR_OF_SRGB, srgbOfLinear } from "../render/tone.js";
import type { InjectedAttack, ScreenLight, Video } from "./attack.js";

/** A recording that takes the place of the camera. */
export interface InjectionRecordedOptions {
  /** Frames of a real session of the victim. */
  readonly video: Video;
  /** How much older the recording is than the moment: its challenge was another one, ms. @defaultValue 0 */
  readonly staleMs?: number;
  /** Begins anew after this time, ms; never unless told. */
  readonly loopMs?: number;
  /** Stands still from this time on, ms; never unless told. */
  readonly freezeAtMs?: number;
  /** The distance that a forged depth picture states everywhere, mm. @defaultValue 0: none */
  readonly depthMm?: number;
}

/** Options of {@link createInjectionRelit}. */
export interface InjectionRelitOptions extends InjectionRecordedOptions {
  /** What the till's display shines: the attacker reads it off the display. */
  readonly screenLight: ScreenLight;
  /** How late the forged light follows, ms. @defaultValue 180 */
  readonly lagMs?: number;
  /** Share of the picture's light that follows the display, 0..1. @defaultValue 0.25 */
  readonly strength?: number;
}

/** Recorded frames in place of the camera's: nobody stands there, and nothing answers the challenge. */
export function createInjectionRecorded(options: InjectionRecordedOptions): InjectedAttack {
  const { video, depthMm = 0 } = options;
  return {
    kind: "injected",
    species: "injection-recorded",
    pictureAt: ({ timeMs }) => ({ picture: video(recordedAt(options, timeMs)), depthMm }),
  };
}

/**
 * Recorded frames on which the till's coloured light is laid by a program: over the whole picture, background too, and
 * a little late.
 * @throws {RangeError} when `strength` is out of its range
 */
export function createInjectionRelit(options: InjectionRelitOptions): InjectedAttack {
  const { video, screenLight, lagMs = 180, strength = 0.25, depthMm = 0 } = options;
  if (!(strength >= 0 && strength <= 1))
    throw new RangeError(`strength: need 0..1, got ${strength}`);
  let lit: (Texture & { version: number }) | undefined;
  return {
    kind: "injected",
    species: "injection-relit",
    pictureAt({ timeMs }) {
      const frame = video(recordedAt(options, timeMs));
      if (lit?.width !== frame.width || lit.height !== frame.height) {
        lit = { width: frame.width, height: frame.height, data: frame.data.slice(), version: 0 };
      }
      relight(frame, lit, screenLight(timeMs - lagMs), strength);
      return { picture: lit, depthMm };
    },
  };
}

function recordedAt(
  { staleMs = 0, loopMs, freezeAtMs }: InjectionRecordedOptions,
  timeMs: number,
): number {
  const played = freezeAtMs === undefined ? timeMs : Math.min(timeMs, freezeAtMs);
  return staleMs + (loopMs === undefined ? played : played % loopMs);
}

function relight(
  frame: Texture,
  out: Texture & { version: number },
  light: Rgb,
  strength: number,
): void {
  const tables = light.map((level) => {
    const gain = 1 - strength + strength * 2 * level;
    return Uint8Array.from({ length: 256 }, (_, byte) =>
      Math.round(255 * srgbOfLinear(Math.min(1, gain * (LINEAR_OF_SRGB[byte] as number)))),
    );
  });
  for (let i = 0; i < frame.data.length; i++) {
    const table = tables[i % 4];
    out.data[i] = table ? (table[frame.data[i] as number] as number) : 255;
  }
  out.version++;
}
