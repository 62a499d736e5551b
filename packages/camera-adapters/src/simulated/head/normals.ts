/**
 * Normals of a mesh, each the mean of its triangles', weighted by their size.
 * @param triangles - shape `[m, 3]`, corners a, b, c so that (b - a) x (c - a) points out of the body
 * @param out - shape `[n, 3]`, overwritten with unit vectors
 */
export function computeNormals(
  positions: Float32Array,
  triangles: Uint32Array,
  out: Float32Array,
): void {
  out.fill(0);
  for (let i = 0; i < triangles.length; i += 3) {
    const a = 3 * (triangles[i] as number);
    const b = 3 * (triangles[i + 1] as number);
    const c = 3 * (triangles[i + 2] as number);
    const ax = positions[a] as number;
    const ay = positions[a + 1] as number;
    const az = positions[a + 2] as number;
    const ux = (positions[b] as number) - ax;
    const uy = (positions[b + 1] as number) - ay;
    const uz = (positions[b + 2] as number) - az;
    const vx = (positions[c] as number) - ax;
    const vy = (positions[c + 1] as number) - ay;
    const vz = (positions[c + 2] as number) - az;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    for (const at of [a, b, c]) {
      out[at] = (out[at] as number) + nx;
      out[at + 1] = (out[at + 1] as number) + ny;
      out[at + 2] = (out[at + 2] as number) + nz;
    }
  }
  for (let i = 0; i < out.length; i += 3) {
    const x = out[i] as number;
    const y = out[i + 1] as number;
    const z = out[i + 2] as number;
    const length = Math.hypot(x, y, z);
    if (length > 0) {
      out[i] = x / length;
      out[i + 1] = y / length;
      out[i + 2] = z / length;
    } else {
      out[i + 2] = -1;
    }
  }
}
