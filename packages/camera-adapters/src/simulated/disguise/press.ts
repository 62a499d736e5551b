import type { Expression } from "../head/head.js";
import type { Surface } from "../render/surface.js";
import type { Press } from "./worn.js";

/** Surfaces of a head with what stands out of caps and wigs pressed flat. */
export interface Pressed {
  /** In the order of the head's. */
  readonly surfaces: readonly Surface[];
  /** Follows the head, after it took on an expression. */
  place(expression: Expression): void;
}

/**
 * Copies the surfaces that a press touches; the others stay the head's own.
 * @param surfaces - of the head at rest
 * @param press - none leaves them all as they are
 */
export function pressed(surfaces: readonly Surface[], press: Press | undefined): Pressed {
  if (!press) return { surfaces, place: () => {} };
  const parts = surfaces.map((surface) => pressSurface(surface, press));
  return {
    surfaces: parts.map(({ surface }) => surface),
    place: () => {
      for (const { place } of parts) place();
    },
  };
}

function pressSurface(surface: Surface, press: Press) {
  const { positions } = surface.mesh;
  const touched: { readonly at: number; readonly factor: number }[] = [];
  for (let at = 0; at < positions.length; at += 3) {
    const [x = 0, y = 0, z = 0] = positions.subarray(at, at + 3);
    const factor = press.factor(x, y, z);
    if (factor < 1) touched.push({ at, factor });
  }
  if (touched.length === 0) return { surface, place: () => {} };
  const own = positions.slice();
  const place = (): void => {
    own.set(positions);
    for (const { at, factor } of touched) {
      for (let k = 0; k < 3; k++) {
        const centre = press.centre[k] as number;
        own[at + k] = centre + factor * ((own[at + k] as number) - centre);
      }
    }
  };
  place();
  return { surface: { ...surface, mesh: { ...surface.mesh, positions: own } }, place };
}
