import { type PayerSelectionOptions, selectPayer } from "../capture/payer-selection.js";
import type { Detector, FaceDetection } from "../detect/detector.js";
import type { Clock } from "../kernel/clock.js";
import type { Frame, PixelImage } from "../kernel/frame.js";
import type { FaceLandmarks, LandmarkModel } from "../landmarks/landmark-model.js";
import { liesOnDetection } from "../landmarks/plausibility.js";
import type { QualityGate } from "../quality/quality-gate.js";
import type { FaceOfFrame, Observation, StageTimings } from "./observation.js";

/** Finds and judges the payer's face: the steps that single pictures and followed ones share. */
export interface PayerFinder {
  /** Runs the detector, picks the payer and finds the points of that one face. */
  find(image: PixelImage): Promise<FindResult>;
  /** Finds the points of a face whose place is expected. */
  locate(
    image: PixelImage,
    expected: FaceDetection,
  ): Promise<{ readonly landmarks: FaceLandmarks; readonly ms: number }>;
  /** Whether this face alone would be picked as the payer's. */
  isPayer(face: FaceDetection, image: PixelImage): boolean;
  /** Asks the gate. */
  judge<Face extends FaceOfFrame, Timings extends Partial<StageTimings>>(
    frame: Frame,
    face: Face,
    timings: Timings,
  ): Observation<Face, Timings>;
}

/** What {@link PayerFinder.find} found. */
type FindResult =
  | {
      readonly status: "found";
      readonly detection: FaceDetection;
      readonly landmarks: FaceLandmarks;
      readonly timingsMs: StageTimings;
    }
  | {
      readonly status: "unusable";
      readonly reason: "no-face" | "several-faces";
      readonly timingsMs: StageTimings;
    };

/** Parts of {@link createPayerFinder}. */
export interface PayerFinderParts {
  /** The networks. */
  readonly stages: { readonly detector: Detector; readonly landmarks: LandmarkModel };
  /** Which face is the payer's. */
  readonly selection: PayerSelectionOptions;
  /** Judges faces. */
  readonly quality: QualityGate;
  /** Times the stages. */
  readonly clock: Clock;
}

/** Joins networks, selection and gate. Keeps no state. */
export function createPayerFinder({
  stages,
  selection,
  quality,
  clock,
}: PayerFinderParts): PayerFinder {
  const locate: PayerFinder["locate"] = async (image, expected) => {
    const start = clock.monotonic();
    const landmarks = await stages.landmarks.locate(image, expected);
    return { landmarks, ms: clock.monotonic() - start };
  };
  return {
    locate,
    async find(image) {
      const start = clock.monotonic();
      const faces = await stages.detector.detect(image);
      const selected = selectPayer(faces, image, selection);
      const detect = clock.monotonic() - start;
      if (selected.status !== "payer") {
        const reason = selected.status === "several" ? "several-faces" : "no-face";
        return { status: "unusable", reason, timingsMs: { detect } };
      }
      const detection = selected.face;
      const { landmarks, ms } = await locate(image, detection);
      const timingsMs = { detect, landmarks: ms };
      if (!liesOnDetection(landmarks, detection)) {
        return { status: "unusable", reason: "no-face", timingsMs };
      }
      return { status: "found", detection, landmarks, timingsMs };
    },
    isPayer: (face, image) => selectPayer([face], image, selection).status === "payer",
    judge({ image }, face, timings) {
      const start = clock.monotonic();
      const defects = quality.assess(image, face.landmarks);
      const timingsMs = { ...timings, quality: clock.monotonic() - start };
      if (defects.length > 0) return { status: "unusable", reason: "quality", defects, timingsMs };
      return { status: "usable", face, timingsMs };
    },
  };
}
