import { FACE_REGIONS } from "@sourire/core";

/** Three points, counter-clockwise as seen from the front. */
export type Triangle = readonly [number, number, number];

/** The points that share a triangle with each point. */
export function neighboursOf(
  triangles: readonly Triangle[],
  count: number,
): readonly ReadonlySet<number>[] {
  const neighbours = Array.from({ length: count }, () => new Set<number>());
  for (const triangle of triangles) {
    for (const from of triangle) {
      for (const to of triangle) if (from !== to) neighbours[from]?.add(to);
    }
  }
  return neighbours;
}

/** Without those that close the eyes; the mouth is open already. */
export function openEyes(triangles: readonly Triangle[]): readonly Triangle[] {
  const { rightLids, leftLids } = FACE_REGIONS;
  const eyes = [new Set(rightLids), new Set(leftLids)];
  return triangles.filter((triangle) => !eyes.some((lids) => triangle.every((p) => lids.has(p))));
}

/**
 * Replaces the person's left half by the mirror image of the right: the list that is read differs between the halves
 * in a dozen triangles.
 * @param mirror - for each point its partner
 * @param isRight - whether a point lies on the person's right, or on the midline
 * @throws {RangeError} when a triangle lies on both sides of the midline
 */
export function symmetricTriangles(
  triangles: readonly Triangle[],
  mirror: readonly number[],
  isRight: (point: number) => boolean,
): readonly Triangle[] {
  const partner = (point: number): number => mirror[point] as number;
  const right = triangles.filter((triangle) => triangle.every(isRight));
  const left = triangles.filter((triangle) => triangle.every((point) => isRight(partner(point))));
  if (right.length + left.length !== triangles.length) {
    throw new RangeError("a triangle lies across the midline");
  }
  return right.flatMap((triangle) => {
    const [a, b, c] = triangle;
    return [triangle, [partner(a), partner(c), partner(b)]] satisfies Triangle[];
  });
}
