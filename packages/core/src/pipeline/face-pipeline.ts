import {
  PAYER_SELECTION_DEFAULTS,
  type PayerSelectionOptions,
} from "../capture/payer-selection.js";
import type { FaceDetection } from "../detect/detector.js";
import { type Clock, systemClock } from "../kernel/clock.js";
import { SecretEmbedding } from "../kernel/embedding.js";
import { assertPixelImage, type Frame, type PixelImage } from "../kernel/frame.js";
import { createQualityGate } from "../quality/face-quality-gate.js";
import type { QualityGate } from "../quality/quality-gate.js";
import type { InferenceRuntime } from "../runtime/inference-runtime.js";
import type { ModelPack } from "../runtime/load-pack.js";
import type { ModelPackManifest } from "../runtime/model-pack.js";
import { createFaceTracker } from "../track/face-tracker.js";
import type { TrackingOptions } from "../track/tracking-options.js";
import { createStages } from "./create-stages.js";
import type { FaceOfFrame, Observation, PayerFace } from "./observation.js";
import { createPayerFinder } from "./payer-finder.js";
import { createPayerFollower, type PayerFollower } from "./payer-follower.js";

export type {
  FaceOfFrame,
  FollowedFace,
  FollowedObservation,
  Observation,
  PayerFace,
  StageTimings,
} from "./observation.js";
export type { PayerFollower } from "./payer-follower.js";

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
   * Looks for the one payer in a single picture and judges the face. Embeds nothing, keeps nothing.
   * @throws {SourireError} `FRAME_INVALID`, `MODEL_OUTPUT_INVALID`
   */
  observe(frame: Frame): Promise<Observation>;
  /**
   * An observer for the frames of one camera: it follows the payer's face from frame to frame, which takes
   * a fraction of the time. Two observers share no state.
   * @throws {RangeError} when an option is out of its range
   * @example
   * const follower = pipeline.follow();
   * for await (const frame of camera.frames({ signal })) show(await follower.observe(frame));
   */
  follow(options?: TrackingOptions): PayerFollower;
  /**
   * How live the pack's texture networks take the face to be.
   * @param frame - the frame that was observed
   * @param face - what was answered for it
   * @returns mean of their probabilities, 0..1, uncalibrated; `undefined` when the pack has none
   * @throws {SourireError} `FRAME_INVALID`, `MODEL_OUTPUT_INVALID`
   * @throws {TypeError} when the face is not of this frame
   */
  texture(frame: Frame, face: FaceOfFrame): Promise<number | undefined>;
  /**
   * Turns the face of a usable observation into a vector. Only a face that the detector found in this very
   * frame, as the only payer, is ever embedded; see {@link PayerFollower.detect}.
   * @param frame - the frame that was observed
   * @param face - what was answered for it
   * @throws {SourireError} `FRAME_INVALID`, `MODEL_OUTPUT_INVALID`
   * @throws {TypeError} when the face is not of this frame, or was followed into it
   */
  embed(frame: Frame, face: PayerFace): Promise<SecretEmbedding>;
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

  const { minFaceShare } = { ...PAYER_SELECTION_DEFAULTS, ...selection };
  const finder = createPayerFinder({ stages, selection, quality, clock });

  return {
    manifest: pack.manifest,
    packDigest: pack.digest,
    space,
    findFaces: (image) => stages.detector.detect(image),
    async observe(frame) {
      const { image, sequence } = frame;
      assertPixelImage(image);
      const found = await finder.find(image);
      if (found.status === "unusable") return { ...found, defects: [] };
      const { detection, landmarks, timingsMs } = found;
      const by = { sequence, trackId: 0, detectedInThisFrame: true } as const;
      return finder.judge(frame, { ...by, detection, landmarks }, timingsMs);
    },
    follow: (tracking) =>
      createPayerFollower(finder, createFaceTracker(minFaceShare, tracking), clock),
    async texture(frame, face) {
      assertSameFrame(frame, face);
      if (stages.texture.length === 0) return undefined;
      let sum = 0;
      for (const network of stages.texture) {
        sum += await network.liveProbability(frame.image, face.detection);
      }
      return sum / stages.texture.length;
    },
    async embed(frame, face) {
      assertSameFrame(frame, face);
      if (!face.detectedInThisFrame) throw new TypeError("the face was followed, not detected");
      return new SecretEmbedding(await stages.embedder.embed(frame.image, face.landmarks), space);
    },
    [Symbol.asyncDispose]: () => stages[Symbol.asyncDispose](),
  };
}

function assertSameFrame(frame: Frame, face: FaceOfFrame): void {
  if (frame.sequence !== face.sequence) throw new TypeError("the face is of another frame");
}
