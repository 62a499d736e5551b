import { FACE_REGIONS } from "@sourire/core";
import { eyeDistance } from "./expression.js";
import { fitSimilarity } from "./fit-similarity.js";
import { dot, minus, pointOf, type Shape } from "./shape.js";
import { neighboursOf, type Triangle } from "./triangles.js";

/** Farther apart than this share of the eye distance, no two points are taken for partners. */
const REACH = 0.3;
/** What a neighbour costs that has no partner among the partner's neighbours, as a share likewise. */
const STRANGER = 0.05;
/** Rounds of matching; five are usual. */
const MAX_ROUNDS = 40;

/**
 * Finds each point's partner across the face: the face is mirrored, laid upon itself and matched with itself point
 * by point, the nearest first. Where points lie dense (nose, lips) the nearest may be the wrong one, so the
 * neighbours of partners must be partners too. Each round lays the mirror image on the matches of the last; the
 * first on eyes, forehead, chin and nose.
 * @param shape - nearly symmetric, such as a mean of many faces
 * @returns for each point its partner, itself on the midline: an involution
 */
export function findMirrorPairs(shape: Shape, triangles: readonly Triangle[]): readonly number[] {
  const neighbours = neighboursOf(triangles, shape.length / 3);
  const image = shape.map((value, i) => (i % 3 === 0 ? -value : value));
  const { rightEyeCentre, leftEyeCentre, forehead, chin, noseTip } = FACE_REGIONS;
  const midline = [forehead, chin, noseTip];
  const indices = [...rightEyeCentre, ...leftEyeCentre, ...midline];
  const partners = [...leftEyeCentre, ...rightEyeCentre, ...midline];
  let laid = fitSimilarity(image, shape, { indices, partners, rigid: true })(image);
  let pairs = matchPoints(laid, shape, () => 0);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    laid = fitSimilarity(image, shape, { partners: pairs, indices: identity(pairs), rigid: true })(
      image,
    );
    const known = pairs;
    const next = matchPoints(laid, shape, (i, j) => strangers(neighbours, known, i, j));
    if (next.every((partner, i) => partner === known[i])) break;
    pairs = next;
  }
  return pairs;
}

/**
 * Pairs the points of a shape with those of its mirror image, the nearest first.
 * @param strangersOf - how many neighbours of two points have no partner on the other side
 */
function matchPoints(
  image: Shape,
  shape: Shape,
  strangersOf: (i: number, j: number) => number,
): readonly number[] {
  const eyes = eyeDistance(shape);
  const candidates: { readonly cost: number; readonly i: number; readonly j: number }[] = [];
  const count = shape.length / 3;
  for (let i = 0; i < count; i++) {
    for (let j = i; j < count; j++) {
      const there = minus(pointOf(image, i), pointOf(shape, j));
      const back = minus(pointOf(image, j), pointOf(shape, i));
      const apart = (dot(there, there) + dot(back, back)) / (2 * eyes * eyes);
      if (apart > REACH * REACH) continue;
      candidates.push({ cost: apart + STRANGER * STRANGER * strangersOf(i, j), i, j });
    }
  }
  candidates.sort((a, b) => a.cost - b.cost);
  // who finds no partner is left with itself; that is seen by whoever checks the midline
  const pairs = Array.from({ length: count }, (_, i) => i);
  const taken = new Set<number>();
  for (const { i, j } of candidates) {
    if (taken.has(i) || taken.has(j)) continue;
    pairs[i] = j;
    pairs[j] = i;
    taken.add(i).add(j);
  }
  return pairs;
}

function strangers(
  neighbours: readonly ReadonlySet<number>[],
  pairs: readonly number[],
  i: number,
  j: number,
): number {
  const [here, there] = [neighbours[i] ?? [], neighbours[j] ?? []] as [Set<number>, Set<number>];
  let count = 0;
  for (const neighbour of here) if (!there.has(pairs[neighbour] as number)) count++;
  for (const neighbour of there) if (!here.has(pairs[neighbour] as number)) count++;
  return count;
}

function identity(list: readonly unknown[]): readonly number[] {
  return list.map((_, i) => i);
}
