import type { PixelImage } from "../kernel/frame.js";
import type { Box } from "../kernel/geometry.js";
import { equalizeLight } from "./equal-light.js";
import { createSceneSampler, type SceneSampler } from "./scene-grid.js";

/** Watches the scene around the payer for anything that was not there at the last detection. */
export interface SceneWatch {
  /** Looks at a picture. Its grids are used again while size and format stay the same. */
  look(image: PixelImage): void;
  /** The picture looked at last becomes what later ones are compared with. */
  remember(): void;
  /**
   * How much of the scene differs between the picture looked at last and the one that is remembered.
   * @param except - where changes are the payer's own, pixels
   * @returns number of cells; every cell when nothing comparable is remembered
   */
  changedCells(except: readonly Box[]): number;
  /** Nothing is remembered any more. */
  forget(): void;
}

/**
 * A change counts from this many standard deviations of the cells' own noise on: by chance, one cell in
 * 16,000 then changes, one in every eleventh grid of 50 x 28.
 */
const NOISE_FACTOR = 4;
/** Levels of 0..255: however noisy, a change of so much counts. A face spreads over more than twice that. */
const MAX_LUMA_CHANGE = 12;

/**
 * Makes a watch. Its memory is a grid of mean brightness, too coarse to show who is in it.
 * @param cells - along the longer side of the picture
 * @param minLumaChange - least change of a cell that counts, levels of 0..255; more where the scene is noisy
 */
export function createSceneWatch(cells: number, minLumaChange: number): SceneWatch {
  let sampler: SceneSampler | undefined;
  let size = { width: 0, height: 0 };
  let now = new Float32Array(0);
  let before = new Float32Array(0);
  let residual = new Float32Array(0);
  let hidden = new Uint8Array(0);
  let remembered = false;
  return {
    look(image) {
      if (!sampler?.fits(image)) {
        sampler = createSceneSampler(image, cells);
        const length = sampler.columns * sampler.rows;
        [now, before, residual] = [0, 0, 0].map(() => new Float32Array(length)) as Grids;
        hidden = new Uint8Array(length);
        size = { width: image.width, height: image.height };
        remembered = false;
      }
      sampler.sample(image, now);
    },
    remember() {
      before.set(now);
      remembered = true;
    },
    changedCells(except) {
      if (!sampler || !remembered) return now.length;
      hidden.fill(0);
      for (const box of except) hide(hidden, sampler, size, box);
      const noise = equalizeLight(before, now, hidden, residual);
      if (noise === undefined) return now.length;
      const limit = Math.min(MAX_LUMA_CHANGE, Math.max(minLumaChange, NOISE_FACTOR * noise));
      let changed = 0;
      for (let i = 0; i < residual.length; i++) {
        if (hidden[i] === 0 && Math.abs(residual[i] as number) > limit) changed++;
      }
      return changed;
    },
    forget() {
      remembered = false;
      now.fill(0);
      before.fill(0);
    },
  };
}

type Grids = [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];

/** Marks the cells whose centre lies in a box. */
function hide(
  hidden: Uint8Array,
  { columns, rows }: SceneSampler,
  { width, height }: { readonly width: number; readonly height: number },
  box: Box,
): void {
  const [cellWidth, cellHeight] = [width / columns, height / rows];
  const left = Math.max(0, Math.ceil(box.x / cellWidth - 0.5));
  const right = Math.min(columns - 1, Math.floor((box.x + box.width) / cellWidth - 0.5));
  const top = Math.max(0, Math.ceil(box.y / cellHeight - 0.5));
  const bottom = Math.min(rows - 1, Math.floor((box.y + box.height) / cellHeight - 0.5));
  for (let row = top; row <= bottom; row++) {
    if (right >= left) hidden.fill(1, row * columns + left, row * columns + right + 1);
  }
}
