import type { GraphEvaluator } from "../evaluate/evaluate-graph.js";
import { type Picture, type Square, sampleSquare } from "./sample-square.js";

/** Side of BlazeFace's input, pixels. */
const SIDE = 256;
/** Its grids: names of the answers, pixels from cell to cell, boxes a cell. */
const GRIDS = [
  { scores: "scores_stride16", boxes: "boxes_stride16", stride: 16, boxesPerCell: 2 },
  { scores: "scores_stride32", boxes: "boxes_stride32", stride: 32, boxesPerCell: 6 },
] as const;
/** Values of a box: centre, size and six points. */
const BOX_VALUES = 16;
/** Of two boxes that overlap more than this (intersection over union), the surer one is kept. */
const MAX_OVERLAP = 0.3;
/** The landmark network looks at a square this many times the size of the detector's box. */
const CROP_SCALE = 1.5;

interface Candidate {
  readonly logit: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** From the right eye to the left, pixels of the input. */
  readonly eyes: readonly [number, number];
}

/**
 * Finds faces: BlazeFace over the whole picture, letterboxed. It compares logits and works without angles, so that
 * the answer is the same on every machine.
 * @returns for each face, the surest first, the square to show to the landmark network, eyes level
 */
export function findFaces(picture: Picture, blazeFace: GraphEvaluator): readonly Square[] {
  const { width, height } = picture;
  const extent = Math.max(width, height);
  const whole: Square = { centreX: width / 2, centreY: height / 2, across: [extent, 0] };
  const answers = blazeFace(sampleSquare(picture, whole, SIDE, (level) => level / 127.5 - 1));
  const candidates = GRIDS.flatMap(({ scores, boxes, stride, boxesPerCell }) => {
    const logits = answers.get(scores)?.data ?? new Float32Array();
    const values = answers.get(boxes)?.data ?? new Float32Array();
    return [...logits].flatMap((logit, i) =>
      logit > 0 ? [readBox(logit, values, i, stride, boxesPerCell)] : [],
    );
  });
  candidates.sort((a, b) => b.logit - a.logit);
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    if (kept.every((other) => overlap(candidate, other) <= MAX_OVERLAP)) kept.push(candidate);
  }
  const scale = extent / SIDE;
  return kept.map((face) => {
    const [ex, ey] = face.eyes;
    const side = CROP_SCALE * Math.max(face.width, face.height) * scale;
    const unit = side / Math.sqrt(ex * ex + ey * ey);
    return {
      centreX: width / 2 + (face.x - SIDE / 2) * scale,
      centreY: height / 2 + (face.y - SIDE / 2) * scale,
      across: [ex * unit, ey * unit],
    };
  });
}

function readBox(
  logit: number,
  values: Float32Array,
  index: number,
  stride: number,
  boxesPerCell: number,
): Candidate {
  const cells = SIDE / stride;
  const cell = Math.floor(index / boxesPerCell);
  const value = (k: number): number => values[index * BOX_VALUES + k] as number;
  return {
    logit,
    x: ((cell % cells) + 0.5) * stride + value(0),
    y: (Math.floor(cell / cells) + 0.5) * stride + value(1),
    width: value(2),
    height: value(3),
    eyes: [value(6) - value(4), value(7) - value(5)],
  };
}

/** Intersection over union. */
function overlap(p: Candidate, q: Candidate): number {
  const along = (c: number, size: number, d: number, other: number): number =>
    Math.min(c + size / 2, d + other / 2) - Math.max(c - size / 2, d - other / 2);
  const w = along(p.x, p.width, q.x, q.width);
  const h = along(p.y, p.height, q.y, q.height);
  if (w <= 0 || h <= 0) return 0;
  return (w * h) / (p.width * p.height + q.width * q.height - w * h);
}
