import type { Surface } from "../render/surface.js";
import { paintCloth } from "./cloth-texture.js";
import type { ClothesLook } from "./clothes-look.js";
import { createGrid, type GridMesh, shadeTube } from "./grid-mesh.js";
import type { HeadForm } from "./head-form.js";
import { setPoint, smoothstep } from "./vector.js";

/** One row of the body: half width, half depth, then heights in front, at the sides and behind, mm below the chin. */
type Row = readonly [width: number, depth: number, front: number, side: number, back: number];

/** Widths of the first rows are mm beyond the neck. */
const COLLARS: Readonly<Record<ClothesLook["kind"], readonly Row[]>> = {
  crew: [
    [0.5, 0.5, 96, 76, 58],
    [3, 3, 84, 62, 46],
    [6, 6, 83, 60, 44],
    [8.5, 9, 87, 63, 47],
    [14, 15, 97, 70, 53],
  ],
  turtleneck: [
    [0.5, 0.5, 62, 54, 40],
    [2.5, 2.5, 42, 34, 22],
    [5, 5, 40, 32, 20],
    [8, 8.5, 56, 46, 32],
    [12, 14, 94, 70, 54],
  ],
  shirt: [
    [0.5, 0.5, 96, 72, 54],
    [2, 2, 76, 54, 38],
    [4, 4, 75, 53, 37],
    [6, 6, 84, 60, 44],
    [13, 14, 98, 70, 53],
  ],
};
/** From the neck over the shoulders; widths for broad ones. */
const BODY: readonly Row[] = [
  [98, 76, 112, 80, 70],
  [142, 88, 130, 93, 90],
  [180, 97, 154, 108, 118],
  [206, 103, 184, 134, 150],
  [219, 108, 225, 184, 200],
  [224, 113, 300, 290, 290],
  [228, 118, 560, 560, 560],
];
const COLUMNS = 41;
/** The body's axis lies so far behind the neck's. */
const BODY_BACK = 4;

/** Shoulders and chest in their clothes, so that a head does not float. */
export function createClothes(
  form: HeadForm,
  chinY: number,
  look: ClothesLook,
  seed: number,
): readonly Surface[] {
  const rows = [...COLLARS[look.kind], ...BODY];
  const mesh = createGrid(rows.length, COLUMNS);
  const collar = COLLARS[look.kind].length;
  for (const [row, measures] of rows.entries()) {
    placeRow(mesh, row, measures, row < collar, form, chinY, look.shoulders);
  }
  shadeTube(mesh);
  const material = {
    texture: paintCloth(look, seed, (collar - 1) / (rows.length - 1)),
    diffuse: 1,
    specular: 0.03,
    shininess: 8,
    emission: 0,
    blended: false,
    twoSided: true,
    depth: "solid",
  } as const;
  const body: Surface = { mesh, material };
  return look.kind === "shirt" ? [body, shirtCollar(form, chinY, look, seed)] : [body];
}

function placeRow(
  mesh: GridMesh,
  row: number,
  [width, depth, front, side, back]: Row,
  isCollar: boolean,
  form: HeadForm,
  chinY: number,
  shoulders: number,
): void {
  const half = isCollar ? form.neck * 1.05 + width : width * shoulders;
  const deep = isCollar ? form.neck * 1.0 + depth : depth * (0.4 + 0.6 * shoulders);
  const power = isCollar ? 1 : 0.86;
  for (let column = 0; column < COLUMNS; column++) {
    // from the back around: the front lies in the middle of the texture
    const turn = (2 * Math.PI * column) / (COLUMNS - 1);
    const forward = -Math.cos(turn);
    const aside = -Math.sin(turn);
    const share = forward * forward;
    const y = chinY + side * (1 - share) + (forward > 0 ? front : back) * share;
    const axis = form.neckDepth + 0.1 * (Math.min(y, 250) - 70) + (isCollar ? 0 : BODY_BACK);
    setPoint(mesh.positions, row * COLUMNS + column, [
      half * Math.sign(aside) * Math.abs(aside) ** power,
      y,
      axis - deep * Math.sign(forward) * Math.abs(forward) ** power,
    ]);
  }
}

/** The two wings of a shirt's collar, folded down; open in front. */
function shirtCollar(form: HeadForm, chinY: number, look: ClothesLook, seed: number): Surface {
  const columns = 37;
  const mesh = createGrid(4, columns);
  for (let row = 0; row < 4; row++) {
    const s = row / 3;
    for (let column = 0; column < columns; column++) {
      const t = (2 * column) / (columns - 1) - 1;
      // from one wing's tip around the back to the other's
      const turn = t * (Math.PI - 0.16 - 0.2 * s * s);
      const forward = -Math.cos(turn);
      const share = forward * forward;
      const tip = smoothstep(0.62, 1, Math.abs(t));
      const top = 52 * (1 - share) + (forward > 0 ? 73 : 36) * share;
      const y = chinY + top + s * (24 + 16 * tip) - (s > 0 ? 0 : 0);
      const out = form.neck * 1.04 + 5 + 13 * s ** 0.7 + 7 * tip * s;
      const axis = form.neckDepth + 0.1 * (y - 70);
      setPoint(mesh.positions, row * columns + column, [
        out * Math.sin(turn),
        y,
        axis - out * forward,
      ]);
    }
  }
  mesh.triangles.reverse();
  shadeTube(mesh);
  return {
    mesh,
    material: {
      texture: paintCloth({ ...look, striped: false, colour: look.second }, seed, 0),
      diffuse: 1,
      specular: 0.03,
      shininess: 8,
      emission: 0,
      blended: false,
      twoSided: true,
      depth: "solid",
    },
  };
}
