import { describe, expect, it } from "vitest";
import { createWarp, warpToTensor } from "../../src/align/warp.js";
import type { Border, CropContract } from "../../src/align/warp-plan.js";
import type { PixelFormat, PixelImage } from "../../src/kernel/frame.js";
import type { Affine } from "../../src/kernel/geometry.js";
import { seededUniform } from "../../src/kernel/random.js";
import { noisePicture, PIXEL_FORMATS, paintPicture, randomBytes, shifted } from "./pictures.js";
import { referenceWarp } from "./reference-warp.js";

const WARPS = 1_000;

interface Case {
  readonly image: PixelImage;
  readonly map: Affine;
  readonly contract: CropContract;
  readonly border: Border;
}

/** Numbers of one seed. */
function dice(seed: number) {
  const next = seededUniform(seed);
  return {
    between: (low: number, high: number) => low + next() * (high - low),
    whole: (low: number, high: number) => low + Math.floor(next() * (high - low + 1)),
    chance: (share: number) => next() < share,
    pick: <T>(choices: readonly T[]): T => choices[Math.floor(next() * choices.length)] as T,
  };
}

type Dice = ReturnType<typeof dice>;

function randomMap(roll: Dice, width: number, height: number, side: number): Affine {
  const centre = { x: roll.between(-8, width + 8), y: roll.between(-8, height + 8) };
  if (roll.chance(0.25)) {
    // as a detector's: whole shrinks, no turn, often on whole pixels
    const a = roll.pick([1, 2, 3, 4, 6, 8, 9, 12]) * (roll.chance(0.2) ? -1 : 1);
    const shift = roll.pick([0, 0, 0.5, 0.3]);
    const tx = Math.round(centre.x - (a * side) / 2) + shift;
    const ty = Math.round(centre.y - (Math.abs(a) * side) / 2) + shift;
    return { a, b: 0, tx, c: 0, d: Math.abs(a), ty };
  }
  const shrink = 0.3 * (14 / 0.3) ** roll.between(0, 1);
  const angle = roll.between(-Math.PI, Math.PI);
  const squeeze = roll.chance(0.3) ? roll.between(0.5, 2) : 1;
  const mirror = roll.chance(0.2) ? -1 : 1;
  const a = shrink * Math.cos(angle);
  const c = shrink * Math.sin(angle);
  const b = -c * squeeze * mirror;
  const d = a * squeeze * mirror;
  return {
    a,
    b,
    tx: centre.x - ((a + b) * side) / 2,
    c,
    d,
    ty: centre.y - ((c + d) * side) / 2,
  };
}

function randomCase(format: PixelFormat, seed: number, smooth: boolean): Case {
  const roll = dice(seed);
  const width = roll.whole(1, roll.pick([5, 40, 90]));
  const height = roll.whole(1, roll.pick([5, 40, 90]));
  const padding = roll.pick([0, 0, 1, 3, 4, 16]);
  const phase = roll.between(0, 7);
  const wave = (x: number, y: number, k: number) =>
    Math.round(127 + 90 * Math.sin(phase + k + x / (9 + k)) * Math.cos(y / (13 - k)));
  const picture = smooth
    ? paintPicture(
        format,
        width,
        height,
        (x, y) => [wave(x, y, 0), wave(x, y, 1), wave(x, y, 2)],
        padding,
      )
    : noisePicture(format, width, height, seed, padding);
  const image: PixelImage = {
    ...(roll.chance(0.3) ? shifted(picture, roll.whole(1, 3)) : picture),
    ...(format === "gray16" && roll.chance(0.5) ? { whiteLevel: roll.whole(200, 65_535) } : {}),
  };
  // now and then more than one tile, the last one cut off
  const large = roll.chance(0.02);
  const side = large ? 41 : roll.whole(1, 7);
  const contract: CropContract = {
    ...(roll.chance(0.4) ? { filter: roll.pick(["bilinear", "sparse"] as const) } : {}),
    width: side,
    height: large ? 37 : roll.whole(1, 6),
    colour: roll.pick(["RGB", "BGR"] as const),
    mean: [roll.between(0, 128), 20, roll.between(0, 128)],
    scale: [roll.between(0.5, 128), -3, roll.between(0.5, 128)],
  };
  const border = roll.pick(["clamp", "reflect", { byte: roll.whole(0, 255) }] as const);
  return { image, map: randomMap(roll, width, height, side), contract, border };
}

/** The largest difference from the definition, in levels of 255. */
function worstOf({ image, map, contract, border }: Case, warp = warpToTensor): number {
  const expected = referenceWarp(image, map, contract, border);
  const out = new Float32Array(expected.length).fill(Number.NaN);
  warp(image, map, contract, border, out);
  const plane = out.length / 3;
  let worst = 0;
  for (let i = 0; i < out.length; i++) {
    const scale = Math.abs(contract.scale[Math.floor(i / plane)] as number);
    const error = Math.abs((out[i] as number) - (expected[i] as number)) * scale;
    worst = Math.max(worst, error); // NaN stays
  }
  return worst;
}

describe.each(PIXEL_FORMATS)("warpToTensor on %s", (format) => {
  const warp = createWarp(); // one for all, so that what it keeps must not matter

  it("is within one level of the definition on noise, for 1,000 maps", () => {
    for (let seed = 0; seed < WARPS; seed++) {
      const given = randomCase(format, seed, false);
      expect(worstOf(given, warp), `seed ${seed}`).toBeLessThanOrEqual(1);
    }
  });

  // neighbours that are read differ by up to 40 levels, and shares are rounded by up to 1 / 128
  it("is within 0.35 of a level on smooth pictures", () => {
    for (let seed = 0; seed < WARPS / 5; seed++) {
      const given = randomCase(format, 7_000 + seed, true);
      const clamped = { ...given, border: "clamp" as const }; // any other border is an edge
      expect(worstOf(clamped, warp), `seed ${seed}`).toBeLessThanOrEqual(0.35);
    }
  });
});

// the detector's way of seeing 720p: most formats have a kernel of their own for it
describe.each(PIXEL_FORMATS)("a shrink of exactly 4 of %s", (format) => {
  const contract = {
    width: 40,
    height: 36,
    colour: "BGR",
    mean: [127, 20, 3],
    scale: [128, 2, 5],
  } as const;

  it.each([
    [160, 144, 0, 0],
    [163, 145, 0, 2],
    [176, 160, 8, 6],
    [160, 144, -4, -8],
    [160, 90, 0, -28],
    [171, 151, 4, 3],
    [171, 151, 3, 2],
    [171, 151, 2, 2],
  ])("%i x %i from (%i, %i) is the mean of 4 x 4 pixels", (width, height, tx, ty) => {
    const map = { a: 4, b: 0, tx, c: 0, d: 4, ty };
    for (const padding of [0, 1, 2, 3, 4, 8]) {
      const image = noisePicture(format, width, height, 5 + padding, padding);
      for (const border of ["clamp", "reflect", { byte: 0 }] as const) {
        expect(worstOf({ image, map, contract, border }), `padding ${padding}`).toBeLessThan(1e-3);
        const sparse = { ...contract, filter: "sparse" as const };
        const shifted = { ...map, tx: tx - 0.5, ty: ty - 0.5 };
        const given = { image, map: shifted, contract: sparse, border };
        expect(worstOf(given), `sparse, padding ${padding}`).toBeLessThan(1e-3);
      }
    }
  });
});

describe.each(["yuyv", "nv12", "i420"] as const)("colours of %s", (format) => {
  it.each([
    ["bt601", "limited"],
    ["bt601", "full"],
    ["bt709", "limited"],
    ["bt709", "full"],
  ] as const)("follow %s, %s range, impossible ones too", (matrix, range) => {
    for (let seed = 0; seed < 60; seed++) {
      const given = randomCase(format, seed, false);
      const image = { ...randomBytes(given.image, seed), yuv: { matrix, range } };
      // bytes that are no colour reach from -180 to 435, so the shares' rounding counts for more
      expect(worstOf({ ...given, image }), `seed ${seed}`).toBeLessThanOrEqual(2);
    }
  });
});
