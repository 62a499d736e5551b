import type { OperatingPoint } from "@sourire/core";

/** A model pack whose templates the issuer compares. */
export interface AcceptedPack {
  /** SHA-256 of its manifest, hexadecimal. */
  readonly digest: string;
  /** Its embedding space. */
  readonly space: string;
  /** Length of its embeddings. */
  readonly dimensions: number;
  /** Measured thresholds with their error rates. */
  readonly operatingPoints: readonly OperatingPoint[];
  /** Whether its measured errors are good enough for money. */
  readonly paymentGrade: boolean;
}
