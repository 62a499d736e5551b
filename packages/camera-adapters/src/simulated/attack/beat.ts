import type { Placement } from "../render/scene.js";
import type { AttackedCamera } from "./attack.js";

/** How the pixels of a display beat with those of a camera: coloured stripes, called moire. */
export interface Beat {
  /** At the place asked for last: factors on red, green and blue, around 1. */
  readonly factors: Float64Array;
  /** Row of the camera that sees that place, pixels. */
  row: number;
  /** @param x - mm from the display's left edge; y from its top */
  at(x: number, y: number): void;
}

/** A display, for its beat. */
export interface BeatingDisplay {
  /** mm. */
  readonly widthMm: number;
  /** mm. */
  readonly heightMm: number;
  /** From one pixel to the next, mm. */
  readonly pitchMm: number;
  /** Contrast of the slowest stripes, 0..1. */
  readonly moire: number;
}

/** Pixels are no sine: the grating has overtones, and where the ground tone beats too fast to be seen, one of them does not. */
const OVERTONES = [1, 2, 3] as const;
/** Rows are weaker than columns: they have no colours. */
const ROWS = 0.5;

/** One tone of columns or rows, as the camera sees it. */
interface Tone {
  readonly overtone: number;
  /** Whole lines for one camera pixel to the right and down, which sampling cannot tell from none. */
  readonly right: number;
  readonly down: number;
  readonly strength: number;
}

/**
 * A grating with `f` lines for one camera pixel is seen as one with `f - round(f)`; its phase is known where it lies, so
 * that the display's own pixels need not be drawn.
 * @see Amidror, "The Theory of the Moire Phenomenon", 2009, on sampling a grating
 */
export function createBeat(
  display: BeatingDisplay,
  camera: AttackedCamera,
  placement: Placement,
): Beat {
  const { widthMm, heightMm, pitchMm, moire } = display;
  const { rotation: r, translation: t } = placement;
  const { fx, fy, cx, cy } = camera.intrinsics;
  const seen: [x: number, y: number] = [0, 0];
  const see = (x: number, y: number): void => {
    const [u, v] = [x - widthMm / 2, y - heightMm / 2];
    const z = r[6] * u + r[7] * v + t[2];
    seen[0] = (fx * (r[0] * u + r[1] * v + t[0])) / z + cx;
    seen[1] = (fy * (r[3] * u + r[4] * v + t[1])) / z + cy;
  };
  const [columns, rows] = linesPerPixel(see, seen, display).map((lines) =>
    OVERTONES.map((overtone) => toneOf(overtone, lines)),
  ) as [Tone[], Tone[]];
  const factors = new Float64Array(3).fill(1);
  const beat: Beat = {
    factors,
    row: 0,
    at(x, y) {
      see(x, y);
      beat.row = seen[1];
      if (moire === 0) return;
      const even = 1 + moire * ROWS * sum(rows, y / pitchMm, seen);
      // sub-pixels of one colour lie a third of a pixel from the next
      for (let c = 0; c < 3; c++) {
        factors[c] = even + moire * sum(columns, x / pitchMm + (c - 1) / 3, seen);
      }
    },
  };
  return beat;
}

/** Lines of columns and of rows for one camera pixel to the right and down, in the display's middle. */
function linesPerPixel(
  see: (x: number, y: number) => void,
  seen: readonly [x: number, y: number],
  { widthMm, heightMm, pitchMm }: BeatingDisplay,
): readonly (readonly [right: number, down: number])[] {
  const [x, y] = [widthMm / 2, heightMm / 2];
  const differences = (
    [
      [1, 0],
      [0, 1],
    ] as const
  ).map(([dx, dy]) => {
    see(x - dx, y - dy);
    const [x0, y0] = seen;
    see(x + dx, y + dy);
    return [(seen[0] - x0) / 2, (seen[1] - y0) / 2] as const;
  });
  const [[a, c], [b, d]] = differences as [readonly [number, number], readonly [number, number]];
  const area = (a * d - b * c) * pitchMm;
  return [
    [d / area, -b / area],
    [-c / area, a / area],
  ];
}

function toneOf(overtone: number, [right, down]: readonly [number, number]): Tone {
  const [f, g] = [overtone * right, overtone * down];
  const [wholeRight, wholeDown] = [Math.round(f), Math.round(g)];
  // lens and pixels blur what changes from one pixel to the next
  const pace = Math.hypot(f - wholeRight, g - wholeDown);
  const strength = Math.max(0, 1 - 2 * pace) ** 2 / overtone;
  return { overtone, right: wholeRight, down: wholeDown, strength };
}

function sum(tones: readonly Tone[], line: number, seen: readonly [number, number]): number {
  let total = 0;
  for (const { overtone, right, down, strength } of tones) {
    if (strength > 0)
      total += strength * cosine(overtone * line - right * seen[0] - down * seen[1]);
  }
  return total;
}

const STEPS = 1024;
const COSINES = Float64Array.from({ length: STEPS }, (_, i) => Math.cos((2 * Math.PI * i) / STEPS));

/** @param turns - whole turns are the same */
function cosine(turns: number): number {
  return COSINES[((turns - Math.floor(turns)) * STEPS) | 0] as number;
}
