import {
  type AuthorizationClaims,
  type Camera,
  type CommandResult,
  type ConfirmAnswer,
  type EvidenceBody,
  type EvidenceResponse,
  type FacePipeline,
  type Frame,
  type Intent,
  type IssuerClient,
  type Observation,
  type PayerDisplay,
  type PayerFace,
  type PaymentParts,
  SecretEmbedding,
  SourireError,
  type TapAnswer,
  toEmbedding,
} from "@sourire/core";

/** What a scripted payment does; every member has the answer of a smooth payment. */
export interface Script {
  readonly tap?: () => Promise<TapAnswer>;
  readonly confirm?: (options: { readonly signal: AbortSignal }) => Promise<ConfirmAnswer>;
  readonly evidence?: EvidenceResponse;
  /** What the n-th frame shows. */
  readonly observe?: (n: number) => "usable" | "no-face" | "several-faces" | "too-small";
  readonly frames?: number;
  readonly intervalMs?: number;
  readonly sameFrame?: boolean;
  readonly requiredChecks?: Intent["claims"]["policy"]["requiredChecks"];
  readonly sendConfirm?: () => Promise<CommandResult>;
  readonly status?: IssuerClient["status"];
  readonly cancel?: () => Promise<CommandResult>;
  readonly captureBudgetMs?: number;
  /** Of the camera. */
  readonly label?: string;
}

/** Scripted parts of a payment and a diary of what was done to them. */
export interface Scripted {
  readonly parts: PaymentParts;
  readonly diary: string[];
  readonly embedded: () => SecretEmbedding | undefined;
  /** What was sent as evidence. */
  readonly evidence: () => EvidenceBody | undefined;
}

const PAYEE = { id: "cafe", name: "Café" };

const INTENT: Intent = {
  id: "intent-0123456789",
  token: "a.b.c",
  hash: "h".repeat(43),
  claims: {
    amount: 450,
    currency: "EUR",
    payee: PAYEE,
    nonce: "n".repeat(22),
    policy: { requiredChecks: ["frame-integrity"] },
  } as unknown as Intent["claims"],
};

export const RECEIPT = { status: "approved", amount: 450 } as AuthorizationClaims;
export const APPROVED: CommandResult = {
  status: "approved",
  authorization: "a.b.c",
  receipt: RECEIPT,
};
export const DECLINED: CommandResult = {
  status: "declined",
  authorization: "a.b.c",
  receipt: { ...RECEIPT, status: "declined", reason: "over-limit" },
};

/** Network weather. */
export function unreachable(): never {
  throw new SourireError("ISSUER_UNREACHABLE", "the line is cut");
}

export function scripted(script: Script = {}): Scripted {
  const diary: string[] = [];
  let embedded: SecretEmbedding | undefined;
  let sent: EvidenceBody | undefined;
  const note = <T>(what: string, value: T): T => {
    diary.push(what);
    return value;
  };
  const intent: Intent = script.requiredChecks
    ? {
        ...INTENT,
        claims: {
          ...INTENT.claims,
          policy: { ...INTENT.claims.policy, requiredChecks: script.requiredChecks },
        },
      }
    : INTENT;
  const display: PayerDisplay = {
    awaitTap: async () => note("tap", await (script.tap?.() ?? "pay-by-smile")),
    guide: (hint) => note(`guide ${hint}`, undefined),
    confirm: async (_ask, options) =>
      note("confirm", await (script.confirm?.(options) ?? ("pay" as const))),
  };
  const pipeline: FacePipeline = {
    ...({} as FacePipeline),
    packDigest: "0".repeat(64),
    space: "synthetic",
    follow: () => {
      const look = async (frame: Frame): Promise<Observation> =>
        observation(frame, script.observe?.(frame.sequence) ?? "usable");
      return { observe: look, detect: look, reset: () => {} };
    },
    embed: async () => {
      embedded = new SecretEmbedding(toEmbedding(Float32Array.of(3, 4), "synthetic"), "synthetic");
      return note("embed", embedded);
    },
  };
  const issuer: IssuerClient = {
    createIntent: async () => note("intent", intent),
    sendEvidence: async (_intent, body) => {
      sent = body;
      const { embedding } = body;
      const vector = embedding instanceof SecretEmbedding ? embedding.reveal((v) => v) : embedding;
      diary.push(`evidence ${[...vector].map((v) => v.toFixed(1))}`);
      const answer = script.evidence ?? { status: "candidate", candidate: "c1", payer: "M•• L••" };
      return { answer, evidenceHash: "e".repeat(43) };
    },
    confirm: async () => note("sent", await (script.sendConfirm?.() ?? APPROVED)),
    cancel: async () => note("cancel", await (script.cancel?.() ?? { status: "canceled" })),
    status: async (...args) => note("status", await (script.status ?? unreachable)(...args)),
  };
  const { captureBudgetMs } = script;
  const parts = { camera: scriptedCamera(script), pipeline, issuer, display };
  return {
    parts: captureBudgetMs === undefined ? parts : { ...parts, captureBudgetMs },
    diary,
    embedded: () => embedded,
    evidence: () => sent,
  };
}

function observation(frame: Frame, what: ReturnType<NonNullable<Script["observe"]>>): Observation {
  const timingsMs = { detect: 1 };
  if (what === "usable") {
    const landmarks = { points: new Float32Array(468 * 3), presence: 1 };
    const detection = {} as PayerFace["detection"];
    const by = { sequence: frame.sequence, trackId: 1, detectedInThisFrame: true } as const;
    const face: PayerFace = { ...by, detection, landmarks };
    return { status: "usable", face, timingsMs };
  }
  if (what === "too-small") {
    const defects = [{ component: "inter-eye-distance", hint: "come-closer" }] as const;
    return { status: "unusable", reason: "quality", defects, timingsMs };
  }
  return { status: "unusable", reason: what, defects: [], timingsMs };
}

/** Synthetic frames: noise, at times that are not quite regular, as a camera's are. */
function scriptedCamera({ frames = 1_000, intervalMs = 1, sameFrame, label }: Script): Camera {
  return {
    id: "simulated:scripted",
    transport: "program",
    ...(label === undefined ? {} : { label }),
    capabilities: { depth: false, infrared: false, simulated: true },
    async *frames({ signal }) {
      let atMs = 0;
      for (let n = 0; n < frames && !signal.aborted; n++) {
        await new Promise((resolve) => setTimeout(resolve, intervalMs));
        atMs += 33 + ((n * 7) % 5) / 3;
        const [width, height] = [64, 48];
        const data = Uint8Array.from(
          { length: width * height },
          (_, i) => Math.imul(i + (sameFrame ? 0 : n * 977) + 1, 2654435761) >>> 24,
        );
        const image = { format: "gray8", width, height, stride: width, data } as const;
        yield { sequence: n, capturedAtMs: atMs, image };
      }
    },
    async [Symbol.asyncDispose]() {},
  };
}
