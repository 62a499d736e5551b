import { decodeSample, type Golden, sampleOf } from "./golden.js";
import type { ModelSession } from "./inference-runtime.js";
import type { ModelFile } from "./model-pack.js";
import { type ProbeOutputs, probe } from "./probe.js";

/** When an output agrees with its golden values. */
export interface ParityLimits {
  /** Smallest cosine of the angle between sampled and golden values. */
  readonly minCosine: number;
  /** Largest difference of one value, as a share of the output's magnitude. */
  readonly maxRelativeError: number;
  /** Magnitude below which an output counts as this large, in the output's own unit. */
  readonly minMagnitude: number;
}

/**
 * Wide enough for right arithmetic of any kind, narrow enough for wrong networks. Measured over the nine
 * files of the three packs, largest error as a share of the output's magnitude:
 *
 * - float32 elsewhere (two threads, no graph optimisation, WebAssembly, WebGPU): 1.2e-4 at most,
 *   and 1.6e-5 off in cosine;
 * - weights and picture rounded to the 10 bits of mantissa that float16 and TF32 have: 5.2e-3 at most,
 *   and 1.6e-5 off in cosine; the limit leaves four times that to hardware that rounds between layers too;
 * - one layer of fifty damaged (a tap zeroed, kernels mirrored, 20 % too large, a channel lost): 232 of 272
 *   such networks are refused, and the others answer within 2 %. An operator that a backend has wrong is
 *   wrong in every layer that uses it.
 *
 * Probabilities of almost nothing (YuNet's, and FaceMesh's face flag, answer 1e-5 to 1e-4 where no face
 * is) would fail on a relative error that means nothing, so outputs below 1e-3 count as that large.
 */
export const PARITY_LIMITS: ParityLimits = Object.freeze({
  minCosine: 0.999,
  maxRelativeError: 0.02,
  minMagnitude: 1e-3,
});

/** How far one output is from its golden values. */
export interface OutputParity {
  /** Name of the output. */
  readonly name: string;
  /** Cosine of the angle between the sampled values and the golden ones, -1..1. */
  readonly cosine: number;
  /** Largest difference of a sampled value, in the output's own unit. */
  readonly maxError: number;
  /** The largest difference that passes, in the same unit. */
  readonly tolerance: number;
  /** Whether both hold. */
  readonly passed: boolean;
}

/** What {@link checkParity} found. */
export interface Parity {
  /** `unproven`: it runs, but the manifest holds no golden values to compare with. */
  readonly status: "passed" | "failed" | "unproven";
  /** Each output that was compared, in the manifest's order. */
  readonly outputs: readonly OutputParity[];
  /** Why it failed, in words; present only where it did. */
  readonly reason?: string;
}

/**
 * Runs a network once on a made-up picture and compares the answer with the golden values of its
 * manifest: whether this backend, on this machine, computes what the pack was measured with. With
 * golden values or without, it is the network's warm-up too. A run that fails is parity that failed.
 */
export async function checkParity(session: ModelSession, file: ModelFile): Promise<Parity> {
  try {
    const answered = await probe(session, file);
    return file.golden ? judge(answered, file.golden) : { status: "unproven", outputs: [] };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return { status: "failed", reason, outputs: [] };
  }
}

function judge(answered: ProbeOutputs, golden: Golden): Parity {
  const outputs = golden.outputs.map(({ name, length, values }): OutputParity => {
    const expected = decodeSample(values, length);
    const actual = answered.get(name);
    if (!expected) throw new TypeError(`the golden values of ${name} cannot be read`);
    if (actual?.length !== length) {
      throw new TypeError(`${name} has ${actual?.length ?? "no"} values where ${length} are due`);
    }
    return { name, ...compareSamples(sampleOf(actual), expected) };
  });
  const worst = outputs.filter(({ passed }) => !passed).sort((a, b) => excess(b) - excess(a))[0];
  if (!worst) return { status: "passed", outputs };
  const { name, cosine, maxError, tolerance } = worst;
  const reason = `${name}: cosine ${cosine.toFixed(6)}, largest error ${maxError.toExponential(2)} where ${tolerance.toExponential(2)} is allowed`;
  return { status: "failed", reason, outputs };
}

function excess({ maxError, tolerance }: OutputParity): number {
  return maxError / tolerance;
}

/**
 * Compares two samples of one output.
 * @param actual - shape `[n]`
 * @param expected - shape `[n]`
 */
export function compareSamples(
  actual: Float32Array,
  expected: Float32Array,
): Omit<OutputParity, "name"> {
  let [dot, actualSquares, expectedSquares, maxError, magnitude] = [0, 0, 0, 0, 0];
  expected.forEach((want, i) => {
    const got = actual[i] ?? Number.NaN;
    dot += got * want;
    actualSquares += got * got;
    expectedSquares += want * want;
    maxError = Math.max(maxError, Math.abs(got - want));
    magnitude = Math.max(magnitude, Math.abs(want));
  });
  const lengths = Math.sqrt(actualSquares * expectedSquares);
  // two answers of nothing but zeros are alike
  const cosine = lengths === 0 ? Number(actualSquares === expectedSquares) : dot / lengths;
  const { minCosine, maxRelativeError, minMagnitude } = PARITY_LIMITS;
  const tolerance = maxRelativeError * Math.max(magnitude, minMagnitude);
  return { cosine, maxError, tolerance, passed: cosine >= minCosine && maxError <= tolerance };
}
