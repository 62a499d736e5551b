import type { Body } from "../render/scene.js";
import type { Material, Surface } from "../render/surface.js";
import { gridMesh } from "../shape/grid-mesh.js";
import { plainTexture } from "../shape/plain-texture.js";
import { roundedSlab } from "../shape/rounded-slab.js";
import { type Actor, bodiesOf } from "./actor.js";
import type { PresentedAttack, Video } from "./attack.js";
import { createDisplay, type DisplayOptions } from "./display.js";
import { createGlass } from "./glass.js";
import { createHand, type SkinTone } from "./hand.js";
import { createHandling, type HandlingOptions } from "./handling.js";

/** A video on a display that is held before the camera. */
export interface ScreenOptions
  extends Partial<HandlingOptions>,
    Partial<Pick<DisplayOptions, "refreshHz" | "moire" | "banding" | "zoom">> {
  /** What it shows. */
  readonly video: Video;
  /** Of glass, hands and movement. Any 32-bit integer. */
  readonly seed: number;
  /** Brightness against white under the room's full light. @defaultValue 1.15 */
  readonly brightness?: number;
  /** Draw the hands. @defaultValue true */
  readonly hands?: boolean;
  /** Of the hands, sRGB bytes. @defaultValue one of a few, by the seed */
  readonly skin?: SkinTone;
  /** Who stands behind it; nobody unless told. */
  readonly attacker?: Actor;
}

/** A device. Lengths in mm. */
interface Device {
  readonly species: "screen-phone" | "screen-tablet";
  readonly width: number;
  readonly height: number;
  readonly thickness: number;
  /** Rim around the display: sides, then top and bottom. */
  readonly rim: readonly [side: number, end: number];
  readonly corner: number;
  readonly pitch: number;
  /** From the lens. */
  readonly distance: number;
  readonly tilt: number;
  readonly zoom: number;
}

const PHONE: Device = {
  species: "screen-phone",
  width: 72,
  height: 150,
  thickness: 8,
  rim: [3, 5],
  corner: 10,
  pitch: 0.0634,
  distance: 235,
  tilt: 3,
  zoom: 0.94,
};
const TABLET: Device = {
  species: "screen-tablet",
  width: 166,
  height: 236,
  thickness: 7,
  rim: [9, 9],
  corner: 9,
  pitch: 0.0962,
  distance: 400,
  tilt: 3,
  zoom: 1.05,
};

/** A video on a phone: held near, since its picture is smaller than a face. */
export function createScreenPhone(options: ScreenOptions): PresentedAttack {
  return createScreen(PHONE, options);
}

/** A video on a tablet: life-size. */
export function createScreenTablet(options: ScreenOptions): PresentedAttack {
  return createScreen(TABLET, options);
}

function createScreen(device: Device, options: ScreenOptions): PresentedAttack {
  const { video, seed, brightness = 1.15, hands = true, skin, attacker } = options;
  const size = {
    widthMm: device.width - 2 * device.rim[0],
    heightMm: device.height - 2 * device.rim[1],
  };
  const { refreshHz = 60.4, moire = 0.1, banding = 0.3, zoom = device.zoom } = options;
  const look = { refreshHz, moire, banding, zoom };
  const display = createDisplay({ ...size, ...look, pitchMm: device.pitch, seed });
  const glass = createGlass(size.widthMm + 1, size.heightMm + 2, seed);
  const surfaces: readonly Surface[] = [
    {
      mesh: gridMesh(4, 6, (u, v) => [(u - 0.5) * size.widthMm, (v - 0.5) * size.heightMm, -0.2]),
      material: { ...PANEL, emission: brightness, texture: display.texture },
    },
    { mesh: roundedSlab(device), material: { ...CASE, texture: plainTexture([17, 17, 19]) } },
    glass.surface,
    ...(hands ? holding(device, seed, skin) : []),
  ];
  const placementAt = createHandling({
    distanceMm: device.distance,
    tiltDegrees: device.tilt,
    ...options,
  });
  return {
    kind: "presented",
    species: device.species,
    bodiesAt(moment): readonly Body[] {
      const { timeMs } = moment;
      const placement = placementAt(timeMs);
      display.show(video(timeMs), moment, placement);
      glass.reflect(placement);
      const screen = { surfaces, placement };
      return attacker ? [screen, ...bodiesOf(attacker, attacker.at(timeMs))] : [screen];
    },
  };
}

/** Light of its own; what falls on it is swallowed, infrared too. */
const PANEL: Omit<Material, "texture" | "emission"> = {
  diffuse: 0.015,
  specular: 0,
  shininess: 200,
  blended: false,
  twoSided: false,
  infrared: 0.03,
  depth: "solid",
};
const CASE: Omit<Material, "texture"> = {
  diffuse: 0.8,
  specular: 0.25,
  shininess: 60,
  emission: 0,
  blended: false,
  twoSided: false,
  infrared: 0.05,
  depth: "solid",
};

/** A phone is pinched at its lower end, a tablet held at both sides. */
function holding(
  { species, width, height, thickness }: Device,
  seed: number,
  skin: SkinTone | undefined,
): readonly Surface[] {
  const grip = { thicknessMm: thickness };
  if (species === "screen-phone") {
    const at = [width * 0.5 + 5, height * 0.44, 0] as const;
    return createHand({ ...grip, at, turnDegrees: 22 }, seed, skin);
  }
  const y = height * 0.22;
  return [
    ...createHand({ ...grip, at: [width / 2, y, 0], turnDegrees: 0 }, seed, skin),
    ...createHand(
      { ...grip, at: [-width / 2, y + 8, 0], turnDegrees: 0, mirrored: true },
      seed,
      skin,
    ),
  ];
}
