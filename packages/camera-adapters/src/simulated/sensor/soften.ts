/** Less than this, pixels, nobody sees. */
const SHARP = 0.25;

/** Blurs pictures of one size, with memory of its own. */
export interface Softener {
  /**
   * @param data - shape `[height, width, 3]`, left as it is
   * @param deviation - standard deviation, pixels
   * @returns `data` itself where the blur is too small to be seen, else a picture that the next call overwrites
   */
  soften(data: Float32Array, deviation: number): Float32Array;
}

/** Running means along both axes, twice where they are wide, so that the blur has no corners. */
export function createSoftener(width: number, height: number): Softener {
  let across: Float32Array | undefined;
  let down: Float32Array | undefined;
  const sums = new Float64Array(3 * width);
  return {
    soften(data, deviation) {
      if (!(deviation >= SHARP)) return data;
      across ??= new Float32Array(3 * width * height);
      down ??= new Float32Array(3 * width * height);
      const passes = deviation > 0.8 ? 2 : 1;
      // a box of width w over whole pixels has variance (w * w - 1) / 12
      const reach = (Math.sqrt((12 * deviation * deviation) / passes + 1) - 1) / 2;
      let from = data;
      for (let pass = 0; pass < passes; pass++) {
        meanAcross(from, across, width, height, reach);
        meanDown(across, down, sums, width, height, reach);
        from = down;
      }
      return down;
    },
  };
}

/** @param reach - pixels on each side, whole and a share of one more */
function meanAcross(
  from: Float32Array,
  to: Float32Array,
  width: number,
  height: number,
  reach: number,
): void {
  const whole = Math.floor(reach);
  const part = reach - whole;
  const scale = 1 / (2 * reach + 1);
  const last = width - 1;
  for (let y = 0; y < height; y++) {
    for (let channel = 0; channel < 3; channel++) {
      const row = 3 * width * y + channel;
      const end = row + 3 * last;
      let sum = 0;
      for (let k = -whole; k <= whole; k++) {
        sum += from[row + 3 * Math.min(last, Math.max(0, k))] as number;
      }
      let left = row - 3 * (whole + 1);
      let right = row + 3 * (whole + 1);
      for (let at = row; at <= end; at += 3, left += 3, right += 3) {
        const after = from[Math.min(right, end)] as number;
        const before = from[Math.max(left, row)] as number;
        to[at] = (sum + part * (before + after)) * scale;
        sum += after - (from[Math.max(left + 3, row)] as number);
      }
    }
  }
}

function meanDown(
  from: Float32Array,
  to: Float32Array,
  sums: Float64Array,
  width: number,
  height: number,
  reach: number,
): void {
  const whole = Math.floor(reach);
  const part = reach - whole;
  const scale = 1 / (2 * reach + 1);
  const row = 3 * width;
  const start = (y: number): number => row * Math.min(height - 1, Math.max(0, y));
  sums.fill(0);
  for (let k = -whole; k <= whole; k++) {
    const at = start(k);
    for (let i = 0; i < row; i++) sums[i] = (sums[i] as number) + (from[at + i] as number);
  }
  for (let y = 0; y < height; y++) {
    const before = start(y - whole - 1);
    const leaving = start(y - whole);
    const after = start(y + whole + 1);
    const at = y * row;
    for (let i = 0; i < row; i++) {
      const next = from[after + i] as number;
      const sum = sums[i] as number;
      to[at + i] = (sum + part * ((from[before + i] as number) + next)) * scale;
      sums[i] = sum + next - (from[leaving + i] as number);
    }
  }
}
