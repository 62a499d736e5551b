/** What lies under each pixel of a texture. */
export interface Texels {
  /** Pixels of a side. */
  readonly size: number;
  /** Numbers of one texel. */
  readonly channels: number;
  /**
   * Visits every texel that a triangle covers, and a narrow border around each triangle.
   * @param visit - gets the texel's index and its values, which are rewritten at the next call
   */
  each(visit: (texel: number, values: Float32Array) => void): void;
}

/**
 * @param uvs - shape `[n, 2]`, 0..1
 * @param values - shape `[n, channels]`
 */
export function createTexels(
  size: number,
  uvs: Float32Array,
  triangles: Uint32Array,
  values: Float32Array,
  channels: number,
): Texels {
  const here = new Float32Array(channels);
  return {
    size,
    channels,
    each(visit) {
      for (let i = 0; i < triangles.length; i += 3) {
        const corners = [triangles[i], triangles[i + 1], triangles[i + 2]] as [
          number,
          number,
          number,
        ];
        visitTriangle({ size, uvs, values, here }, corners, visit);
      }
    },
  };
}

interface Field {
  readonly size: number;
  readonly uvs: Float32Array;
  readonly values: Float32Array;
  readonly here: Float32Array;
}

/** Texels whose centres lie so far outside an edge are painted too: none between triangles is left out. */
const BORDER = 0.3;

function visitTriangle(
  { size, uvs, values, here }: Field,
  [a, b, c]: readonly [number, number, number],
  visit: (texel: number, values: Float32Array) => void,
): void {
  const ax = (uvs[2 * a] as number) * size - 0.5;
  const ay = (uvs[2 * a + 1] as number) * size - 0.5;
  const bx = (uvs[2 * b] as number) * size - 0.5;
  const by = (uvs[2 * b + 1] as number) * size - 0.5;
  const cx = (uvs[2 * c] as number) * size - 0.5;
  const cy = (uvs[2 * c + 1] as number) * size - 0.5;
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  if (Math.abs(area) < 1e-6) return;
  const slack = -BORDER * (Math.hypot(bx - ax, by - ay) / Math.abs(area));
  const slackB = -BORDER * (Math.hypot(cx - ax, cy - ay) / Math.abs(area));
  const slackA = -BORDER * (Math.hypot(cx - bx, cy - by) / Math.abs(area));
  const left = Math.max(0, Math.floor(Math.min(ax, bx, cx) - 1));
  const right = Math.min(size - 1, Math.ceil(Math.max(ax, bx, cx) + 1));
  const top = Math.max(0, Math.floor(Math.min(ay, by, cy) - 1));
  const bottom = Math.min(size - 1, Math.ceil(Math.max(ay, by, cy) + 1));
  const channels = here.length;
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const wb = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / area;
      const wc = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / area;
      const wa = 1 - wb - wc;
      if (wa < slackA || wb < slackB || wc < slack) continue;
      for (let k = 0; k < channels; k++) {
        here[k] =
          wa * (values[a * channels + k] as number) +
          wb * (values[b * channels + k] as number) +
          wc * (values[c * channels + k] as number);
      }
      visit(y * size + x, here);
    }
  }
}
