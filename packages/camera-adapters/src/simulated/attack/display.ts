import { seededUniform } from "@sourire/core";
import { clamp } from "../head/vector.js";
import type { Placement } from "../render/scene.js";
import type { Texture } from "../render/surface.js";
import { LINEAR_OF_SRGB, srgbOfLinear } from "../render/tone.js";
import type { AttackedCamera, AttackMoment } from "./attack.js";
import { createBeat } from "./beat.js";
import { sampleColour } from "./sample-colour.js";

/** A display, as a camera sees it. */
export interface DisplayOptions {
  /** mm. */
  readonly widthMm: number;
  /** mm. */
  readonly heightMm: number;
  /** From one pixel to the next, mm: 0.063 is a phone, 0.096 a tablet. */
  readonly pitchMm: number;
  /** Pictures a second, Hz. */
  readonly refreshHz: number;
  /** Contrast of the stripes where display and sensor beat, 0..1. */
  readonly moire: number;
  /** How much darker the band is that rolls through, 0..1. */
  readonly banding: number;
  /** Magnification of the video: 1 shows its whole height. */
  readonly zoom: number;
  /** Any 32-bit integer. */
  readonly seed: number;
}

/** What the display shows, with what the camera makes of it. */
export interface Display {
  /** Rewritten by `show`. */
  readonly texture: Texture;
  /** @param placement - of the display, whose origin is its middle */
  show(video: Texture, moment: AttackMoment, placement: Placement): void;
}

const TEXELS_PER_MM = 3.2;
/** The darkest that a lit display shows. */
const BLACK = 0.012;

/**
 * Draws the video, the beat of the display's pixels with the camera's (moire), and the band of a refresh that the rolling
 * shutter catches.
 */
export function createDisplay(options: DisplayOptions): Display {
  const width = Math.round(options.widthMm * TEXELS_PER_MM);
  const height = Math.round(options.heightMm * TEXELS_PER_MM);
  const texture = { width, height, data: new Uint8Array(4 * width * height).fill(255), version: 0 };
  const phase = seededUniform(options.seed ^ 0x52454652)();
  const colour: [number, number, number] = [0, 0, 0];
  return {
    texture,
    show(video, moment, placement) {
      const { camera, timeMs } = moment;
      const beat = createBeat(options, camera, placement);
      const band = bandOf(options, camera, timeMs, phase);
      const step = video.height / height / options.zoom;
      const [left, top] = [(video.width - step * width) / 2, (video.height - step * height) / 2];
      const { data } = texture;
      for (let y = 0, to = 0; y < height; y++) {
        for (let x = 0; x < width; x++, to += 4) {
          sampleColour(video, left + (x + 0.5) * step, top + (y + 0.5) * step, colour);
          beat.at((x + 0.5) / TEXELS_PER_MM, (y + 0.5) / TEXELS_PER_MM);
          const shade = band(beat.row);
          for (let c = 0; c < 3; c++) {
            const light =
              BLACK + (1 - BLACK) * (LINEAR_OF_SRGB[(colour[c] as number) | 0] as number);
            const seen = light * shade * (beat.factors[c] as number);
            data[to + c] = BYTE_OF_LINEAR[Math.min(1023, (seen * 1023) | 0)] as number;
          }
        }
      }
      texture.version++;
    },
  };
}

const BYTE_OF_LINEAR = Uint8Array.from({ length: 1024 }, (_, i) =>
  Math.round(255 * srgbOfLinear((i + 0.5) / 1024)),
);

/**
 * How bright each row of the camera sees the display: light that pulses, averaged over the row's exposure.
 * @param phase - of the refresh when the attack began, 0..1
 */
function bandOf(
  { refreshHz, banding }: DisplayOptions,
  { height, exposureMs = 8, readoutMs = 16 }: AttackedCamera,
  timeMs: number,
  phase: number,
): (row: number) => number {
  const cycles = (refreshHz * exposureMs) / 1000;
  const kept = Math.abs(Math.sin(Math.PI * cycles) / (Math.PI * cycles || 1));
  return (row) => {
    const at = timeMs + (clamp(row / height, 0, 1) - 0.5) * readoutMs;
    const wave = 0.5 + 0.5 * Math.cos(2 * Math.PI * ((refreshHz * at) / 1000 + phase));
    return 1 - banding * kept * wave * wave;
  };
}
