import { createPuppetFilm, type Head } from "@sourire/camera-adapters/simulated";
import { type FaceLandmarks, type FaceStages, measureFace } from "@sourire/core";
import { parseScript } from "../../../packages/camera-adapters/src/simulated/script/parse-script.js";
import { createPerformance } from "../../../packages/camera-adapters/src/simulated/script/performance.js";
import { median } from "../statistics.js";

/** What the landmark network reads of gestures that were played. */
export interface GestureReadings {
  /** Largest difference between the yaw that was played and the one that is read, less what is read at rest; degrees. */
  readonly yawError: number;
  /** Width of the mouth over the distance of the outer eye corners, against rest, while smiling (median). */
  readonly smile: number;
  /** The same while talking (largest). */
  readonly talk: number;
  /** Opening of the eyes against rest, in a blink (least). */
  readonly blink: number;
  /** Frames in which a face was found, of all. */
  readonly found: readonly [found: number, of: number];
}

const SCRIPT =
  "neutral 1s, smile 1s, neutral 0.6s, blink 0.3s, neutral 0.6s, talk 1.5s, neutral 0.6s, turn-left 20deg 1.4s, turn-right 20deg 1.4s";
/** Where each gesture is at its peak, ms from the start. */
const SMILING = [1350, 1650] as const;
const BLINKING = [2600, 2900] as const;
const TALKING = [3700, 4800] as const;
const TURNING = [5600, 8400] as const;
const RESTING = [500, 950] as const;
const SEED = 11;

/** Plays gestures and reads them with the landmark network, frame by frame, each found anew by the detector. */
export async function readGestures(stages: FaceStages, head: Head): Promise<GestureReadings> {
  const framesPerSecond = 20;
  const film = createPuppetFilm({
    payer: head,
    script: SCRIPT,
    seed: SEED,
    framesPerSecond,
    atEnd: "end",
  });
  const played = createPerformance(parseScript(SCRIPT), { seed: SEED });
  const buffer = film.buffer();
  const moments: { atMs: number; yaw: number; played: number; mouth: number; eyes: number }[] = [];
  const last = film.last ?? 0;
  for (let i = 0; i <= last; i++) {
    const { image } = film.frame(i, 0, buffer);
    const [face] = await stages.detector.detect(image);
    if (!face) continue;
    const mesh = await stages.landmarks.locate(image, face);
    const atMs = film.takenAtMs(i);
    const { yaw } = measureFace(mesh);
    moments.push({
      atMs,
      yaw,
      played: played.at(atMs).yaw,
      mouth: mouthOf(mesh),
      eyes: eyesOf(mesh),
    });
  }
  const within = ([from, to]: readonly [number, number]) =>
    moments.filter(({ atMs }) => atMs >= from && atMs <= to);
  const rest = within(RESTING);
  const mouth = median(rest.map((m) => m.mouth));
  const eyes = median(rest.map((m) => m.eyes));
  const yaw = median(rest.map((m) => m.yaw - m.played));
  return {
    yawError: Math.max(...within(TURNING).map((m) => Math.abs(m.yaw - yaw - m.played))),
    smile: median(within(SMILING).map((m) => m.mouth)) / mouth - 1,
    talk: Math.max(...within(TALKING).map((m) => m.mouth)) / mouth - 1,
    blink: Math.min(...within(BLINKING).map((m) => m.eyes)) / eyes,
    found: [moments.length, last + 1],
  };
}

function distance({ points }: FaceLandmarks, a: number, b: number): number {
  const at = (i: number, k: number): number => points[3 * i + k] as number;
  return Math.hypot(at(a, 0) - at(b, 0), at(a, 1) - at(b, 1));
}

/** Corners of the mouth over outer corners of the eyes. */
function mouthOf(mesh: FaceLandmarks): number {
  return distance(mesh, 61, 291) / distance(mesh, 33, 263);
}

/** Height of both eyes over their width (eye aspect ratio), mean. */
function eyesOf(mesh: FaceLandmarks): number {
  const right = (distance(mesh, 160, 144) + distance(mesh, 158, 153)) / distance(mesh, 33, 133);
  const left = (distance(mesh, 385, 380) + distance(mesh, 387, 373)) / distance(mesh, 362, 263);
  return (right + left) / 4;
}
