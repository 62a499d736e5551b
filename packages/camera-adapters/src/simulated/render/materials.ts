import { createPyramid, type Pyramid } from "./pyramid.js";
import type { Material, Texture } from "./surface.js";

/** How far light creeps past the edge of the shadow on skin, by colour: red goes farthest. */
const RED_WRAP = 0.4;
const GREEN_WRAP = 0.16;
const BLUE_WRAP = 0.08;

/** A material, ready to be asked a hundred thousand times a frame. */
export interface Paint {
  readonly pyramid: Pyramid;
  readonly diffuse: number;
  readonly specular: number;
  /** An eighth of the exponent: (1 - (1 - x) n / 8) ** 8 stands for x ** n. */
  readonly gloss: number;
  readonly emission: number;
  /** How far light creeps past the edge of the shadow: cosines, of red, green and blue. */
  readonly wrap: readonly [number, number, number];
  /** Share of infrared light that is scattered; negative: from the colour. */
  readonly infrared: number;
  /** Drawn as a layer: it lets something through, or the depth camera does not see it. */
  readonly layered: boolean;
  /** Coverage is all or nothing. */
  readonly cut: boolean;
  /** Reflections keep their strength however little is covered: glass. */
  readonly glass: boolean;
  readonly depth: Material["depth"];
}

/** Remembers what was made of each texture, as long as the texture lives. */
export interface Pyramids {
  /** @throws {RangeError} when the texture's data has another size than it states */
  of(texture: Texture): Pyramid;
}

export function createPyramids(): Pyramids {
  const made = new WeakMap<Texture, { readonly version: number; readonly pyramid: Pyramid }>();
  return {
    of(texture) {
      const version = texture.version ?? 0;
      const known = made.get(texture);
      if (known?.version === version) return known.pyramid;
      const pyramid = createPyramid(texture);
      made.set(texture, { version, pyramid });
      return pyramid;
    },
  };
}

export function paintOf(material: Material, pyramids: Pyramids): Paint {
  const pyramid = pyramids.of(material.texture);
  const { blended, depth, scatter = 0 } = material;
  return {
    pyramid,
    diffuse: material.diffuse,
    specular: material.specular,
    gloss: material.shininess / 8,
    emission: material.emission,
    wrap: [RED_WRAP * scatter, GREEN_WRAP * scatter, BLUE_WRAP * scatter],
    infrared: material.infrared ?? -1,
    layered: blended || !pyramid.opaque || depth === "unseen",
    cut: !blended,
    glass: blended && depth === "hole",
    depth,
  };
}
