import type * as z from "zod";
import type { Clock } from "../kernel/clock.js";
import { isSourireError } from "../kernel/errors.js";
import type { Random } from "../kernel/random.js";
import { createDpopProof } from "./dpop.js";
import { type FetchLike, issuerUrl, sendRequest } from "./http.js";
import type { SigningKey } from "./key-store.js";

/** What every call to an issuer needs. */
export interface ExchangeOptions {
  /** The issuer's public URL. */
  readonly url: string;
  /** Signs the DPoP proofs. */
  readonly key: SigningKey;
  /** Sends. */
  readonly fetch: FetchLike;
  /** Dates the proofs. */
  readonly clock: Clock;
  /** Names the proofs. */
  readonly random: Random;
  /** Time for one answer, ms. @defaultValue 30000 */
  readonly timeoutMs?: number;
}

/** One call. */
export interface Call<T> {
  /** HTTP method. */
  readonly method: "GET" | "POST" | "DELETE";
  /** Below the issuer's URL, escaped: `/v1/intents`. */
  readonly path: string;
  /** Of the answer. */
  readonly schema: z.ZodType<T>;
  /** Sent as JSON. */
  readonly body?: object;
  /** Bound to the same key. */
  readonly accessToken?: string;
  /** Makes a repetition harmless. */
  readonly idempotencyKey?: string;
  /** The same bytes may be sent twice: one more try when the connection breaks (never after a time-out). */
  readonly repeatable?: boolean;
  /** Cancels. */
  readonly signal?: AbortSignal;
}

/** Options of every call. */
export interface CallOptions {
  /** Cancels; the call then throws the signal's own reason. What was sent may have taken effect: ask `status`. */
  readonly signal?: AbortSignal;
}

/** Makes calls: JSON there and back, a fresh DPoP proof each, the server's nonce remembered. */
export type Exchange = <T>(call: Call<T>) => Promise<T>;

/** Makes an {@link Exchange}. Faults are those of `sendRequest`. */
export function createExchange(options: ExchangeOptions): Exchange {
  const { key, fetch, clock, random, timeoutMs } = options;
  const base = issuerUrl(options.url);
  let nonce: string | undefined;

  async function once<T>(call: Call<T>): Promise<T> {
    const { method, path, body, accessToken, signal } = call;
    const url = base + path;
    const proof = await createDpopProof({
      key,
      method,
      url,
      nowMs: clock.now(),
      random,
      ...(accessToken === undefined ? {} : { accessToken }),
      ...(nonce === undefined ? {} : { nonce }),
    });
    return sendRequest(fetch, {
      url,
      init: {
        method,
        headers: headersOf(call, proof),
        ...(body ? { body: JSON.stringify(body) } : {}),
      },
      schema: call.schema,
      ...(signal ? { signal } : {}),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      onHeaders: (headers) => {
        nonce = headers.get("dpop-nonce") ?? nonce;
      },
    });
  }

  return async (call) => {
    let nonceTries = 1;
    let connectionTries = call.repeatable ? 1 : 0;
    for (;;) {
      call.signal?.throwIfAborted();
      const before = nonce;
      try {
        return await once(call);
      } catch (error) {
        const newNonce = hasCode(error, "DPOP_NONCE_REQUIRED") && nonce !== before;
        if (newNonce && nonceTries-- > 0) continue;
        if (brokeOff(error) && connectionTries-- > 0) continue;
        throw error;
      }
    }
  };
}

function headersOf(call: Call<unknown>, proof: string): Record<string, string> {
  const { accessToken, idempotencyKey, body } = call;
  return {
    accept: "application/json, application/problem+json",
    dpop: proof,
    ...(body ? { "content-type": "application/json" } : {}),
    ...(accessToken === undefined ? {} : { authorization: `DPoP ${accessToken}` }),
    ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
  };
}

function hasCode(error: unknown, code: string): boolean {
  return isSourireError(error) && error.code === code;
}

function brokeOff(error: unknown): boolean {
  if (!isSourireError(error) || error.code !== "ISSUER_UNREACHABLE") return false;
  return !(error.cause instanceof Error && error.cause.name === "TimeoutError");
}
