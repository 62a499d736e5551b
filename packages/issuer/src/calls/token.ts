import {
  clientAssertionClaims,
  SourireError,
  TOKEN_LIFE_S,
  TOKEN_TYPES,
  type TokenResponse,
  tokenDigest,
  tokenRequest,
  VERIFY_DEFAULTS,
  verifyToken,
} from "@sourire/core";
import { proveKey, signAccess } from "../http/authenticate.js";
import type { CallRequest } from "../http/call-request.js";
import type { Services } from "../services.js";

/** `POST /v1/token`: an access token for a registered key (RFC 7523 assertion and DPoP). */
export async function issueToken(services: Services, call: CallRequest): Promise<TokenResponse> {
  const { store, clock, issuer, livemode } = services;
  const { thumbprint, publicJwk } = await proveKey(services, call);
  const { client_assertion: assertion } = await call.body(tokenRequest);
  // One key signs both; that this key is the registered one is checked below.
  const claims = await verifyToken(TOKEN_TYPES.clientAssertion, clientAssertionClaims, assertion, {
    keys: (kid) => (kid === thumbprint ? publicJwk : undefined),
    audience: issuer,
    livemode,
    nowMs: clock.now(),
  });
  if (claims.iss !== claims.sub) throw new SourireError("TOKEN_CLAIM_INVALID", "claim sub");
  const digest = await tokenDigest(assertion);
  await store.transaction(async (tx) => {
    await tx.forgetExpired(clock.now()); // often enough here, and no timer is needed
    const terminal = await tx.terminal(claims.sub);
    if (!terminal || terminal.thumbprint !== thumbprint) {
      throw new SourireError("TERMINAL_UNKNOWN", "no terminal has this id and key");
    }
    const used = await tx.useToken({
      kind: "assertion",
      signer: thumbprint,
      jti: claims.jti,
      digest,
      expiresAtS: claims.exp + VERIFY_DEFAULTS.clockToleranceS + 1,
    });
    if (used !== undefined) throw new SourireError("TOKEN_REPLAYED", "the assertion was used");
  });
  return {
    access_token: await signAccess(services, "terminal", claims.sub, thumbprint),
    token_type: "DPoP",
    expires_in: TOKEN_LIFE_S.access,
  };
}
