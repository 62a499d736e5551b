import type { QualityValues } from "@sourire/core";

/** What the pipeline made of one picture; `undefined` where it found no face. */
export interface FaceRecord {
  /** Unit norm. */
  readonly embedding: Float32Array;
  /** For the gates. */
  readonly quality: QualityValues;
}

/** Records by picture. */
export type FaceRecords = ReadonlyMap<string, FaceRecord | undefined>;
