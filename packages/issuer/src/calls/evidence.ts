import {
  type EvidenceClaims,
  type EvidenceResponse,
  evidenceClaims,
  evidenceRequest,
  openSealed,
  SourireError,
  TOKEN_TYPES,
  tokenDigest,
  VERIFY_DEFAULTS,
  verifyToken,
} from "@sourire/core";
import type { GalleryAnswer } from "../gallery/gallery.js";
import { authenticateTerminal } from "../http/authenticate.js";
import type { CallRequest } from "../http/call-request.js";
import { applyEvent, ownIntent } from "../intent/intent-events.js";
import { nextState } from "../intent/state.js";
import { type JudgedEvidence, judgeEvidence } from "../matching/judge-evidence.js";
import { newId, type Services } from "../services.js";
import type { StoreTransaction } from "../store/issuer-store.js";
import type { IntentRecord, TerminalRecord } from "../store/records.js";

/** What is kept of an answer: no name, which is read from the payer again each time. */
type StoredDecision =
  | Exclude<EvidenceResponse, { readonly status: "candidate" }>
  | { readonly status: "candidate"; readonly candidate: string };

interface SignedEvidence {
  readonly claims: EvidenceClaims;
  readonly hash: string;
}

/** `POST /v1/intents/{id}/evidence`: who it is, without a score. The same evidence gets the same answer. */
export async function receiveEvidence(
  services: Services,
  call: CallRequest,
): Promise<EvidenceResponse> {
  const terminal = await authenticateTerminal(services, call);
  const { evidence } = await call.body(evidenceRequest);
  const intentId = call.id;
  return services.intentQueues.run(intentId, async () => {
    const intent = await ownIntent(services, terminal, intentId);
    const signed = await openEvidence(services, terminal, evidence);
    if (signed.claims.intentHash !== intent.hash) {
      throw new SourireError("INTENT_MISMATCH", "the evidence is for another intent");
    }
    if (intent.evidenceHash === signed.hash) return repeat(services, intent);
    nextState(intent.state, "evidence"); // refuses a used intent before any work
    const judged = judgeEvidence(services, terminal, intent, signed.claims);
    const found = await find(services, terminal, judged);
    return services.store.transaction((tx) =>
      keep(services, tx, { intent, signed, judged, found }),
    );
  });
}

async function openEvidence(
  services: Services,
  terminal: TerminalRecord,
  sealed: string,
): Promise<SignedEvidence> {
  const { sealing, issuer, livemode, clock } = services;
  const token = await openSealed(sealed, (kid) => (kid === sealing.kid ? sealing : undefined));
  const claims = await verifyToken(TOKEN_TYPES.evidence, evidenceClaims, token, {
    keys: (kid) => (kid === terminal.thumbprint ? terminal.publicKey : undefined),
    issuer: terminal.id,
    audience: issuer,
    livemode,
    nowMs: clock.now(),
  });
  return { claims, hash: await tokenDigest(token) };
}

async function find(
  services: Services,
  terminal: TerminalRecord,
  { pack, probe, refusal }: JudgedEvidence,
): Promise<
  GalleryAnswer | { readonly status: "refused"; readonly reason: "liveness" | "assurance" }
> {
  try {
    if (refusal) return { status: "refused", reason: refusal };
    const { gallery, policy } = services;
    return await gallery.find(terminal.scope, pack, probe, policy.fpirBudget);
  } finally {
    probe.fill(0);
  }
}

interface Outcome {
  readonly intent: IntentRecord;
  readonly signed: SignedEvidence;
  readonly judged: JudgedEvidence;
  readonly found: Awaited<ReturnType<typeof find>>;
}

async function keep(
  { clock, random }: Services,
  tx: StoreTransaction,
  { intent, signed, judged, found }: Outcome,
): Promise<EvidenceResponse> {
  const { claims, hash } = signed;
  const used = await tx.useToken({
    kind: "evidence",
    signer: intent.terminal,
    jti: claims.jti,
    digest: hash,
    expiresAtS: claims.exp + VERIFY_DEFAULTS.clockToleranceS + 1,
  });
  if (used !== undefined) throw new SourireError("TOKEN_REPLAYED", "the evidence was used");
  const payer = found.status === "match" ? await tx.payer(found.payer) : undefined;
  const decision = decisionOf(found, payer?.withdrawnAtMs === null, newId(random));
  const evidenced = await applyEvent(tx, intent, "evidence", clock.now(), {
    evidenceHash: hash,
    evidenceAnswer: JSON.stringify(decision),
    assurance: judged.assurance,
    liveness: JSON.stringify(claims.liveness),
    packDigest: claims.packDigest,
  });
  if (decision.status === "ambiguous") await applyEvent(tx, evidenced, "ambiguity", clock.now());
  if (decision.status !== "candidate") return decision;
  const { candidate } = decision;
  const change = { payer: payer?.id ?? null, candidate };
  await applyEvent(tx, evidenced, "match", clock.now(), change);
  return { status: "candidate", candidate, payer: payer?.maskedName ?? "••" };
}

/** Somebody who withdrew while the search ran is a stranger. */
function decisionOf(found: Outcome["found"], takesPart: boolean, handle: string): StoredDecision {
  if (found.status !== "match") return found;
  return takesPart ? { status: "candidate", candidate: handle } : { status: "no-match" };
}

async function repeat({ store }: Services, intent: IntentRecord): Promise<EvidenceResponse> {
  const decision = JSON.parse(intent.evidenceAnswer ?? "null") as StoredDecision;
  if (decision.status !== "candidate") return decision;
  const id = intent.payer ?? "";
  const payer = await store.transaction((tx) => tx.payer(id));
  if (!payer || payer.withdrawnAtMs !== null) return { status: "no-match" };
  return { ...decision, payer: payer.maskedName ?? "••" };
}
