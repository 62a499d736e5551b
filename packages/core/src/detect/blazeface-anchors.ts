/** Side of the network's square input, pixels. */
export const BLAZEFACE_SIDE = 256;

/** Grids of the detector: a cell's side in pixels of the input, and boxes predicted in each cell. */
const GRIDS = [
  { stride: 16, boxesPerCell: 2 },
  { stride: 32, boxesPerCell: 6 },
] as const;

/** Boxes that each grid predicts: 512, then 384. */
export const BLAZEFACE_GRID_SIZES: readonly [number, number] = [512, 384];

/**
 * Centres of the 896 anchors, in the order of the network's answers: row by row, the boxes of a cell
 * next to each other. Their sizes are all one, so a prediction is an offset in pixels of the input.
 *
 * @returns shape `[896, 2]`: x, y in pixels of the input
 * @see Bazarevsky et al., BlazeFace, arXiv:1907.05047, section 3.2
 */
export function blazeFaceAnchors(): Float32Array {
  const centres: number[] = [];
  for (const { stride, boxesPerCell } of GRIDS) {
    const cells = BLAZEFACE_SIDE / stride;
    for (let row = 0; row < cells; row++) {
      for (let column = 0; column < cells; column++) {
        for (let box = 0; box < boxesPerCell; box++) {
          centres.push((column + 0.5) * stride, (row + 0.5) * stride);
        }
      }
    }
  }
  return Float32Array.from(centres);
}
