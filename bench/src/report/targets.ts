import type { BenchResult } from "../race/measure.js";

/** A figure with what it should be. */
export interface Target {
  readonly title: string;
  readonly unit: "x" | "%" | "ms" | "MB";
  readonly bound: "at least" | "at most";
  readonly limit: number;
  readonly measured: number;
  readonly met: boolean;
}

/** How often faster this library is; the faster of face-api's two detectors counts. */
export interface Ratios {
  readonly human: number;
  readonly faceApi: number;
}

/** Everything that is not `session.run`, over `session.run`. */
export function overheadOf({ racers }: BenchResult): number {
  return racers.sourire.overhead ?? Number.NaN;
}

/** The faster of face-api's pipelines. */
export function fasterFaceApi({ racers }: BenchResult): "faceApiSsd" | "faceApiTiny" {
  return racers.faceApiSsd.medianMs < racers.faceApiTiny.medianMs ? "faceApiSsd" : "faceApiTiny";
}

/** How often one of ours goes into the peers' time. */
export function ratiosOf(
  result: BenchResult,
  ours: "sourire" | "sourireTracked" | "sourireWasm" | "sourireWasm2",
): Ratios {
  const { racers } = result;
  const { medianMs } = racers[ours];
  return {
    human: racers.human.medianMs / medianMs,
    faceApi: racers[fasterFaceApi(result)].medianMs / medianMs,
  };
}

/** The promises of this library, stated for the pack `standard`. */
export function targetsOf(result: BenchResult): readonly Target[] {
  const detected = ratiosOf(result, "sourire");
  const tracked = ratiosOf(result, "sourireTracked");
  const wasm = ratiosOf(result, "sourireWasm");
  return [
    atLeast("faster than Human", 6, detected.human),
    atLeast("faster than face-api", 6, detected.faceApi),
    atLeast("tracked, faster than Human", 8, tracked.human),
    atLeast("tracked, faster than face-api", 8, tracked.faceApi),
    atLeast("both in WebAssembly, 1 thread: faster than Human", 2, wasm.human),
    atLeast("both in WebAssembly, 1 thread: faster than face-api", 2, wasm.faceApi),
    atMost("what is not inference, over inference", "%", 25, 100 * overheadOf(result)),
    atMost("detected frame at 3840 x 2160 over 1280 x 720", "x", 1.5, growth(result)),
    atMost("process start to first embedding", "ms", 1200, result.coldStart.medianMs),
    atMost("resident memory", "MB", 350, result.racers.sourire.rssMb),
  ];
}

function atLeast(title: string, limit: number, measured: number): Target {
  return { title, unit: "x", bound: "at least", limit, measured, met: measured >= limit };
}

function atMost(title: string, unit: Target["unit"], limit: number, measured: number): Target {
  return { title, unit, bound: "at most", limit, measured, met: measured <= limit };
}

/** The face has the same share of both pictures. */
function growth({ sizes }: BenchResult): number {
  const at = (width: number) =>
    sizes.find((row) => row.face === "share" && row.width === width)?.detectedMs ?? Number.NaN;
  return at(3840) / at(1280);
}
