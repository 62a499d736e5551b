import { seededUniform } from "@sourire/core";
import { smoothstep } from "../head/vector.js";
import type { Mesh, Surface, Texture } from "../render/surface.js";
import { drawLine, fillShape, wipe } from "./brush.js";
import type { Tint } from "./disguise.js";
import { emptyMap, MAP_SIDE, type MapPoint, PIXELS_PER_MM, toMap } from "./face-map.js";
import type { FaceSkin } from "./face-skin.js";
import { lipsOf } from "./lips.js";
import { paintedOn } from "./painted-on.js";
import type { Worn } from "./worn.js";

/** Layers of hair above the skin. */
const SHELLS = 9;
/** Share of the length on the cheeks, and on the upper lip. */
const CHEEK_SHARE = 0.4;
const LIP_SHARE = 0.42;
/** Where the beard begins: from the ear over the cheek to the mouth's corner, at the viewer's left. */
const CHEEK_LINE = [234, 137, 123, 187, 207, 216, 92] as const;
const CHEEK_LINE_LEFT = [454, 366, 352, 411, 427, 436, 322] as const;
/** Below the nose, from the viewer's left to right. */
const NOSE_LINE = [165, 167, 164, 393, 391] as const;

/**
 * A full beard: hair in layers that stand off the skin and hang down, thinner from layer to layer. It follows jaw and
 * smile, because it grows on the head's own skin.
 */
export function createBeard(skin: FaceSkin, tint: Tint, lengthMm: number, seed: number): Worn {
  const area = areaOf(skin);
  const mask = emptyMap();
  fillShape(mask, area, { tint, strength: 1, soft: 7 * PIXELS_PER_MM });
  wipe(mask, lipsOf(skin), 1.5 * PIXELS_PER_MM);
  const strands = strandsOf(mask, seed);
  const lengths = lengthsOf(skin, lengthMm);
  const shells = Array.from({ length: SHELLS }, (_, i) =>
    createShell(
      skin,
      lengths,
      (i + 1) / SHELLS,
      shellTexture(mask, strands, tint, (i + 0.5) / SHELLS),
    ),
  );
  return {
    surfaces: [paintedOn(skin, faded(mask, 0.86)), ...shells.map(({ surface }) => surface)],
    place: () => {
      for (const shell of shells) shell.place();
    },
  };
}

/** Cheeks, jaw, upper lip and throat. */
function areaOf(skin: FaceSkin): MapPoint[] {
  const at = (i: number): MapPoint => skin.at(i);
  const chin = skin.points.subarray(3 * 152, 3 * 152 + 3);
  const throat = (x: number, down: number): MapPoint =>
    toMap(x, (chin[1] as number) + down, (chin[2] as number) + 55);
  return [
    ...CHEEK_LINE.map(at),
    ...NOSE_LINE.map(at),
    ...[...CHEEK_LINE_LEFT].reverse().map(at),
    throat(56, -24),
    throat(38, 12),
    throat(0, 22),
    throat(-38, 12),
    throat(-56, -24),
  ];
}

/** Height of the hair at each point of the skin, mm. */
function lengthsOf({ mesh, points }: FaceSkin, lengthMm: number): Float32Array {
  const chinY = points[3 * 152 + 1] as number;
  const mouthY = points[3 * 14 + 1] as number;
  const lengths = new Float32Array(mesh.positions.length / 3);
  for (let i = 0; i < lengths.length; i++) {
    const [x = 0, y = 0] = mesh.positions.subarray(3 * i, 3 * i + 2);
    const down = smoothstep(mouthY, chinY - 4, y);
    const middle = 1 - smoothstep(22, 62, Math.abs(x));
    const upper = LIP_SHARE * middle * (1 - down);
    lengths[i] =
      lengthMm * Math.max(upper, CHEEK_SHARE + (1 - CHEEK_SHARE) * down * (0.45 + 0.55 * middle));
  }
  return lengths;
}

interface Shell {
  readonly surface: Surface;
  place(): void;
}

/** @param share - how high the layer lies, 0..1 of the hair */
function createShell(
  { mesh: skin }: FaceSkin,
  lengths: Float32Array,
  share: number,
  texture: Texture,
): Shell {
  const mesh: Mesh = { ...skin, positions: skin.positions.slice() };
  const place = (): void => {
    for (let i = 0; i < lengths.length; i++) {
      const height = (lengths[i] as number) * share;
      const hang = 0.75 * (lengths[i] as number) * share * share;
      for (let k = 0; k < 3; k++) {
        const out = height * (skin.normals[3 * i + k] as number);
        mesh.positions[3 * i + k] =
          (skin.positions[3 * i + k] as number) + 0.72 * out + (k === 1 ? hang : 0);
      }
    }
  };
  place();
  return {
    surface: {
      mesh,
      material: {
        texture,
        diffuse: 0.7 + 0.3 * share,
        specular: 0.06,
        shininess: 12,
        emission: 0,
        blended: true,
        twoSided: false,
        depth: share > 0.6 ? "unseen" : "solid",
      },
    },
    place,
  };
}

/** Height of the hair that passes through each pixel, 0..255; drawn as short lines that run downwards. */
function strandsOf(mask: Texture, seed: number): Texture {
  const uniform = seededUniform(seed ^ 0x42454152);
  const strands = emptyMap();
  for (let i = 0; i < 14_000; i++) {
    const x = uniform() * MAP_SIDE;
    const y = MAP_SIDE * (0.35 + 0.65 * uniform());
    const height = Math.round(255 * (0.25 + 0.75 * uniform()));
    const length = 3 + 5 * uniform();
    const slant = 0.5 * (uniform() - 0.5) + 0.5 * ((x - MAP_SIDE / 2) / MAP_SIDE);
    if ((mask.data[4 * (Math.floor(y) * MAP_SIDE + Math.floor(x)) + 3] as number) < 20) continue;
    drawLine(
      strands,
      [
        [x, y],
        [x + slant * length, y + length],
      ],
      0.9,
      {
        tint: [height, 0, 0],
        strength: 1,
        soft: 0.9,
      },
    );
  }
  return strands;
}

/** The layer at a height: hair that is longer passes through it. */
function shellTexture(mask: Texture, strands: Texture, tint: Tint, height: number): Texture {
  const map = emptyMap();
  for (let i = 0; i < map.data.length; i += 4) {
    const area = mask.data[i + 3] as number;
    if (area === 0) continue;
    const reach = ((strands.data[i] as number) / 255) * ((strands.data[i + 3] as number) / 255);
    const share = smoothstep(height * 0.8 - 0.12, height * 0.8 + 0.06, reach) * (area / 255) ** 1.5;
    const light = 0.62 + 0.5 * height + 0.22 * (reach - 0.5);
    for (const [c, v] of tint.entries()) map.data[i + c] = Math.min(255, Math.round(v * light));
    map.data[i + 3] = Math.round(225 * share);
  }
  return map;
}

function faded({ width, height, data }: Texture, share: number): Texture {
  const out = data.map((v, i) => (i % 4 === 3 ? Math.round(v * share) : Math.round(v * 0.62)));
  return { width, height, data: out };
}
