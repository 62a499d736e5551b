import { base64url } from "../kernel/bytes.js";
import type { Clock } from "../kernel/clock.js";
import { isSourireError } from "../kernel/errors.js";
import type { Random } from "../kernel/random.js";
import { tokenResponse } from "./calls.js";
import type { ClientAssertionClaims } from "./claims.js";
import type { Call, Exchange } from "./exchange.js";
import type { SigningKey } from "./key-store.js";
import { signToken } from "./sign.js";
import { TOKEN_LIFE_S, TOKEN_TYPES } from "./token-type.js";

/** A token that ends within this time, ms, is replaced first: longer than a call takes, plus clock tolerance. */
const RENEW_BEFORE_END_MS = 35_000;

/** What {@link withAccessToken} needs to prove who asks. */
export interface ClientIdentity {
  /** The terminal's id. */
  readonly terminal: string;
  /** Which world. */
  readonly livemode: boolean;
  /** The issuer's public URL without a slash at the end. */
  readonly issuer: string;
  /** The registered key. */
  readonly key: SigningKey;
  /** Time. */
  readonly clock: Clock;
  /** For the `jti`. */
  readonly random: Random;
}

/**
 * Wraps an exchange so that each call carries an access token, fetched with a signed client assertion
 * (RFC 7523) and a DPoP proof, kept until shortly before it ends. A kept token that the issuer no longer
 * takes is replaced once.
 */
export function withAccessToken(exchange: Exchange, identity: ClientIdentity): Exchange {
  const { clock } = identity;
  let kept: { readonly token: string; readonly renewAtMs: number } | undefined;

  async function fetchToken(signal: AbortSignal | undefined): Promise<string> {
    const askedAtMs = clock.monotonic();
    const answer = await exchange({
      method: "POST",
      path: "/v1/token",
      schema: tokenResponse,
      body: {
        grant_type: "client_credentials",
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: await signAssertion(identity),
      },
      ...(signal ? { signal } : {}),
    });
    const renewAtMs = askedAtMs + answer.expires_in * 1000 - RENEW_BEFORE_END_MS;
    kept = { token: answer.access_token, renewAtMs };
    return answer.access_token;
  }

  return async <T>(call: Call<T>): Promise<T> => {
    const old = kept && clock.monotonic() < kept.renewAtMs ? kept.token : undefined;
    try {
      return await exchange({ ...call, accessToken: old ?? (await fetchToken(call.signal)) });
    } catch (error) {
      if (old === undefined || !isStale(error)) throw error;
      return exchange({ ...call, accessToken: await fetchToken(call.signal) });
    }
  };
}

function isStale(error: unknown): boolean {
  return isSourireError(error) && ["ACCESS_DENIED", "TOKEN_EXPIRED"].includes(error.code);
}

function signAssertion(identity: ClientIdentity): Promise<string> {
  const { terminal, livemode, issuer, key, clock, random } = identity;
  const iat = Math.floor(clock.now() / 1000);
  const claims: ClientAssertionClaims = {
    iss: terminal,
    sub: terminal,
    aud: issuer,
    jti: base64url.encode(random.bytes(16)),
    iat,
    exp: iat + TOKEN_LIFE_S.clientAssertion,
    livemode,
  };
  return signToken(TOKEN_TYPES.clientAssertion, claims, key);
}
