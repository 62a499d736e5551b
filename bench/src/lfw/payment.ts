import {
  createExactSearch,
  type Embedding,
  identify,
  judgeQuality,
  type OperatingPoint,
  QUALITY_DEFAULTS_ENROL,
  QUALITY_DEFAULTS_PROBE,
  type QualityLimits,
  seededUniform,
  selectOperatingPoint,
  type TemplateSearch,
} from "@sourire/core";
import type { FaceRecord, FaceRecords } from "./face-records.js";
import type { PaymentSplit } from "./payment-split.js";

/** How the payments are made. */
export interface PaymentTrial {
  /** Digits of the phone number that the payer types; they narrow the gallery. */
  readonly digits: 0 | 2 | 4;
  /** Whether pictures must pass the quality gates of enrolment and payment. */
  readonly gates: boolean;
  /** Chance of charging a wrong person that the issuer allows. */
  readonly fpirBudget: number;
}

/** What came of it. */
export interface PaymentFigure {
  /** Of the operating point that was selected. */
  readonly fmr: number;
  /** Of the largest group that was searched. */
  readonly largestGallery: number;
  /** People whose picture was accepted for enrolment. */
  readonly enrolled: number;
  /** What became of the enrolled people's payments. */
  readonly payers: Outcomes;
  /** What became of the strangers' attempts. */
  readonly strangers: Outcomes;
}

/** Counts of attempts by how they ended. */
interface Outcomes {
  attempts: number;
  notAcquired: number;
  paidAsThemselves: number;
  paidAsSomebodyElse: number;
  ambiguous: number;
  noMatch: number;
}

const SEED = 4711;

/**
 * Lets the enrolled people and the strangers pay, through the issuer's own search and decision.
 * Phone digits are synthetic and uniform. A stranger types the digits of a payer drawn by chance, so
 * that there is always somebody to be mistaken for.
 * @returns `undefined` where the pack has no operating point strict enough for the budget
 */
export function runPayments(
  split: PaymentSplit,
  records: FaceRecords,
  points: readonly OperatingPoint[],
  { digits, gates, fpirBudget }: PaymentTrial,
): PaymentFigure | undefined {
  const next = seededUniform(SEED);
  const digitsOf = new Map(
    split.payers.map(({ identity }) => [identity, Math.floor(next() * 10 ** digits)]),
  );
  const galleries = new Map<number, TemplateSearch>();
  let enrolled = 0;
  const members: (typeof split.payers)[number][] = [];
  for (const payer of split.payers) {
    const record = acquire(records.get(payer.enrolled), gates, QUALITY_DEFAULTS_ENROL);
    if (!record) continue;
    const group = digitsOf.get(payer.identity) as number;
    const gallery = galleries.get(group) ?? createExactSearch(record.embedding.length);
    gallery.add(payer.identity, record.embedding as Embedding);
    galleries.set(group, gallery);
    members.push(payer);
    enrolled++;
  }
  const largestGallery = Math.max(...[...galleries.values()].map(({ size }) => size));
  const pair = selectOperatingPoint(points, largestGallery, fpirBudget);
  if (!pair) return undefined;

  const attempt = (outcomes: Outcomes, picture: string, group: number, self?: string): void => {
    outcomes.attempts++;
    const probe = acquire(records.get(picture), gates, QUALITY_DEFAULTS_PROBE);
    const gallery = galleries.get(group);
    if (!probe || !gallery) {
      outcomes.notAcquired++;
      return;
    }
    const decision = identify(gallery.top2(probe.embedding as Embedding), pair);
    if (decision.status === "ambiguous") outcomes.ambiguous++;
    else if (decision.status === "no-match") outcomes.noMatch++;
    else if (decision.payer === self) outcomes.paidAsThemselves++;
    else outcomes.paidAsSomebodyElse++;
  };
  const payers = none();
  for (const { identity, probe } of members) {
    attempt(payers, probe, digitsOf.get(identity) as number, identity);
  }
  const strangers = none();
  for (const picture of split.strangers) {
    const target = members[Math.floor(next() * members.length)];
    attempt(strangers, picture, digitsOf.get(target?.identity ?? "") as number);
  }
  return { fmr: pair.accept.fmr, largestGallery, enrolled, payers, strangers };
}

function acquire(
  record: FaceRecord | undefined,
  gates: boolean,
  limits: QualityLimits,
): FaceRecord | undefined {
  if (!record || !gates) return record;
  return judgeQuality(record.quality, limits).length === 0 ? record : undefined;
}

function none(): Outcomes {
  return {
    attempts: 0,
    notAcquired: 0,
    paidAsThemselves: 0,
    paidAsSomebodyElse: 0,
    ambiguous: 0,
    noMatch: 0,
  };
}
