import { unit } from "../head/vector.js";
import type { Light, Rgb } from "../render/scene.js";

/** Light of a shop: a lamp from above and one side, a weaker one from the other side, and what the walls send back. */
export interface Lighting {
  /** Side that the key light comes from: -1 the viewer's left, 1 the right. @defaultValue -1 */
  readonly side?: -1 | 1;
  /** Factor on all of it. @defaultValue 1 */
  readonly strength?: number;
  /** Light of the terminal's display: what a white surface gets at half a metre. @defaultValue none */
  readonly screen?: Rgb;
}

/** mm: the display stands right below the lens and is as large as a hand. */
const SCREEN_AT = [0, 90, -20] as const;
const SCREEN_REFERENCE_MM = 500;

/** The lamps of a scene. Colours are daylight and warm bulbs, mixed so that white paper stays nearly white. */
export function lightsOf({ side = -1, strength = 1, screen }: Lighting): readonly Light[] {
  const scaled = ([r, g, b]: Rgb): Rgb => [r * strength, g * strength, b * strength];
  const lamps: Light[] = [
    { kind: "ambient", colour: scaled([0.27, 0.28, 0.3]) },
    {
      kind: "directional",
      colour: scaled([0.62, 0.59, 0.54]),
      towards: unit([-0.55 * side, 0.55, 0.75]),
    },
    {
      kind: "directional",
      colour: scaled([0.17, 0.18, 0.2]),
      towards: unit([0.85 * side, 0.1, 0.55]),
    },
  ];
  if (!screen || screen.every((value) => value === 0)) return lamps;
  return [
    ...lamps,
    { kind: "point", colour: screen, at: SCREEN_AT, referenceMm: SCREEN_REFERENCE_MM },
  ];
}
