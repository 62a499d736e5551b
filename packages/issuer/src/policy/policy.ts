import { type Assurance, digestJson, type LivenessCheckName } from "@sourire/core";

/** What the issuer asks for and how far it goes. Its digest is in every intent and authorization. */
export interface IssuerPolicy {
  /** Names it for people. */
  readonly id: string;
  /** Liveness checks that must have passed in a payment. */
  readonly requiredChecks: readonly LivenessCheckName[];
  /** Liveness checks that must have passed at enrolment. */
  readonly requiredEnrolmentChecks: readonly LivenessCheckName[];
  /** The least assurance with which evidence is looked at. */
  readonly minimumAssurance: Assurance;
  /** The most that one payment may take, minor units, by assurance reached and currency; absent: 0. */
  readonly capsMinor: Readonly<Record<Assurance, Readonly<Record<string, number>>>>;
  /** The most false identifications a payment by a stranger, 0..1. */
  readonly fpirBudget: number;
  /** Templates that a payer may have: each is one more chance for a false match. */
  readonly maxTemplatesPerPayer: number;
  /** How long a template is kept after consent, months; written into the consent receipt. */
  readonly retentionMonths: number;
  /** How long the issuer waits for the processor before it answers `pending`, ms. */
  readonly processorTimeoutMs: number;
}

const COMMON = {
  requiredChecks: Object.freeze(["frame-integrity"] as const),
  // NIST SP 800-63A-4: at most one false positive identification in a thousand
  fpirBudget: 1e-3,
  maxTemplatesPerPayer: 5,
  // BIPA's ceiling is three years after the last interaction
  retentionMonths: 12,
  // A card network answers within seconds; a till that waits longer has lost its customer.
  processorTimeoutMs: 10_000,
} as const;

// "high" would be the payer's own limit, which has no place in the store yet: until then it is not
// trusted with more than "substantial".
const CAPS = {
  low: Object.freeze({ EUR: 30_00 }),
  substantial: Object.freeze({ EUR: 100_00 }),
  high: Object.freeze({ EUR: 100_00 }),
} as const;

/**
 * The policy of a test issuer. Assurance "none" may pay EUR 30 here and nothing in the live world: a
 * simulated camera proves no living person, and without this nobody could try the way to an approval.
 * No money moves, because a test issuer takes a simulated processor.
 */
export const TEST_POLICY: IssuerPolicy = Object.freeze({
  ...COMMON,
  id: "test-default",
  // a still picture may be enrolled here, and no check can run on one
  requiredEnrolmentChecks: Object.freeze([]),
  minimumAssurance: "none",
  capsMinor: Object.freeze({ ...CAPS, none: Object.freeze({ EUR: 30_00 }) }),
});

/** The policy of a live issuer: evidence that proves no living person pays nothing. */
export const LIVE_POLICY: IssuerPolicy = Object.freeze({
  ...COMMON,
  id: "live-default",
  requiredEnrolmentChecks: COMMON.requiredChecks,
  minimumAssurance: "low",
  capsMinor: Object.freeze({ ...CAPS, none: Object.freeze({}) }),
});

/** Names a policy: any change gives another digest. */
export function policyDigest(policy: IssuerPolicy): Promise<string> {
  return digestJson(policy);
}

/** Whether a payment is above what the assurance reached may pay. */
export function isOverCap(
  policy: IssuerPolicy,
  assurance: Assurance,
  amount: number,
  currency: string,
): boolean {
  const caps = policy.capsMinor[assurance];
  const cap = Object.hasOwn(caps, currency) ? (caps[currency] ?? 0) : 0;
  return !(amount <= cap); // written so that NaN is over
}
