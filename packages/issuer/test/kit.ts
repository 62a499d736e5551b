import {
  base64url,
  createDpopProof,
  createEnrolmentClient,
  createIssuerClient,
  type EnrolmentClient,
  type EvidenceBody,
  type Intent,
  type IssuerClient,
  type KeyStore,
  type OperatingPoint,
  type RegisterTerminalResponse,
  registerTerminal,
  type SigningKey,
  seededUniform,
  signToken,
  systemRandom,
  TOKEN_TYPES,
} from "@sourire/core";
import { createFixedClock, createMemoryKeyStore, type FixedClock } from "@sourire/core/testing";
import {
  type AcceptedPack,
  createIssuer,
  type Issuer,
  type IssuerOptions,
  type IssuerStore,
} from "@sourire/issuer";
import {
  createSimulatedProcessor,
  type SimulatedProcessor,
} from "@sourire/issuer/processors/simulated";
import { openSqliteStore } from "@sourire/issuer/sqlite";
import { createMemoryVault } from "@sourire/issuer/testing";

/** SYNTHETIC: unit vectors from a seeded generator, and thresholds that were made up for them. */
export const DIMENSIONS = 64;
export const URL_OF_ISSUER = "https://issuer.example/pay";

const point = (fmr: number, threshold: number): OperatingPoint => ({
  fmr,
  threshold,
  measuredFmr: fmr,
  fmrInterval: [fmr, fmr],
  fnmr: 0.1,
  fnmrInterval: [0.1, 0.1],
  impostorPairs: 1,
  genuinePairs: 1,
  subjects: 1,
  dataset: "synthetic unit vectors",
  date: "2025-01-01",
  command: "none: synthetic",
});

export const PACK: AcceptedPack = {
  digest: "ab".repeat(32),
  space: "synthetic-64",
  dimensions: DIMENSIONS,
  operatingPoints: [point(1e-2, 0.4), point(1e-3, 0.6), point(1e-4, 0.7), point(1e-5, 0.8)],
  paymentGrade: true,
};

/** A unit vector; the same seed gives the same face. */
export function face(seed: number): Float32Array {
  const uniform = seededUniform(seed * 7919 + 1);
  return unit(Float32Array.from({ length: DIMENSIONS }, () => gaussian(uniform)));
}

/** Another picture of a face: cosine to it about 0.95. */
export function again(vector: Float32Array, seed = 99): Float32Array {
  const other = face(seed + 10_000);
  return unit(vector.map((value, i) => value + 0.33 * (other[i] ?? 0)));
}

function unit(vector: Float32Array): Float32Array {
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}

function gaussian(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

export interface World extends AsyncDisposable {
  readonly issuer: Issuer;
  readonly store: IssuerStore;
  readonly keys: KeyStore;
  readonly clock: FixedClock;
  readonly processor: SimulatedProcessor;
  /** Answers that clients got, newest last: status, header fields (but the request id), body. */
  readonly answers: string[];
  fetch(request: Request): Promise<Response>;
}

export async function createWorld(change: Partial<IssuerOptions> = {}): Promise<World> {
  const clock = (change.clock as FixedClock | undefined) ?? createFixedClock(1_750_000_000_000);
  const store = change.store ?? (await openSqliteStore({ file: ":memory:" }));
  const processor = (change.processor as SimulatedProcessor) ?? createSimulatedProcessor();
  const keys = change.keys ?? createMemoryKeyStore();
  const issuer = await createIssuer({
    publicUrl: URL_OF_ISSUER,
    livemode: false,
    vault: await createMemoryVault(),
    packs: [PACK],
    ...change,
    keys,
    store,
    processor,
    clock,
  });
  const answers: string[] = [];
  return {
    issuer,
    store,
    keys,
    clock,
    processor,
    answers,
    async fetch(request) {
      const response = await issuer.fetch(request);
      answers.push(await describeAnswer(response.clone()));
      return response;
    },
    async [Symbol.asyncDispose]() {
      await issuer[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

async function describeAnswer(response: Response): Promise<string> {
  const lines = [String(response.status)];
  response.headers.forEach((value, name) => {
    if (name !== "x-request-id") lines.push(`${name}: ${value}`);
  });
  return [...lines, await response.text()].join("\n");
}

export interface TestTerminal {
  readonly key: SigningKey;
  readonly registration: RegisterTerminalResponse;
  readonly client: IssuerClient;
}

export const PAYEE = { id: "cafe-1", name: "Café Søstrene" };

export async function createTestTerminal(
  world: World,
  { simulated = true, scope = "shop", name = "terminal" } = {},
): Promise<TestTerminal> {
  const key = await createMemoryKeyStore().signingKey(name);
  const assuranceCeiling = "substantial";
  const options = { payee: PAYEE, scope, assuranceCeiling } as const;
  const activationCode = await world.issuer.admin.createActivationCode(options);
  const { clock } = world;
  const common = { url: URL_OF_ISSUER, key, clock, fetch: world.fetch };
  const registration = await registerTerminal({ ...common, activationCode, camera: { simulated } });
  return { key, registration, client: createIssuerClient({ ...common, registration }) };
}

export interface TestPayer {
  readonly payer: string;
  readonly key: SigningKey;
  readonly client: EnrolmentClient;
  readonly consent: string;
}

export const PASSED = [{ check: "frame-integrity", status: "passed" }] as const;

export async function openTestPayer(
  world: World,
  { account = "account-1", name = "Maya Lind", scopes = ["shop"] } = {},
): Promise<Omit<TestPayer, "consent">> {
  const key = await createMemoryKeyStore().signingKey("device");
  const client = createEnrolmentClient({
    url: URL_OF_ISSUER,
    key,
    livemode: false,
    clock: world.clock,
    fetch: world.fetch,
  });
  const options = { account, displayName: name, scopes };
  const token = await world.issuer.admin.createEnrolmentToken(options);
  const { payer } = await client.openPayer(token);
  return { payer, key, client };
}

/** A payer with consent, one template and (unless told otherwise) an instrument. */
export async function enrol(
  world: World,
  vector: Float32Array,
  options: { account?: string; name?: string; scopes?: string[]; instrument?: boolean } = {},
): Promise<TestPayer> {
  const { instrument = true, ...rest } = options;
  const opened = await openTestPayer(world, rest);
  const { client } = opened;
  const { consent } = await client.consent({ textVersion: "2025-01", language: "en" });
  await client.addTemplate(templateBody(vector, consent));
  if (instrument) await client.addInstrument({ processorToken: "tok_1", label: "Visa" });
  return { ...opened, consent };
}

export function templateBody(vector: Float32Array, consent: string) {
  const { digest: packDigest, space } = PACK;
  return { embedding: vector, packDigest, space, consent, liveness: [...PASSED] };
}

export const SIMULATED_CAMERA: EvidenceBody["camera"] = {
  id: "simulated:test",
  transport: "program",
  depth: false,
  infrared: false,
  simulated: true,
  virtualCamera: { grade: "none", signs: [] },
};

export function evidenceBody(
  world: World,
  vector: Float32Array,
  change: Partial<EvidenceBody> = {},
): EvidenceBody {
  const now = world.clock.now();
  return {
    packDigest: PACK.digest,
    space: PACK.space,
    embedding: vector,
    liveness: [...PASSED],
    camera: SIMULATED_CAMERA,
    captured: { firstMs: now, lastMs: now },
    frameDigests: [base64url.encode(systemRandom.bytes(32))],
    ...change,
  };
}

export const REQUEST = { amount: 450, currency: "EUR", order: "1234" };

/** Intent and evidence; the answer must name a candidate. */
export async function matchedIntent(
  world: World,
  terminal: TestTerminal,
  vector: Float32Array,
  request = REQUEST,
) {
  const intent = await terminal.client.createIntent(request);
  const sent = await terminal.client.sendEvidence(intent, evidenceBody(world, vector));
  if (sent.answer.status !== "candidate") throw new Error(`no candidate: ${sent.answer.status}`);
  const confirmation = {
    evidenceHash: sent.evidenceHash,
    candidate: sent.answer.candidate,
    displayed: displayedOf(intent),
  };
  return { intent, payer: sent.answer.payer, confirmation };
}

function displayedOf({ claims }: Intent) {
  return { amount: claims.amount, currency: claims.currency, payee: claims.payee };
}

/** One call with whatever an attacker likes; proof and token are right unless `headers` say otherwise. */
export async function rawCall(
  world: World,
  options: {
    method?: string;
    path: string;
    body?: unknown;
    key: SigningKey;
    accessToken?: string;
    headers?: Record<string, string>;
  },
): Promise<{ response: Response; json: Record<string, unknown>; proof: string }> {
  const { method = "POST", path, body, key, accessToken, headers } = options;
  const health = await world.issuer.fetch(new Request(`${URL_OF_ISSUER}/healthz`));
  const proof = await createDpopProof({
    key,
    method,
    url: URL_OF_ISSUER + path,
    nonce: health.headers.get("dpop-nonce") ?? "",
    nowMs: world.clock.now(),
    random: systemRandom,
    ...(accessToken === undefined ? {} : { accessToken }),
  });
  const response = await world.issuer.fetch(
    new Request(URL_OF_ISSUER + path, {
      method,
      headers: {
        dpop: proof,
        ...(accessToken === undefined ? {} : { authorization: `DPoP ${accessToken}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  return { response, json: (await response.json()) as Record<string, unknown>, proof };
}

/** An access token for a registered terminal, outside its client. */
export async function accessTokenOf(
  world: World,
  { key, registration }: TestTerminal,
): Promise<string> {
  const { json } = await rawCall(world, {
    path: "/v1/token",
    key,
    body: tokenBody(await signAssertion(world, key, registration.terminal)),
  });
  return String(json["access_token"]);
}

export function tokenBody(assertion: string): Record<string, string> {
  return {
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion,
  };
}

export function signAssertion(
  world: World,
  key: SigningKey,
  terminal: string,
  change: Record<string, unknown> = {},
): Promise<string> {
  const iat = Math.floor(world.clock.now() / 1000);
  const claims = {
    iss: terminal,
    sub: terminal,
    aud: URL_OF_ISSUER,
    jti: base64url.encode(systemRandom.bytes(16)),
    iat,
    exp: iat + 60,
    livemode: false,
    ...change,
  };
  return signToken(TOKEN_TYPES.clientAssertion, claims, key);
}
