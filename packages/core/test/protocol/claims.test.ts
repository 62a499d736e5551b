import { beforeAll, describe, expect, it } from "vitest";
import type * as z from "zod";
import { cameraAttestationClaims } from "../../src/protocol/camera-claims.js";
import {
  authorizationClaims,
  commandClaims,
  evidenceClaims,
  intentClaims,
} from "../../src/protocol/claims.js";
import type { SigningKey } from "../../src/protocol/key-store.js";
import { signToken } from "../../src/protocol/sign.js";
import { TOKEN_TYPES, type TokenType } from "../../src/protocol/token-type.js";
import { verifyToken } from "../../src/protocol/verify.js";
import {
  attestedEvidenceExample,
  authorizationExample,
  cameraAttestationExample,
  codeOf,
  commandExample,
  encodeJson,
  evidenceExample,
  intentExample,
  NOW_MS,
  newKey,
  withPart,
} from "./fixtures.js";
import { mutationsOf } from "./mutations.js";

interface Kind {
  readonly name: string;
  readonly type: TokenType;
  readonly schema: z.ZodType<object>;
  readonly claims: object & { readonly iss?: string; readonly aud?: string };
}
const cancel = (() => {
  const { evidenceHash, candidate, ...rest } = commandExample as typeof commandExample & {
    action: "confirm";
  };
  return { ...rest, action: "cancel" as const };
})();
const kinds: readonly Kind[] = [
  { name: "intent", type: TOKEN_TYPES.intent, schema: intentClaims, claims: intentExample },
  { name: "evidence", type: TOKEN_TYPES.evidence, schema: evidenceClaims, claims: evidenceExample },
  {
    name: "attested evidence",
    type: TOKEN_TYPES.evidence,
    schema: evidenceClaims,
    claims: attestedEvidenceExample,
  },
  {
    name: "a camera's attestation",
    type: TOKEN_TYPES.cameraAttestation,
    schema: cameraAttestationClaims,
    claims: cameraAttestationExample,
  },
  { name: "confirm", type: TOKEN_TYPES.command, schema: commandClaims, claims: commandExample },
  { name: "cancel", type: TOKEN_TYPES.command, schema: commandClaims, claims: cancel },
  {
    name: "authorization",
    type: TOKEN_TYPES.authorization,
    schema: authorizationClaims,
    claims: authorizationExample,
  },
];

describe.each(kinds)("claims of $name", ({ type, schema, claims }) => {
  let key: SigningKey;
  let stranger: SigningKey;
  let token: string;
  const verify = (changed: string): Promise<object> =>
    verifyToken(type, schema, changed, {
      keys: (kid) => (kid === key.kid ? key.publicJwk : undefined),
      // a camera knows neither issuer nor world: the nonce ties its word to one payment
      ...(claims.iss === undefined ? {} : { issuer: claims.iss, livemode: false }),
      ...(claims.aud === undefined ? {} : { audience: claims.aud }),
      nowMs: NOW_MS,
    });
  beforeAll(async () => {
    [key, stranger] = [await newKey(), await newKey()];
    token = await signToken(type, claims, key);
  });

  it("pass as they are", async () => {
    expect(await verify(token)).toEqual(claims);
  });

  it.each(mutationsOf(claims))("$name", async ({ claims: changed }) => {
    expect(changed).not.toEqual(claims);
    // (a) re-encoded without signing again
    expect(await codeOf(verify(withPart(token, 1, encodeJson(changed))))).toBe(
      "TOKEN_SIGNATURE_INVALID",
    );
    // (b) signed again by a key that nobody knows, and under the known key's name
    expect(await codeOf(verify(await signToken(type, changed, stranger)))).toBe(
      "TOKEN_SIGNATURE_INVALID",
    );
    const disguised = { ...stranger, kid: key.kid };
    expect(await codeOf(verify(await signToken(type, changed, disguised)))).toBe(
      "TOKEN_SIGNATURE_INVALID",
    );
  });

  it("refuses one that is removed, retyped or added even when the right key signs it", async () => {
    const optional = /^(reason|liveness\.\d+\.reason|processorReference|liveness\.\d+): removed$/;
    const list =
      /^(liveness|frameDigests|policy\.requiredChecks)(\.\d+)?: (removed|emptied|one added)$/;
    const sameShape = /(: one more|: other first letter|: inverted|: negative)$/;
    const oddShape = mutationsOf(claims).filter(
      ({ name }) => !optional.test(name) && !sameShape.test(name) && !list.test(name),
    );
    expect(oddShape.length).toBeGreaterThan("iss" in claims ? 80 : 60);
    for (const { name, claims: changed } of oddShape) {
      const anyString =
        /^(\w+\.)*(order|scope|space|id|name|payer|reason|terminal|processorReference|iss|aud): a string$/;
      if (anyString.test(name)) continue;
      expect(await codeOf(verify(await signToken(type, changed, key))), name).toMatch(
        /^(TOKEN_CLAIM_INVALID|TOKEN_AUDIENCE_MISMATCH|LIVEMODE_MISMATCH)$/,
      );
    }
  });
});
