import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AuthorizationClaims,
  fetchJwks,
  type Jwks,
  type PayOutcome,
  parseMoney,
  SourireError,
  verifyReceipt,
} from "@sourire/core";
import { dataFolder } from "../world/data-folder.js";
import { enrollPicture, withdrawAccount } from "../world/enroll-picture.js";
import { openWorld, type World } from "../world/open-world.js";
import { payWithPicture } from "../world/pay-with-picture.js";
import type { Narrator } from "./narrator.js";
import type { Scenario } from "./scenario.js";
import { findStockFaces, type StockFace } from "./stock-faces.js";

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
/** Made up; the photographs are stock pictures whose people are not known to us. */
const NAMES = [
  "Maya Lind",
  "Jonas Weber",
  "Aisha Khan",
  "Leo Martin",
  "Nora Berg",
  "Tom Silva",
  "Ines Costa",
  "Omar Haddad",
  "Yuki Sato",
  "Eva Novak",
];

/** Three payments on a fresh database: somebody enrolled, a stranger, and somebody who has withdrawn. */
export async function runDemo(options: DemoOptions): Promise<DemoReport> {
  const { narrator, signal, spentMs } = options;
  const startedMs = performance.now();
  const root = await mkdtemp(join(tmpdir(), "sourire-demo-"));
  try {
    await using world = await openWorld({ ...options, folder: dataFolder(root) });
    const cast = await enrolCast(world, narrator, signal);
    const setupMs = Math.round(spentMs + performance.now() - startedMs);
    const jwks = await fetchJwks(world.issuer.url, { signal });
    const stage = { world, jwks, narrator, signal };
    const outcomes = [
      await show(stage, "enrolled", cast.payer, 1234),
      await show(stage, "stranger", cast.stranger, 1235),
    ];
    const gone = await withdrawAccount(world, "account-1", { signal });
    narrator.withdrawn(NAMES[1] as string, gone.templatesDeleted);
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
  readonly payer: StockFace;
  readonly stranger: StockFace;
  readonly withdrawing: StockFace;
}

/** Enrols everybody in the photographs but the last one, who stays a stranger. */
async function enrolCast(world: World, narrator: Narrator, signal: AbortSignal): Promise<Cast> {
  narrator.opened(world);
  const faces = await findStockFaces(world.vision);
  const [payer, withdrawing] = faces;
  const stranger = faces.at(-1);
  if (!payer || !withdrawing || !stranger || faces.length < 3) {
    throw new SourireError("FACE_NOT_FOUND", `${faces.length} usable faces, 3 are needed`);
  }
  for (const [i, { picture }] of faces.slice(0, -1).entries()) {
    const displayName = NAMES[i % NAMES.length] as string;
    await enrollPicture(world, { account: `account-${i}`, displayName, picture }, { signal });
    narrator.enrolled(i + 1, faces.length - 1);
  }
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
  face: StockFace,
  order: number,
): Promise<ScenarioResult> {
  const stages: Record<string, number> = {};
  const request = { money: MONEY, order: String(order) };
  narrator.begins(scenario, request);
  const outcome = await payWithPicture(world, face, request, {
    name: scenario,
    seed: order,
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
