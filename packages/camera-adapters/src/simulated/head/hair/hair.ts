import type { Material, Surface, Texture } from "../../render/surface.js";
import { createBun, paintBun } from "./bun.js";
import { createCap } from "./cap.js";
import { createCurtain, paintCurtain } from "./curtain.js";
import type { HairLook } from "./hair-look.js";
import type { HairRoots } from "./hair-roots.js";
import { HAIRCUTS } from "./haircuts.data.js";
import { paintCap } from "./paint-cap.js";
import { createWisps, paintWisps } from "./wisps.js";

/** Layers of hair that hangs. */
const CURTAINS = 2;

/** Hair as shells, hanging layers and knots around a head; none for those who have none. */
export function createHair(roots: HairRoots, look: HairLook, seed: number): readonly Surface[] {
  if (look.style === "bald" || look.style === "shaved") return [];
  const cut = HAIRCUTS[look.style];
  const { form } = roots;
  // curls scatter light every way
  const gloss = cut.flow === "curl" ? 0.015 : 0.08;
  const part = look.part * form.skull[0];
  const cap = createCap(roots, cut, look.part, seed);
  const surfaces: Surface[] = [];
  const meshes = cut.shells.map(([share]) => cap.shell(share));
  const first = meshes[0];
  if (first) {
    const middle = meshes[meshes.length >> 1] ?? first;
    const textures = paintCap(cap, middle, cut, look, form.centre, part, seed);
    for (const [i, mesh] of meshes.entries()) {
      const open = cut.shells[i]?.[1] === true;
      surfaces.push({
        mesh,
        // the inside of a shell lies on the head or on another shell
        material: {
          ...hairMaterial(open ? textures.open : textures.dense, !open, gloss),
          twoSided: false,
        },
      });
    }
  }
  const outer = meshes[meshes.length - 1];
  if (outer) {
    const mesh = createWisps(cap, outer, cut, form.centre, seed);
    surfaces.push({ mesh, material: hairMaterial(paintWisps(look, cut, seed), false, gloss) });
  }
  if (cut.curtain) {
    for (let layer = 0; layer < CURTAINS; layer++) {
      const texture = paintCurtain(look, cut.curtain.end + 52, layer, seed);
      surfaces.push({
        mesh: createCurtain(form, cut, layer, seed),
        // one layer is seen from inside, behind the neck
        material: { ...hairMaterial(texture, layer === 0), twoSided: layer === 0 },
      });
    }
  }
  if (cut.bun) {
    const { centre, radius } = cut.bun;
    surfaces.push({
      mesh: createBun(centre, radius),
      material: { ...hairMaterial(paintBun(look, seed), true), blended: false },
    });
  }
  return surfaces;
}

const hairMaterial = (texture: Texture, solid: boolean, specular = 0.1): Material => ({
  texture,
  diffuse: 1,
  specular,
  shininess: 18,
  emission: 0,
  blended: true,
  twoSided: true,
  scatter: 0.2,
  infrared: 0.3,
  depth: solid ? "solid" : "unseen",
});
