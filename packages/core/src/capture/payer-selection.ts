import type { FaceDetection } from "../detect/detector.js";

/** Who stands before the terminal. A decision; the other faces are neither looked at nor embedded. */
export type PayerSelection =
  | { readonly status: "payer"; readonly face: FaceDetection }
  | { readonly status: "nobody" }
  | { readonly status: "several" };

/** Settings of {@link selectPayer}. All are ratios, so that they hold for every resolution. */
export interface PayerSelectionOptions {
  /** Width of a face over the longer side of the picture, from which it is near. */
  readonly minFaceShare?: number;
  /** Distance of a face's centre from the picture's, over half the side, up to which it is centred. */
  readonly maxOffCentre?: number;
  /** Size over the nearest face's size, from which a second face is as near as the first. */
  readonly comparableSize?: number;
}

/**
 * Used where {@link PayerSelectionOptions} leaves something out. They come from the geometry of a
 * counter, not from data:
 * - a face box is about 0.16 m wide; a lens of 60 degrees sees 1.15 m at 1 m. At 1.4 m, farther than
 *   anybody pays from, the face is 0.10 of the picture;
 * - the payer's face lies in the middle 70 % of the picture in both directions: beyond it, a face of the
 *   size that is asked for begins to be cut off;
 * - the next in the queue stands at least half a metre behind a payer at arm's length (0.6 m), so that
 *   their face is at most 0.6 / 1.1 = 0.55 as large. From 0.6 on, it is somebody beside the payer.
 */
export const PAYER_SELECTION_DEFAULTS: Required<PayerSelectionOptions> = Object.freeze({
  minFaceShare: 0.1,
  maxOffCentre: 0.7,
  comparableSize: 0.6,
});

/**
 * Picks the one near and centred face. Smaller faces behind it and faces at the edge are
 * bystanders. Two that are comparably near and centred are never guessed between.
 *
 * @param faces - in any order, in pixels of the picture
 * @param image - size of the picture, pixels
 */
export function selectPayer(
  faces: readonly FaceDetection[],
  image: { readonly width: number; readonly height: number },
  options: PayerSelectionOptions = {},
): PayerSelection {
  const { minFaceShare, maxOffCentre, comparableSize } = {
    ...PAYER_SELECTION_DEFAULTS,
    ...options,
  };
  const nearest = Math.max(image.width, image.height) * minFaceShare;
  const candidates = faces
    .filter((face) => sizeOf(face) >= nearest && offCentre(face, image) <= maxOffCentre)
    .sort((p, q) => sizeOf(q) - sizeOf(p));
  const [first, second] = candidates;
  if (!first) return { status: "nobody" };
  if (second && sizeOf(second) >= comparableSize * sizeOf(first)) return { status: "several" };
  return { status: "payer", face: first };
}

function sizeOf({ box }: FaceDetection): number {
  return Math.max(box.width, box.height);
}

/** 0 in the middle of the picture, 1 at its nearest edge. */
function offCentre(
  { box }: FaceDetection,
  image: { readonly width: number; readonly height: number },
): number {
  const x = Math.abs(box.x + box.width / 2 - image.width / 2) / (image.width / 2);
  const y = Math.abs(box.y + box.height / 2 - image.height / 2) / (image.height / 2);
  return Math.max(x, y);
}
