import type { Light } from "./scene.js";

/** The lights of a scene as plain numbers. */
export interface Lamps {
  /** Sum of all ambient light: red, green, blue. */
  readonly ambient: Float64Array;
  /** Number of the others. */
  count: number;
  /** Shape `[count, 7]`: red, green, blue; then for a lamp its place and the square of its reference distance. */
  data: Float64Array;
}

/** Numbers of one lamp. */
export const LAMP_STRIDE = 7;

export function createLamps(): Lamps {
  return { ambient: new Float64Array(3), count: 0, data: new Float64Array(4 * LAMP_STRIDE) };
}

/** Lights from far away stand against their direction, with 0 as the last number. */
export function setLamps(lamps: Lamps, lights: readonly Light[]): void {
  const { ambient } = lamps;
  ambient.fill(0);
  lamps.count = 0;
  if (lights.length * LAMP_STRIDE > lamps.data.length) {
    lamps.data = new Float64Array(lights.length * LAMP_STRIDE);
  }
  for (const light of lights) {
    const [red, green, blue] = light.colour;
    if (light.kind === "ambient") {
      ambient[0] = (ambient[0] as number) + red;
      ambient[1] = (ambient[1] as number) + green;
      ambient[2] = (ambient[2] as number) + blue;
      continue;
    }
    const directional = light.kind === "directional";
    const [x, y, z] = directional ? light.towards : light.at;
    const sign = directional ? -1 : 1;
    const square = directional ? 0 : light.referenceMm ** 2;
    lamps.data.set(
      [red, green, blue, sign * x, sign * y, sign * z, square],
      LAMP_STRIDE * lamps.count++,
    );
  }
}
