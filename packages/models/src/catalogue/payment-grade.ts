import type { OperatingPoint } from "@sourire/core";

/** NIST SP 800-63B-4 asks for false non-matches below this rate ... */
const MAX_FNMR = 0.05;
/** ... at a false match rate of at most this. */
const FMR = 1e-4;

/**
 * Whether measured errors are good enough for payments: FNMR below 5 % at FMR 1e-4 or stricter.
 * A pack that was never measured is not.
 */
export function isPaymentGrade(points: readonly OperatingPoint[]): boolean {
  return points.some(({ fmr, fnmr }) => fmr <= FMR && fnmr < MAX_FNMR);
}
