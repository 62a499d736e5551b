import {
  createStages,
  type FaceDetection,
  type FaceStages,
  type InferenceRuntime,
  type ModelPack,
  type PixelImage,
  wavesPicture,
} from "@sourire/core";
import { median } from "./examine-file.js";

/** Time of each stage, ms; `texture` is that of all texture networks. */
type StagesMs = Readonly<Record<"detect" | "landmarks" | "texture" | "embed", number>>;

/** How long one frame takes, from detection to embedding; ms, medians. */
export interface FrameReport {
  /** The pack. */
  readonly pack: string;
  /** Of the picture, pixels. */
  readonly width: number;
  /** Of the picture, pixels. */
  readonly height: number;
  /** Opening and proving the networks, once. */
  readonly openMs: number;
  /** Median of each stage. */
  readonly stagesMs: StagesMs;
  /** Median of the whole. */
  readonly totalMs: number;
}

const WIDTH = 1280;
const HEIGHT = 720;
/** Frames that are measured. */
const RUNS = 7;
/** Where a frame takes long (a GPU in software), fewer must do, ms. */
const BUDGET_MS = 2_000;

/** A face where none is: its crops cost what those of a true face cost. */
const MADE_UP_FACE: FaceDetection = Object.freeze({
  box: { x: 520, y: 240, width: 240, height: 240 },
  score: 1,
  keypoints: {
    rightEye: { x: 590, y: 330 },
    leftEye: { x: 690, y: 330 },
    nose: { x: 640, y: 380 },
    mouth: { x: 640, y: 430 },
  },
});

/**
 * Measures one frame: every network of the pack with its crop, on a made-up picture of 1280 x 720 with a
 * made-up face, so that nobody's picture is needed.
 */
export async function measureFrame(
  pack: ModelPack,
  runtime: InferenceRuntime,
): Promise<FrameReport> {
  const startMs = performance.now();
  await using stages = await createStages(pack, runtime);
  const openMs = Number((performance.now() - startMs).toFixed(0));
  const image = wavesPicture(WIDTH, HEIGHT);
  await lookOnce(stages, image); // warm-up
  const frames: StagesMs[] = [];
  const endMs = performance.now() + BUDGET_MS;
  while (frames.length === 0 || (frames.length < RUNS && performance.now() < endMs)) {
    frames.push(await lookOnce(stages, image));
  }
  const of = (stage: keyof StagesMs): number => median(frames.map((frame) => frame[stage]));
  return {
    pack: pack.manifest.id,
    width: WIDTH,
    height: HEIGHT,
    openMs,
    stagesMs: {
      detect: of("detect"),
      landmarks: of("landmarks"),
      texture: of("texture"),
      embed: of("embed"),
    },
    totalMs: median(frames.map((frame) => Object.values(frame).reduce((a, b) => a + b, 0))),
  };
}

async function lookOnce(stages: FaceStages, image: PixelImage): Promise<StagesMs> {
  const timed = async <T>(work: () => Promise<T>): Promise<readonly [number, T]> => {
    const startMs = performance.now();
    const value = await work();
    return [performance.now() - startMs, value];
  };
  const [detect] = await timed(() => stages.detector.detect(image));
  const [landmarks, mesh] = await timed(() => stages.landmarks.locate(image, MADE_UP_FACE));
  const [texture] = await timed(async () => {
    for (const network of stages.texture) await network.liveProbability(image, MADE_UP_FACE);
  });
  const [embed] = await timed(() => stages.embedder.embed(image, mesh));
  return { detect, landmarks, texture, embed };
}
