import type { Vector3 } from "../render/scene.js";
import type { Material, Mesh, Surface, Texture } from "../render/surface.js";
import { gridMesh } from "../shape/grid-mesh.js";
import { plainTexture } from "../shape/plain-texture.js";

/** How a sheet is bent. */
export interface Bend {
  /** Radius about the upright axis, mm, the middle nearest to the viewer; infinite: flat. */
  readonly radiusMm: number;
  /** Each half is folded back along the middle by this, degrees. */
  readonly foldDegrees: number;
}

/** A flat sheet. */
export const FLAT: Bend = Object.freeze({ radiusMm: Number.POSITIVE_INFINITY, foldDegrees: 0 });

/** Where a sheet's points lie when it is bent: paper does not stretch. @param x - along the paper, mm */
export function bentAt({ radiusMm, foldDegrees }: Bend, x: number, y: number): Vector3 {
  const fold = (foldDegrees * Math.PI) / 180;
  const along = Math.abs(x);
  const side = Math.sign(x);
  if (!Number.isFinite(radiusMm)) {
    return [side * along * Math.cos(fold), y, along * Math.sin(fold)];
  }
  const end = fold + along / radiusMm;
  return [
    side * radiusMm * (Math.sin(end) - Math.sin(fold)),
    y,
    radiusMm * (Math.cos(fold) - Math.cos(end)),
  ];
}

/** A sheet of paper with a picture on its front and a white back. */
export interface Sheet {
  /** Front and back. */
  readonly surfaces: readonly Surface[];
  /** The front's shape. */
  readonly mesh: Mesh;
}

/** Photo paper: a little gloss; the printer's ink is as bright in infrared everywhere. */
const PAPER: Omit<Material, "texture"> = Object.freeze({
  diffuse: 1,
  specular: 0.16,
  shininess: 22,
  emission: 0,
  blended: false,
  twoSided: false,
  infrared: 0.7,
  depth: "solid",
});

/**
 * @param origin - what of the sheet lies at the body's origin, shares of its width and height
 */
export function createSheet(
  texture: Texture,
  size: { readonly widthMm: number; readonly heightMm: number },
  origin: readonly [u: number, v: number],
  bend: Bend,
): Sheet {
  const { widthMm, heightMm } = size;
  const mesh = gridMesh(bend === FLAT ? 8 : 48, 12, (u, v) =>
    bentAt(bend, (u - origin[0]) * widthMm, (v - origin[1]) * heightMm),
  );
  const back = { ...mesh, normals: mesh.normals.map((v) => -v) };
  return {
    mesh,
    surfaces: [
      { mesh, material: { ...PAPER, texture } },
      { mesh: back, material: { ...PAPER, texture: whiteLike(texture) } },
    ],
  };
}

/** White where the sheet is, nothing where it was cut away. */
function whiteLike({ width, height, data }: Texture): Texture {
  if (data.every((v, i) => i % 4 !== 3 || v === 255)) return plainTexture([236, 235, 230]);
  const white = data.slice();
  for (let i = 0; i < white.length; i += 4) white.fill(236, i, i + 3);
  return { width, height, data: white };
}
