import type { Surface, Texture } from "../render/surface.js";
import { gridMesh } from "../shape/grid-mesh.js";
import { depthAt } from "./body-shape.js";
import type { Relief } from "./relief.js";

/** What of the body is drawn, mm in head coordinates: from the neck down, beyond the picture's lower edge. */
const BODY = { top: 112, bottom: 460, half: 260 };
/** It lies behind the neck that turns with the head, mm. */
const BEHIND_MM = 7;
const COLUMNS = 30;
const ROWS = 22;

/** Neck and shoulders as the photograph shows them; beyond its edge the last pixels go on. */
export function photoBody(
  relief: Relief,
  texture: Texture,
  material: Omit<Surface["material"], "texture">,
): readonly Surface[] {
  const { top, bottom, half } = BODY;
  const at = (u: number, v: number): readonly [number, number, number] => {
    const x = half * (2 * u - 1);
    const y = top + (bottom - top) * v;
    return [x, y, depthAt(x, y) + BEHIND_MM];
  };
  const mesh = gridMesh(COLUMNS, ROWS, at);
  for (let i = 0; i < mesh.uvs.length / 2; i++) {
    const place = at(mesh.uvs[2 * i] as number, mesh.uvs[2 * i + 1] as number);
    const [px, py] = relief.toPicture(...place);
    mesh.uvs[2 * i] = Math.min(0.995, Math.max(0.005, px / texture.width));
    mesh.uvs[2 * i + 1] = Math.min(0.985, py / texture.height);
  }
  return [{ mesh, material: { ...material, texture } }];
}
