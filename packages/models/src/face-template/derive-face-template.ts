import { FACE_REGIONS } from "@sourire/core";
import { eyeDistance, restingWeights } from "./expression.js";
import { toHeadFrame } from "./head-frame.js";
import type { FoundFace } from "./locate-mesh.js";
import { meanShape } from "./mean-shape.js";
import { findMirrorPairs } from "./mirror-pairs.js";
import { centroid, combine, distance, minus, mirrored, rmsDistance, type Shape } from "./shape.js";
import { openEyes, symmetricTriangles, type Triangle } from "./triangles.js";

/** A face template as numbers, before it is written. */
export interface DerivedTemplate {
  /** Millimetres in hundredths, exactly symmetric. */
  readonly points: Shape;
  /** Counter-clockwise as seen from the front. */
  readonly triangles: readonly Triangle[];
  /** For each point its partner across the face. */
  readonly mirror: readonly number[];
  /** Faces that it is made from. */
  readonly faces: number;
}

/** The network's own flag. */
const MIN_PRESENCE = 0.5;
/** Outer corners of the eyes. */
const OUTER_CORNERS = [33, 263] as const;
/** Between them, pixels: what the landmark network needs. */
const MIN_OUTER_EYE_DISTANCE = 40;
/** Sine of the largest turn, 30 degrees: beyond it the far half of the mesh is guessed. */
const MAX_TURN = 0.5;
/** RMS distance of a face from the mean, over the eye distance; 5 mm. Most lie within 4. */
const MAX_RESIDUAL = 0.08;
/** Fewer make no mean. */
const MIN_FACES = 10;

/**
 * Makes one mean face at rest of many. Bad finds are left out; each face counts as itself and as its mirror
 * image; smiles are taken out by regression.
 * @param found - faces of photographs
 * @param list - triangles on the landmark network's points, eyes closed, mouth open
 * @throws {RangeError} when fewer than ten faces are good
 */
export function deriveFaceTemplate(
  found: readonly FoundFace[],
  list: readonly Triangle[],
): DerivedTemplate {
  const clear = found.filter(isClear).map(({ shape }) => shape);
  const mirror = findMirrorPairs(meanOf(clear).mean, list);
  const both = (shapes: readonly Shape[]): readonly Shape[] =>
    shapes.flatMap((shape) => [shape, mirrored(shape, mirror)]);
  const first = meanOf(both(clear));
  const limit = MAX_RESIDUAL * eyeDistance(first.mean);
  const good = clear.filter(
    (_, i) => rmsDistance(first.aligned[2 * i] as Shape, first.mean) <= limit,
  );
  const { aligned } = meanOf(both(good));
  const points = toHeadFrame(combine(aligned, restingWeights(aligned)), mirror);
  const triangles = symmetricTriangles(
    openEyes(list),
    mirror,
    (point) => (points[3 * point] as number) <= 0,
  );
  return { points, triangles, mirror, faces: good.length };
}

function meanOf(shapes: readonly Shape[]): ReturnType<typeof meanShape> {
  if (shapes.length < MIN_FACES) throw new RangeError(`${shapes.length} faces make no mean`);
  return meanShape(shapes);
}

function isClear({ shape, presence }: FoundFace): boolean {
  const { rightEyeCentre, leftEyeCentre } = FACE_REGIONS;
  const eyes = minus(centroid(shape, leftEyeCentre), centroid(shape, rightEyeCentre));
  const turn = Math.abs(eyes[2]) / eyeDistance(shape);
  const size = distance(shape, OUTER_CORNERS[0], OUTER_CORNERS[1]);
  return presence >= MIN_PRESENCE && size >= MIN_OUTER_EYE_DISTANCE && turn <= MAX_TURN;
}
