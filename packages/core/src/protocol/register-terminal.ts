import { type Clock, systemClock } from "../kernel/clock.js";
import { type Random, systemRandom } from "../kernel/random.js";
import { type RegisterTerminalResponse, registerTerminalResponse } from "./calls.js";
import { createExchange } from "./exchange.js";
import { type FetchLike, requireTransport } from "./http.js";
import type { SigningKey } from "./key-store.js";

/** Options of {@link registerTerminal}. */
export interface RegisterTerminalOptions {
  /** The issuer's public URL. */
  readonly url: string;
  /** The terminal's key; only its public half is sent. */
  readonly key: SigningKey;
  /** From the operator; good once. */
  readonly activationCode: string;
  /** What the terminal will see with; a live issuer takes no simulated one. */
  readonly camera: {
    /** True where pictures do not come from a lens. */
    readonly simulated: boolean;
  };
  /** @defaultValue `globalThis.fetch` */
  readonly fetch?: FetchLike;
  /** @defaultValue the system's */
  readonly clock?: Clock;
  /** @defaultValue the system's */
  readonly random?: Random;
  /** Cancels. */
  readonly signal?: AbortSignal;
}

/**
 * Registers a terminal's key with an activation code; a DPoP proof shows that the key is really here.
 * @returns what the issuer fixed: payee, scope, world, assurance ceiling. To be kept.
 * @throws {SourireError} `ACTIVATION_CODE_INVALID`, `CAMERA_NOT_ACCEPTED`, `ISSUER_UNREACHABLE`, `ISSUER_ANSWER_INVALID`
 * @throws {TypeError} when the issuer is live and the connection is not encrypted
 */
export async function registerTerminal(
  options: RegisterTerminalOptions,
): Promise<RegisterTerminalResponse> {
  const { url, key, activationCode, camera, signal } = options;
  const fetch: FetchLike = options.fetch ?? ((request) => globalThis.fetch(request));
  const { clock = systemClock, random = systemRandom } = options;
  const exchange = createExchange({ url, key, fetch, clock, random });
  const { kty, crv, x, y } = key.publicJwk;
  const registration = await exchange({
    method: "POST",
    path: "/v1/terminals",
    schema: registerTerminalResponse,
    body: { activationCode, publicKey: { kty, crv, x, y }, camera },
    ...(signal ? { signal } : {}),
  });
  requireTransport(url, registration.livemode);
  return registration;
}
