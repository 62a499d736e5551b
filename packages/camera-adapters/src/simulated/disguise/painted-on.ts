import type { Surface, Texture } from "../render/surface.js";
import type { FaceSkin } from "./face-skin.js";

/** A layer of paint on the skin: the renderer draws it before what lies at the same place. */
export function paintedOn({ mesh }: FaceSkin, texture: Texture): Surface {
  return {
    mesh,
    material: {
      texture,
      diffuse: 1,
      specular: 0.1,
      shininess: 16,
      emission: 0,
      blended: true,
      twoSided: false,
      depth: "solid",
    },
  };
}
