import { type Assurance, assuranceOf, type EvidenceClaims } from "@sourire/core";

const RANK: Readonly<Record<Assurance, number>> = Object.freeze({
  none: 0,
  low: 1,
  substantial: 2,
  high: 3,
});

/** The lesser of two. */
export function minAssurance(a: Assurance, b: Assurance): Assurance {
  return RANK[a] <= RANK[b] ? a : b;
}

/** Whether `reached` is at least `needed`. */
export function isAtLeast(reached: Assurance, needed: Assurance): boolean {
  return RANK[reached] >= RANK[needed];
}

/**
 * What evidence is worth: the least of what its checks prove, what the terminal was registered for and,
 * because an unattested terminal may lie about its own checks, `substantial`.
 *
 * An attestation that comes along changes nothing: it counts once it was verified against a key that was registered for
 * this terminal, and no such key is kept yet. A strong hint of a virtual camera leaves at most `low`: depth and infrared
 * that a program may have made are worth no more than colour. It is no proof, so it does not refuse.
 */
export function reachedAssurance(
  { liveness, camera }: Pick<EvidenceClaims, "liveness" | "camera">,
  ceiling: Assurance,
): Assurance {
  const hinted = camera.virtualCamera.grade === "strong-hint";
  const proven = assuranceOf(liveness, camera);
  return minAssurance(minAssurance(proven, ceiling), hinted ? "low" : "substantial");
}

/** Whether every required check passed and none failed. What is missing counts as failed. */
export function passesChecks(
  required: readonly string[],
  liveness: EvidenceClaims["liveness"],
): boolean {
  const statusOf = new Map<string, string>(liveness.map((r) => [r.check, r.status]));
  return (
    required.every((check) => statusOf.get(check) === "passed") &&
    liveness.every((result) => result.status !== "failed")
  );
}
