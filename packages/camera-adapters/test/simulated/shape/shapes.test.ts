import { describe, expect, it } from "vitest";
import type { Mesh } from "../../../src/simulated/render/surface.js";
import { blobMesh } from "../../../src/simulated/shape/blob-mesh.js";
import { gridMesh } from "../../../src/simulated/shape/grid-mesh.js";
import { roundedSlab } from "../../../src/simulated/shape/rounded-slab.js";
import { tubeMesh } from "../../../src/simulated/shape/tube.js";

/** How often each edge is used: twice everywhere on a closed surface. */
function edgeUses({ triangles }: Mesh): number[] {
  const uses = new Map<string, number>();
  for (let i = 0; i < triangles.length; i++) {
    const next = i % 3 === 2 ? i - 2 : i + 1;
    const [a, b] = [triangles[i] as number, triangles[next] as number];
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return [...uses.values()];
}

const lengths = ({ normals }: Mesh) =>
  Array.from({ length: normals.length / 3 }, (_, i) =>
    Math.hypot(...normals.subarray(3 * i, 3 * i + 3)),
  );

describe("blobMesh", () => {
  const ball = blobMesh([{ from: [5, -3, 2], to: [5, -3, 2], fromRadius: 20, toRadius: 20 }], 3, 5);

  it("is a closed skin at the radius of its ball", () => {
    expect(new Set(edgeUses(ball))).toEqual(new Set([2]));
    for (let i = 0; i < ball.positions.length; i += 3) {
      const [x = 0, y = 0, z = 0] = ball.positions.subarray(i, i + 3);
      expect(Math.abs(Math.hypot(x - 5, y + 3, z - 2) - 20)).toBeLessThan(0.6);
    }
  });

  it("has normals that point out", () => {
    for (let i = 0; i < ball.positions.length; i += 3) {
      const [x = 0, y = 0, z = 0] = ball.positions.subarray(i, i + 3);
      const [nx = 0, ny = 0, nz = 0] = ball.normals.subarray(i, i + 3);
      expect(((x - 5) * nx + (y + 3) * ny + (z - 2) * nz) / 20).toBeGreaterThan(0.95);
    }
  });

  it("grows limbs together to one skin", () => {
    const two = blobMesh(
      [
        { from: [0, 0, 0], to: [40, 0, 0], fromRadius: 10, toRadius: 7 },
        { from: [40, 0, 0], to: [40, 40, 0], fromRadius: 8, toRadius: 6 },
      ],
      3,
      6,
    );
    expect(new Set(edgeUses(two))).toEqual(new Set([2]));
    expect(Math.min(...lengths(two))).toBeCloseTo(1, 4);
  });
});

describe("gridMesh", () => {
  it("looks at the viewer, its texture upright", () => {
    const mesh = gridMesh(2, 3, (u, v) => [u, v, 0]);
    expect(mesh.positions.length).toBe(3 * 12);
    expect(mesh.normals[2]).toBeCloseTo(-1);
    expect([mesh.uvs[0], mesh.uvs[1]]).toEqual([0, 0]);
    expect([mesh.uvs.at(-2), mesh.uvs.at(-1)]).toEqual([1, 1]);
  });
});

describe("roundedSlab", () => {
  const slab = roundedSlab({ width: 70, height: 150, thickness: 8, corner: 9 });

  it("is as large as told, its front at 0 and its back behind", () => {
    const range = (k: number) => {
      const of = slab.positions.filter((_, i) => i % 3 === k);
      return [Math.min(...of), Math.max(...of)];
    };
    expect(range(0)).toEqual([-35, 35]);
    expect(range(1)).toEqual([-75, 75]);
    expect(range(2)).toEqual([0, 8]);
  });

  it("has faces that point out", () => {
    for (let i = 0; i < slab.positions.length; i += 9) {
      const centre = [0, 1, 2].map(
        (k) =>
          ((slab.positions[i + k] ?? 0) +
            (slab.positions[i + 3 + k] ?? 0) +
            (slab.positions[i + 6 + k] ?? 0)) /
          3,
      ) as [number, number, number];
      const [nx = 0, ny = 0, nz = 0] = slab.normals.subarray(i, i + 3);
      expect(centre[0] * nx + centre[1] * ny + (centre[2] - 4) * nz).toBeGreaterThan(0);
    }
  });
});

describe("tubeMesh", () => {
  it("goes around its line at the radius", () => {
    const tube = tubeMesh(
      [
        [0, 0, 0],
        [10, 0, 0],
        [20, 0, 0],
      ],
      2,
      false,
    );
    for (let i = 0; i < tube.positions.length; i += 3) {
      const [, y = 0, z = 0] = tube.positions.subarray(i, i + 3);
      expect(Math.hypot(y, z)).toBeCloseTo(2, 4);
    }
  });

  it("closes a ring", () => {
    const ring = Array.from(
      { length: 12 },
      (_, i) => [10 * Math.cos(i * 0.5236), 10 * Math.sin(i * 0.5236), 0] as const,
    );
    expect(new Set(edgeUses(tubeMesh(ring, 1, true)))).toEqual(new Set([2]));
  });
});
