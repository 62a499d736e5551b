import { type PayerSelectionOptions, selectPayer } from "../capture/payer-selection.js";
import type { FaceDetection } from "../detect/detector.js";
import { type Clock, systemClock } from "../kernel/clock.js";
import { SecretEmbedding } from "../kernel/embedding.js";
import { assertPixelImage, type Frame, type PixelImage } from "../kernel/frame.js";
import type { FaceLandmarks } from "../landmarks/landmark-model.js";
import { liesOnDetection } from "../landmarks/plausibility.js";
import { createQualityGate } from "../quality/face-quality-gate.js";
import type { QualityDefect, QualityGate } from "../quality/quality-gate.js";
import type { InferenceRuntime } from "../runtime/inference-runtime.js";
import type { ModelPack } from "../runtime/load-pack.js";
import type { ModelPackManifest } from "../runtime/model-pack.js";
import { createStages } from "./create-stages.js";

/** The way of one frame: find the payer, judge the face, and only when asked embed it. */
export interface FacePipeline extends AsyncDisposable {
  /** What the pack says of itself. */
  readonly manifest: ModelPackManifest;
  /** Names the pack in evidence: SHA-256 of its manifest, hexadecimal. */
  readonly packDigest: string;
  /** Names the vectors that {@link FacePipeline.embed} makes. */
  readonly space: string;
  /**
   * Every face in a picture, best first. For tools that work on pictures; a payment uses `observe`,
   * which looks at the payer alone.
   * @throws {SourireError} `FRAME_INVALID`, `MODEL_OUTPUT_INVALID`
   */
  findFaces(image: PixelImage): Promise<readonly FaceDetection[]>;
  /**
   * Looks for the one payer and judges the face. Embeds nothing, keeps nothing.
   * @throws {SourireError} `FRAME_INVALID`, `MODEL_OUTPUT_INVALID`
   */
  observe(frame: Frame): Promise<Observation>;
  /**
   * Turns the face of a usable observation into a vector.
   * @param frame - the frame that was observed
   * @param face - what {@link FacePipeline.observe} answered for it
   * @throws {SourireError} `FRAME_INVALID`, `MODEL_OUTPUT_INVALID`
   * @throws {TypeError} when the face is not of this frame
   */
  embed(frame: Frame, face: PayerFace): Promise<SecretEmbedding>;
}

/** The payer's face in one frame. */
export interface PayerFace {
  /** The frame's sequence number. */
  readonly sequence: number;
  /** What the detector found. */
  readonly detection: FaceDetection;
  /** The mesh. */
  readonly landmarks: FaceLandmarks;
}

/** What one frame showed. A decision. */
export type Observation =
  | { readonly status: "usable"; readonly face: PayerFace; readonly timingsMs: StageTimings }
  | {
      readonly status: "unusable";
      readonly reason: "no-face" | "several-faces" | "quality";
      /** Empty unless the reason is `quality`; the most helpful hint first. */
      readonly defects: readonly QualityDefect[];
      readonly timingsMs: StageTimings;
    };

/** How long each stage took, ms; left out where it did not run. */
export interface StageTimings {
  /** Finding faces. */
  readonly detect: number;
  /** Finding the points of the payer's face. */
  readonly landmarks?: number;
  /** Judging the face. */
  readonly quality?: number;
}

/** Parts of {@link createFacePipeline}. */
export interface FacePipelineOptions {
  /** The networks; see `openPack`. */
  readonly pack: ModelPack;
  /** Runs them. Not closed by the pipeline. */
  readonly runtime: InferenceRuntime;
  /** Judges faces; by default the gate for a payment. */
  readonly quality?: QualityGate;
  /** Which face is the payer's. */
  readonly selection?: PayerSelectionOptions;
  /** Times the stages. */
  readonly clock?: Clock;
}

/**
 * Opens a pack's networks and joins them.
 * @throws {SourireError} `MODEL_ROLE_MISSING`, `MODEL_FILE_MISSING`, `MODEL_HASH_MISMATCH`,
 * `MODEL_LOAD_FAILED`, `MODEL_MANIFEST_INVALID`, `MODEL_ARCHITECTURE_UNKNOWN`
 * @example
 * await using pipeline = await createFacePipeline({ pack, runtime });
 * const seen = await pipeline.observe(frame);
 * if (seen.status === "usable") using template = await pipeline.embed(frame, seen.face);
 */
export async function createFacePipeline(options: FacePipelineOptions): Promise<FacePipeline> {
  const { pack, runtime, quality = createQualityGate(), selection = {} } = options;
  const { clock = systemClock } = options;
  const stages = await createStages(pack, runtime);
  const { space } = stages.embedder;

  const observe = async (frame: Frame): Promise<Observation> => {
    const { image, sequence } = frame;
    assertPixelImage(image);
    const start = clock.monotonic();
    const faces = await stages.detector.detect(image);
    const selected = selectPayer(faces, image, selection);
    const afterDetect = clock.monotonic();
    const detect = afterDetect - start;
    if (selected.status !== "payer") {
      const reason = selected.status === "several" ? "several-faces" : "no-face";
      return { status: "unusable", reason, defects: [], timingsMs: { detect } };
    }
    const detection = selected.face;
    const landmarks = await stages.landmarks.locate(image, detection);
    const afterLandmarks = clock.monotonic();
    const found = { detect, landmarks: afterLandmarks - afterDetect };
    if (!liesOnDetection(landmarks, detection)) {
      return { status: "unusable", reason: "no-face", defects: [], timingsMs: found };
    }
    const defects = quality.assess(image, landmarks);
    const timingsMs = { ...found, quality: clock.monotonic() - afterLandmarks };
    if (defects.length > 0) return { status: "unusable", reason: "quality", defects, timingsMs };
    return { status: "usable", face: { sequence, detection, landmarks }, timingsMs };
  };

  return {
    manifest: pack.manifest,
    packDigest: pack.digest,
    space,
    findFaces: (image) => stages.detector.detect(image),
    observe,
    async embed(frame, face) {
      if (frame.sequence !== face.sequence) throw new TypeError("the face is of another frame");
      return new SecretEmbedding(await stages.embedder.embed(frame.image, face.landmarks), space);
    },
    [Symbol.asyncDispose]: () => stages[Symbol.asyncDispose](),
  };
}
