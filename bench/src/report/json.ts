import type { BenchResult } from "../race/measure.js";
import type { Racer } from "../race/race.js";
import { rounded } from "../statistics.js";
import { fasterFaceApi, overheadOf, ratiosOf, type Target } from "./targets.js";

/** The result for programs: milliseconds to a hundredth, MB to a tenth. The first five keys are stable. */
export function benchJson(result: BenchResult, targets: readonly Target[]): object {
  const { racers } = result;
  const faster = fasterFaceApi(result);
  return roundedDeep({
    sourire: {
      ...racerJson(racers.sourire),
      inferenceMs: racers.sourire.stagesMs["inference"],
      trackedMs: racers.sourireTracked.medianMs,
    },
    human: racerJson(racers.human),
    faceApi: {
      ...racerJson(racers[faster]),
      detector: faster === "faceApiTiny" ? "tinyFaceDetector" : "ssdMobilenetv1",
      ssdMobilenetv1: racerJson(racers.faceApiSsd),
      tinyFaceDetector: racerJson(racers.faceApiTiny),
    },
    ratios: { ...ratiosOf(result, "sourire"), overhead: overheadOf(result) },
    trackedRatios: ratiosOf(result, "sourireTracked"),
    likeForLike: {
      ...racerJson(racers.sourireWasm),
      ratios: ratiosOf(result, "sourireWasm"),
      twoThreads: {
        ...racerJson(racers.sourireWasm2),
        ratios: ratiosOf(result, "sourireWasm2"),
      },
    },
    stages: {
      detected: racers.sourire.stagesMs,
      tracked: racers.sourireTracked.stagesMs,
      wasm: racers.sourireWasm.stagesMs,
    },
    trackedOverhead: racers.sourireTracked.overhead,
    sizes: result.sizes,
    faces: result.crowds,
    coldStartMs: result.coldStart.medianMs,
    coldStart: result.coldStart,
    targets,
    pack: result.pack,
    quick: result.quick,
    machine: result.machine,
  }) as object;
}

function racerJson(racer: Racer): object {
  const { about, frames, medianMs, p90Ms, loadMs, rssMb, peakRssMb } = racer;
  return { medianMs, p90Ms, frames, loadMs, rssMb, peakRssMb, ...about };
}

function roundedDeep(value: unknown): unknown {
  if (typeof value === "number") return rounded(value, Math.abs(value) < 10 ? 3 : 1);
  if (Array.isArray(value)) return value.map(roundedDeep);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, roundedDeep(v)]));
}
