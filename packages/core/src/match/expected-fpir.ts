/**
 * Expected false-positive identification rate of a stranger against a gallery.
 * @param fmr - false match rate of one comparison, 0..1; use the upper end of its interval
 * @param templates - comparisons, >= 0
 * @returns `1 - (1 - fmr)^templates`, 0..1
 * @see ISO/IEC 19795-1; NIST SP 800-63A-4
 * @example expectedFpir(1e-6, 10_000) // 0.00995
 */
export function expectedFpir(fmr: number, templates: number): number {
  return -Math.expm1(templates * Math.log1p(-fmr));
}
