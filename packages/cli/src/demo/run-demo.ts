import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPuppetCamera } from "@sourire/camera-adapters/simulated";
import {
  type AuthorizationClaims,
  fetchJwks,
  type Jwks,
  type PayOutcome,
  parseMoney,
  verifyReceipt,
} from "@sourire/core";
import { dataFolder } from "../world/data-folder.js";
import { enrollPicture, withdrawAccount } from "../world/enroll-picture.js";
import { openWorld, type World } from "../world/open-world.js";
import { payBeforeCamera } from "../world/pay-before-camera.js";
import type { Narrator } from "./narrator.js";
import type { Scenario } from "./scenario.js";
import { CAST_SIZE, type DemoPerson, portraitOfPerson, syntheticCast } from "./synthetic-cast.js";
import { syntheticOperatingPoints } from "./synthetic-operating-points.js";

/** How one payment went. */
interface ScenarioResult {
  /** Who stood before the camera. */
  readonly scenario: Scenario;
  /** How it ended. */
  readonly status: PayOutcome["status"];
  /** Why, where it was not approved. */
  readonly reason?: string;
  /** Milliseconds; `detect`, `landmarks` and `quality` are medians a frame, the others a payment. */
  readonly stages: Readonly<Record<string, number>>;
  /** The compact JWS, where the issuer signed one. */
  readonly authorization?: string;
}

/** What the demonstration found; `--smoke` prints it. */
export interface DemoReport {
  /** In the order in which they were shown. */
  readonly outcomes: readonly ScenarioResult[];
  /** The issuer's public keys: whoever has them can verify the authorization. */
  readonly jwks: Jwks;
  /** The model pack. */
  readonly pack: { readonly id: string; readonly digest: string; readonly paymentGrade: boolean };
  /** Milliseconds until the first payment could begin. */
  readonly setupMs: number;
}

/** Options of {@link runDemo}. */
export interface DemoOptions {
  /** Tells the story. */
  readonly narrator: Narrator;
  /** Name or folder of a model pack. */
  readonly pack?: string | undefined;
  /** The issuer's port. */
  readonly port?: number | undefined;
  /** Milliseconds that were spent before this process could start. */
  readonly spentMs: number;
  /** Stops it. */
  readonly signal: AbortSignal;
}

const MONEY = parseMoney("4.50", "EUR");
/** What a payer does while the camera looks. */
const SCRIPT = "neutral 0.6s, smile 1s, neutral 0.4s, turn-left 6deg 0.8s";

/** Three payments on a fresh database: somebody enrolled, a stranger, and somebody who has withdrawn. */
export async function runDemo(options: DemoOptions): Promise<DemoReport> {
  const { narrator, signal, spentMs } = options;
  const startedMs = performance.now();
  const root = await mkdtemp(join(tmpdir(), "sourire-demo-"));
  try {
    await using world = await openWorld({
      ...options,
      folder: dataFolder(root),
      // people who are drawn resemble each other more than people do
      operatingPoints: syntheticOperatingPoints,
    });
    const cast = await enrolCast(world, narrator, signal);
    const setupMs = Math.round(spentMs + performance.now() - startedMs);
    const jwks = await fetchJwks(world.issuer.url, { signal });
    const stage = { world, jwks, narrator, signal };
    const outcomes = [
      await show(stage, "enrolled", cast.payer, 1234),
      await show(stage, "stranger", cast.stranger, 1235),
    ];
    const gone = await withdrawAccount(world, "account-1", { signal });
    narrator.withdrawn(cast.withdrawing.displayName, gone.templatesDeleted);
    outcomes.push(await show(stage, "withdrawn", cast.withdrawing, 1236));
    const { manifest, digest } = world.vision.pack;
    const pack = { id: manifest.id, digest, paymentGrade: manifest.paymentGrade };
    return { outcomes, jwks, pack, setupMs };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Whether the demonstration showed what it promises. */
export function isAsPromised({ outcomes }: DemoReport): boolean {
  const [enrolled, stranger, withdrawn] = outcomes;
  return (
    enrolled?.status === "approved" &&
    stranger?.status === "fallback" &&
    withdrawn?.status === "fallback" &&
    stranger.reason === withdrawn.reason
  );
}

interface Cast {
  readonly payer: DemoPerson;
  readonly stranger: DemoPerson;
  readonly withdrawing: DemoPerson;
}

/** Enrols everybody but the last one, who stays a stranger. */
async function enrolCast(world: World, narrator: Narrator, signal: AbortSignal): Promise<Cast> {
  narrator.opened(world);
  const people: DemoPerson[] = [];
  for (const person of syntheticCast(await world.vision.pack.faceTemplate())) {
    signal.throwIfAborted();
    const account = `account-${people.push(person) - 1}`;
    if (people.length === CAST_SIZE) break;
    const { displayName } = person;
    const picture = portraitOfPerson(person);
    await enrollPicture(world, { account, displayName, picture }, { signal });
    narrator.enrolled(people.length, CAST_SIZE - 1);
  }
  const [payer, withdrawing] = people;
  const stranger = people.at(-1);
  if (!payer || !withdrawing || !stranger) throw new TypeError("a cast of three at least");
  return { payer, stranger, withdrawing };
}

interface Stage {
  readonly world: World;
  readonly jwks: Jwks;
  readonly narrator: Narrator;
  readonly signal: AbortSignal;
}

async function show(
  { world, jwks, narrator, signal }: Stage,
  scenario: Scenario,
  { head }: DemoPerson,
  order: number,
): Promise<ScenarioResult> {
  const stages: Record<string, number> = {};
  const request = { money: MONEY, order: String(order) };
  narrator.begins(scenario, request);
  const camera = createPuppetCamera({ payer: head, script: SCRIPT, atEnd: "loop", seed: order });
  const outcome = await payBeforeCamera(world, camera, request, {
    display: narrator.display,
    onProgress: (progress) => {
      if (progress.kind === "stage-ended") stages[progress.stage] = round(progress.ms);
      if (progress.kind === "frames") {
        for (const [part, ms] of Object.entries(progress.medianMs)) stages[part] = round(ms);
      }
      narrator.progress(progress);
    },
    signal,
  });
  let receipt: AuthorizationClaims | undefined;
  if (outcome.status === "approved") {
    // what a till would do: public keys and its own order, nothing else
    receipt = await verifyReceipt(outcome.authorization, {
      jwks,
      issuer: world.issuer.url,
      terminal: world.terminal,
      livemode: false,
      expect: { ...MONEY, order: request.order },
      nowMs: Date.now(),
    });
  }
  narrator.ended(outcome, receipt);
  return {
    scenario,
    status: outcome.status,
    ...("reason" in outcome ? { reason: outcome.reason } : {}),
    stages,
    ...("authorization" in outcome ? { authorization: outcome.authorization } : {}),
  };
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
