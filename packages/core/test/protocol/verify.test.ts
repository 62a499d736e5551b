import fc from "fast-check";
import { SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { authorizationClaims, type IntentClaims, intentClaims } from "../../src/protocol/claims.js";
import type { SigningKey } from "../../src/protocol/key-store.js";
import { signToken } from "../../src/protocol/sign.js";
import { TOKEN_LIFE_S, TOKEN_TYPES } from "../../src/protocol/token-type.js";
import {
  VERIFY_DEFAULTS,
  type VerifyTokenOptions,
  verifyToken,
} from "../../src/protocol/verify.js";
import {
  anyText,
  authorizationExample,
  codeOf,
  decodePart,
  encodeJson,
  encodeText,
  forge,
  ISSUER,
  intentExample,
  NOW_MS,
  NOW_S,
  newKey,
  TERMINAL,
  withPart,
} from "./fixtures.js";

let key: SigningKey;
let token: string;
const HEADER = { alg: "ES256", typ: TOKEN_TYPES.intent };
const INTENT_JSON = JSON.stringify(intentExample);

const verify = (t: string, options: Partial<VerifyTokenOptions> = {}): Promise<IntentClaims> =>
  verifyToken(TOKEN_TYPES.intent, intentClaims, t, {
    keys: (kid) => (kid === key.kid ? key.publicJwk : undefined),
    issuer: ISSUER,
    audience: TERMINAL,
    livemode: false,
    nowMs: NOW_MS,
    ...options,
  });
const signed = (claims: object): Promise<string> => signToken(TOKEN_TYPES.intent, claims, key);

beforeAll(async () => {
  key = await newKey();
  token = await signed(intentExample);
});

describe("signToken", () => {
  it("names algorithm, type and key, and nothing else", () => {
    expect(decodePart(token, 0)).toEqual({ alg: "ES256", typ: "sourire-intent+jwt", kid: key.kid });
    expect(decodePart(token, 1)).toEqual(intentExample);
  });

  it("refuses a key that answers DER", async () => {
    const der = { ...key, sign: async () => new Uint8Array(71) };
    await expect(signToken(TOKEN_TYPES.intent, intentExample, der)).rejects.toThrow(TypeError);
  });
});

describe("verifyToken: the attacks of RFC 8725", () => {
  it("refuses alg none, with and without a signature", async () => {
    const none = `${encodeJson({ ...HEADER, alg: "none", kid: key.kid })}.${encodeText(INTENT_JSON)}`;
    expect(await codeOf(verify(`${none}.`))).toBe("TOKEN_SIGNATURE_INVALID");
    expect(await codeOf(verify(`${none}.${token.split(".")[2]}`))).toBe("TOKEN_SIGNATURE_INVALID");
  });

  it("refuses HS256 with the public key as the secret", async () => {
    for (const secret of [JSON.stringify(key.publicJwk), key.publicJwk.x, key.kid]) {
      const hs = await new SignJWT({ ...intentExample })
        .setProtectedHeader({ alg: "HS256", typ: TOKEN_TYPES.intent, kid: key.kid })
        .sign(new TextEncoder().encode(secret));
      expect(await codeOf(verify(hs))).toBe("TOKEN_SIGNATURE_INVALID");
    }
  });

  it.each(["ES384", "RS256", "PS256", "EdDSA", "es256", ""])("refuses alg %j", async (alg) => {
    const t = await forge({ ...HEADER, alg, kid: key.kid }, INTENT_JSON, key);
    expect(await codeOf(verify(t))).toBe("TOKEN_SIGNATURE_INVALID");
  });

  it.each(Object.values(TOKEN_TYPES).filter((type) => type !== TOKEN_TYPES.intent))(
    "refuses a well-signed %s",
    async (type) => {
      const t = await signToken(type, intentExample, key);
      expect(await codeOf(verify(t))).toBe("TOKEN_TYPE_MISMATCH");
    },
  );

  it.each([undefined, "JWT", "SOURIRE-INTENT+JWT", "application/sourire-intent+jwt"])(
    "refuses typ %j",
    async (typ) => {
      const t = await forge({ alg: "ES256", kid: key.kid, typ }, INTENT_JSON, key);
      expect(await codeOf(verify(t))).toBe("TOKEN_TYPE_MISMATCH");
    },
  );

  it("refuses a key that the header brings along, also the right one", async () => {
    const thief = await newKey();
    for (const who of [thief, key]) {
      const t = await forge({ ...HEADER, jwk: who.publicJwk }, INTENT_JSON, who);
      expect(await codeOf(verify(t, { keys: () => who.publicJwk }))).toBe("TOKEN_MALFORMED");
    }
  });

  it.each([
    { crit: ["exp"] },
    { crit: ["b64"], b64: false },
    { crit: [] },
    { b64: false },
    { jku: "https://evil.example/jwks" },
    { x5u: "https://evil.example/cert" },
    { x5c: ["AAAA"] },
    { zip: "DEF" },
    { cty: "JWT" },
    { something: 1 },
    { kid: 7 },
    { kid: "" },
  ])("refuses the header member %j although the key signed it", async (extra) => {
    const t = await forge({ ...HEADER, kid: key.kid, ...extra }, INTENT_JSON, key);
    expect(await codeOf(verify(t))).toBe("TOKEN_MALFORMED");
  });

  it.each([
    ["a claim", `{"amount":1,${INTENT_JSON.slice(1)}`],
    ["a nested claim", INTENT_JSON.replace('"payee":{', '"payee":{"name":"Thief",')],
    ["an escaped claim", `{"\\u0061mount":1,${INTENT_JSON.slice(1)}`],
    ["__proto__", `{"__proto__":{"amount":1},${INTENT_JSON.slice(1)}`],
  ])("refuses %s that stands twice or hides", async (_, json) => {
    const t = await forge({ ...HEADER, kid: key.kid }, json, key);
    expect(await codeOf(verify(t))).toBe("TOKEN_MALFORMED");
  });

  it("refuses a header member that stands twice", async () => {
    const head = encodeText(
      `{"alg":"none","alg":"ES256","typ":"${HEADER.typ}","kid":"${key.kid}"}`,
    );
    expect(await codeOf(verify(withPart(token, 0, head)))).toBe("TOKEN_MALFORMED");
  });

  it("refuses a key that is not known, or known by another name", async () => {
    expect(await codeOf(verify(token, { keys: () => undefined }))).toBe("TOKEN_SIGNATURE_INVALID");
    const renamed = { ...key.publicJwk, kid: "another" };
    expect(await codeOf(verify(token, { keys: () => renamed }))).toBe("TOKEN_SIGNATURE_INVALID");
    const offCurve = { ...key.publicJwk, y: key.publicJwk.x };
    expect(await codeOf(verify(token, { keys: () => offCurve }))).toBe("TOKEN_SIGNATURE_INVALID");
  });
});

describe("verifyToken: form", () => {
  it.each(["", ".", "..", "...", "a.b", "a.b.c.d", " ", "{}"])("refuses %j", async (text) => {
    expect(await codeOf(verify(text))).toBe("TOKEN_MALFORMED");
  });

  it("refuses claims that are no JSON object or no UTF-8", async () => {
    for (const json of [
      "[]",
      "null",
      "1",
      '"x"',
      "{",
      `${INTENT_JSON} x`,
      `\uFEFF${INTENT_JSON}`,
    ]) {
      const t = await forge({ ...HEADER, kid: key.kid }, json, key);
      expect(await codeOf(verify(t)), json).toBe("TOKEN_MALFORMED");
    }
    const broken = Buffer.from(INTENT_JSON.replace("order 7", "order \u00ff"), "latin1");
    const input = `${token.split(".")[0]}.${broken.toString("base64url")}`;
    const signature = Buffer.from(await key.sign(Buffer.from(input))).toString("base64url");
    expect(await codeOf(verify(`${input}.${signature}`))).toBe("TOKEN_MALFORMED");
  });

  it("refuses every other spelling of the same bytes, so that a digest names one token", async () => {
    const last = token.at(-1) as string;
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (const other of alphabet.replace(last, "")) {
      expect(await codeOf(verify(token.slice(0, -1) + other))).toMatch(/MALFORMED|SIGNATURE/);
    }
    for (const t of [`${token}=`, `${token}\n`, ` ${token}`, token.replace("_", "/")]) {
      if (t !== token) expect(await codeOf(verify(t))).toBe("TOKEN_MALFORMED");
    }
  });

  it("refuses more than 64,000 characters before it decodes them", async () => {
    expect(await codeOf(verify(withPart(token, 1, "A".repeat(64_000))))).toBe("TOKEN_MALFORMED");
  });

  it("never ends in anything but a SourireError", async () => {
    const anyToken = fc.oneof(
      fc.string(),
      anyText,
      fc.array(fc.base64String(), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(".")),
      fc
        .tuple(fc.json({ maxDepth: 1 }), fc.json({ maxDepth: 1 }))
        .map(([h, p]) => `${encodeText(h)}.${encodeText(p)}.AAAA`),
    );
    await fc.assert(
      fc.asyncProperty(anyToken, async (text) => {
        expect(await codeOf(verify(text))).toMatch(/^TOKEN_/);
      }),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 1 }), async (json) => {
        const t = await forge({ ...HEADER, kid: key.kid }, json, key);
        expect(await codeOf(verify(t))).toMatch(/^TOKEN_(MALFORMED|CLAIM_INVALID)$/);
      }),
      { numRuns: 100 },
    );
  });
});

describe("verifyToken: what it says", () => {
  it("names issuer, audience and world", async () => {
    expect(await codeOf(verify(token, { issuer: `${ISSUER}/` }))).toBe("TOKEN_CLAIM_INVALID");
    expect(await codeOf(verify(token, { audience: "term_2" }))).toBe("TOKEN_AUDIENCE_MISMATCH");
    expect(await codeOf(verify(token, { livemode: true }))).toBe("LIVEMODE_MISMATCH");
  });

  it("names the wrong claim and never its value", async () => {
    const t = await signed({ ...intentExample, payee: { id: "x", name: "secret\u0007value" } });
    await expect(verify(t)).rejects.toThrow(/claim payee\.name/);
    await expect(verify(t)).rejects.not.toThrow(/secret/);
    const odd = await signed({ ...intentExample, "\u001b[31mred": 1 });
    await expect(verify(odd)).rejects.toThrow(/claim \(unprintable\)/);
  });

  it("keeps to iat, exp and the clocks' tolerance", async () => {
    const tolerance = VERIFY_DEFAULTS.clockToleranceS;
    const at = (s: number, o = {}): Promise<string> =>
      codeOf(verify(token, { nowMs: (NOW_S + s) * 1000, ...o }));
    expect(await at(-tolerance)).toBe("accepted");
    expect(await at(-tolerance - 1)).toBe("TOKEN_CLAIM_INVALID");
    expect(await at(300 + tolerance - 1)).toBe("accepted");
    expect(await at(300 + tolerance)).toBe("TOKEN_EXPIRED");
    expect(await at(300, { clockToleranceS: 0 })).toBe("TOKEN_EXPIRED");
    expect(await at(65, { maxAgeS: 60 })).toBe("accepted");
    expect(await at(66, { maxAgeS: 60 })).toBe("TOKEN_EXPIRED");
  });

  it.each([NOW_S + TOKEN_LIFE_S.intent + 1, Number.MAX_SAFE_INTEGER, NOW_S, NOW_S - 1])(
    "refuses exp %d: a life that is too long or none",
    async (exp) => {
      const t = await signed({ ...intentExample, exp });
      await expect(verify(t)).rejects.toThrow(/claim exp/);
    },
  );

  it.each(["1e999", "1.5", '"1"', "-1"])("refuses exp %s", async (exp) => {
    const json = INTENT_JSON.replace(`"exp":${intentExample.exp}`, `"exp":${exp}`);
    const t = await forge({ ...HEADER, kid: key.kid }, json, key);
    expect(await codeOf(verify(t))).toBe("TOKEN_CLAIM_INVALID");
  });

  it("takes a record of any age, but none from the future", async () => {
    const record = await signToken(TOKEN_TYPES.authorization, authorizationExample, key);
    const read = (nowMs: number): Promise<unknown> =>
      verifyToken(TOKEN_TYPES.authorization, authorizationClaims, record, {
        keys: () => key.publicJwk,
        nowMs,
      });
    expect(await read(NOW_MS + 10 * 365 * 86_400_000)).toEqual(authorizationExample);
    expect(await codeOf(read(NOW_MS - 60_000))).toBe("TOKEN_CLAIM_INVALID");
  });

  it("wants a reason exactly where it is declined, a reference where it is approved", async () => {
    const read = async (changes: object): Promise<string> => {
      const claims = { ...authorizationExample, ...changes };
      const t = await signToken(TOKEN_TYPES.authorization, claims, key);
      const options = { keys: () => key.publicJwk, nowMs: NOW_MS };
      return codeOf(verifyToken(TOKEN_TYPES.authorization, authorizationClaims, t, options));
    };
    expect(await read({ status: "declined", reason: "over-limit" })).toBe("accepted");
    expect(await read({ status: "declined" })).toBe("TOKEN_CLAIM_INVALID");
    expect(await read({ reason: "over-limit" })).toBe("TOKEN_CLAIM_INVALID");
    expect(await read({ processorReference: undefined })).toBe("TOKEN_CLAIM_INVALID");
  });
});
