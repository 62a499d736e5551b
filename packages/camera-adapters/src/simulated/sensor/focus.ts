import { uniformOf } from "./moment.js";

/** Seconds of one breath of the lens. */
const BREATH_S = 5.3;

/** Blur of a lens at a time since it was opened: standard deviation, as a share of the picture's height. */
export type Focus = (atMs: number) => number;

/** How a lens focuses. */
export interface FocusRule {
  readonly seed: number;
  readonly defocus: number;
  readonly focusMs: number;
  readonly breathing: number;
}

/** It hunts: through the focus, out on the other side, and back with less and less blur. */
export function createFocus({ seed, defocus, focusMs, breathing }: FocusRule): Focus {
  const phase = 2 * Math.PI * uniformOf(seed, -2)();
  return (atMs) => {
    const progress = atMs / focusMs;
    const hunt = progress < 1 ? (1 - progress) ** 2 * Math.cos(3 * Math.PI * progress) : 0;
    const breath = breathing * Math.sin((2 * Math.PI * atMs) / 1000 / BREATH_S + phase) ** 2;
    return defocus * (Math.abs(hunt) + breath);
  };
}
