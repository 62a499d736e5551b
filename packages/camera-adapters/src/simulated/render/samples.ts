/**
 * Four places in a pixel, from its centre: a turned square, so that nearly upright and nearly level edges get four
 * steps too.
 */
export const SAMPLE_X: readonly [number, number, number, number] = [-0.125, 0.375, -0.375, 0.125];
/** The same, down. */
export const SAMPLE_Y: readonly [number, number, number, number] = [-0.375, -0.125, 0.125, 0.375];
/** The farthest of them along an axis. */
export const SAMPLE_REACH = 0.375;
