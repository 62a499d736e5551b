import type { Material, Mesh, Texture } from "../../../src/simulated/render/surface.js";

/** A texture of one colour: sRGB bytes and coverage. */
export function plain(red: number, green: number, blue: number, coverage = 255): Texture {
  return { width: 1, height: 1, data: Uint8Array.of(red, green, blue, coverage) };
}

/** A texture of a function of its pixels. */
export function painted(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number, number],
): Texture {
  const data = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(colour(x, y), 4 * (y * width + x));
  }
  return { width, height, data };
}

/** A white wall that light leaves as it came, unless told otherwise. */
export function matte(options: Partial<Material> = {}): Material {
  return {
    texture: plain(255, 255, 255),
    diffuse: 1,
    specular: 0,
    shininess: 8,
    emission: 0,
    blended: false,
    twoSided: false,
    depth: "solid",
    ...options,
  };
}

/** A rectangle round the origin that faces the viewer, cut into `cells` x `cells` pairs of triangles. */
export function sheet(width: number, height: number, cells = 1): Mesh {
  const side = cells + 1;
  const positions = new Float32Array(3 * side * side);
  const normals = new Float32Array(3 * side * side);
  const uvs = new Float32Array(2 * side * side);
  const triangles = new Uint32Array(6 * cells * cells);
  for (let j = 0; j < side; j++) {
    for (let i = 0; i < side; i++) {
      const vertex = j * side + i;
      positions.set([(i / cells - 0.5) * width, (j / cells - 0.5) * height, 0], 3 * vertex);
      normals.set([0, 0, -1], 3 * vertex);
      uvs.set([i / cells, j / cells], 2 * vertex);
      if (i === cells || j === cells) continue;
      const at = 6 * (j * cells + i);
      triangles.set([vertex, vertex + 1, vertex + side + 1], at);
      triangles.set([vertex, vertex + side + 1, vertex + side], at + 3);
    }
  }
  return { positions, normals, uvs, triangles };
}
