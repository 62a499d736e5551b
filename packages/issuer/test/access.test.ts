import {
  createDpopProof,
  createIssuerClient,
  type SigningKey,
  SourireError,
  signToken,
  systemRandom,
  TOKEN_TYPES,
} from "@sourire/core";
import { createMemoryKeyStore } from "@sourire/core/testing";
import type { IssuerStore } from "@sourire/issuer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  accessTokenOf,
  createTestTerminal,
  createWorld,
  openTestPayer,
  REQUEST,
  rawCall,
  signAssertion,
  type TestTerminal,
  tokenBody,
  URL_OF_ISSUER,
  type World,
} from "./kit.js";

let world: World;
let terminal: TestTerminal;
let accessToken: string;
beforeEach(async () => {
  world = await createWorld();
  terminal = await createTestTerminal(world);
  accessToken = await accessTokenOf(world, terminal);
});
afterEach(() => world[Symbol.asyncDispose]());

const intents = { path: "/v1/intents", body: REQUEST };
const withKey = (value = "k1"): Record<string, string> => ({ "idempotency-key": value });

describe("a DPoP proof", () => {
  it("is good for one call", async () => {
    const call = { ...intents, key: terminal.key, accessToken };
    const first = await rawCall(world, { ...call, headers: withKey() });
    expect(first.response.status).toBe(200);
    const headers = { ...withKey("k2"), dpop: first.proof };
    const replayed = await rawCall(world, { ...call, headers });
    expect(replayed.json["code"]).toBe("DPOP_INVALID");
    expect(replayed.response.status).toBe(401);
  });

  it("is asked for a nonce that the issuer gave out lately", async () => {
    const proofWith = (nonce?: string): Promise<string> =>
      createDpopProof({
        key: terminal.key,
        method: "POST",
        url: `${URL_OF_ISSUER}/v1/intents`,
        accessToken,
        nowMs: world.clock.now(),
        random: systemRandom,
        ...(nonce === undefined ? {} : { nonce }),
      });
    const post = async (nonce?: string) => {
      const headers = { ...withKey(), dpop: await proofWith(nonce) };
      return rawCall(world, { ...intents, key: terminal.key, accessToken, headers });
    };
    const none = await post();
    expect(none.json["code"]).toBe("DPOP_NONCE_REQUIRED");
    expect(none.response.headers.get("www-authenticate")).toContain('error="use_dpop_nonce"');
    const nonce = none.response.headers.get("dpop-nonce") ?? "";
    expect((await post(`${nonce}A`)).json["code"]).toBe("DPOP_NONCE_REQUIRED");
    expect((await post(nonce)).response.status).toBe(200);
    world.clock.advance(120_000);
    expect((await post(nonce)).response.status).toBe(200);
    world.clock.advance(120_000);
    expect((await post(nonce)).json["code"]).toBe("DPOP_NONCE_REQUIRED");
  });

  it.each([
    ["another method", { method: "GET" }],
    ["another path", { url: `${URL_OF_ISSUER}/v1/payers` }],
    ["another host", { url: "https://evil.example/pay/v1/intents" }],
    ["no access token", { accessToken: undefined }],
  ])("for %s is refused", async (_, change) => {
    const nonce = (await world.issuer.fetch(new Request(`${URL_OF_ISSUER}/healthz`))).headers;
    const options = {
      key: terminal.key,
      method: "POST",
      url: `${URL_OF_ISSUER}/v1/intents`,
      accessToken,
      nonce: nonce.get("dpop-nonce") ?? "",
      nowMs: world.clock.now(),
      random: systemRandom,
      ...change,
    };
    const { accessToken: bound, ...rest } = options;
    const dpop = await createDpopProof(
      bound === undefined ? rest : { ...rest, accessToken: bound },
    );
    const headers = { ...withKey(), dpop };
    const { json } = await rawCall(world, { ...intents, key: terminal.key, accessToken, headers });
    expect(json["code"]).toBe("DPOP_INVALID");
  });

  it("by another key than the token's is refused", async () => {
    const thief = await createMemoryKeyStore().signingKey("thief");
    const call = { ...intents, accessToken, headers: withKey() };
    const { json } = await rawCall(world, { ...call, key: thief });
    expect(json["code"]).toBe("DPOP_INVALID");
  });

  it("is needed", async () => {
    const call = { ...intents, key: terminal.key, accessToken };
    const { json } = await rawCall(world, { ...call, headers: { ...withKey(), dpop: "" } });
    expect(json["code"]).toBe("DPOP_INVALID");
  });
});

describe("an access token", () => {
  const callWith = async (authorization: string): Promise<unknown> => {
    const headers = { ...withKey(), authorization };
    return (await rawCall(world, { ...intents, key: terminal.key, accessToken, headers })).json[
      "code"
    ];
  };

  it("is needed, of the right scheme, whole and ours", async () => {
    expect(await callWith("")).toBe("ACCESS_DENIED");
    expect(await callWith(`Bearer ${accessToken}`)).toBe("ACCESS_DENIED");
    expect(await callWith("DPoP a.b.c")).toBe("ACCESS_DENIED");
    const body = accessToken.split(".")[1];
    expect(await callWith(`DPoP ${accessToken.replace(body ?? "", `${body}A`)}`)).toBe(
      "ACCESS_DENIED",
    );
    const forged = await signToken(TOKEN_TYPES.access, { sub: "x" }, terminal.key);
    expect(await callWith(`DPoP ${forged}`)).toBe("ACCESS_DENIED");
  });

  it("is over after five minutes", async () => {
    world.clock.advance(306_000);
    const call = { ...intents, key: terminal.key, accessToken, headers: withKey() };
    expect((await rawCall(world, call)).json["code"]).toBe("TOKEN_EXPIRED");
  });

  it("of a payer does not open a terminal's calls, nor the other way round", async () => {
    const { key, payer } = await openTestPayer(world);
    const { admin } = world.issuer;
    const options = { account: "account-1", displayName: "X", scopes: ["shop"] };
    const enrolmentToken = await admin.createEnrolmentToken(options);
    const opened = await rawCall(world, { path: "/v1/payers", key, body: { enrolmentToken } });
    const payersToken = String(opened.json["access_token"]);
    const paying = { ...intents, key, accessToken: payersToken, headers: withKey() };
    expect((await rawCall(world, paying)).json["code"]).toBe("ACCESS_DENIED");
    const deleting = { method: "DELETE", path: `/v1/payers/${payer}`, key: terminal.key };
    expect((await rawCall(world, { ...deleting, accessToken })).json["code"]).toBe("ACCESS_DENIED");
  });
});

describe("a client assertion", () => {
  const ask = async (assertion: string, key: SigningKey = terminal.key) =>
    (await rawCall(world, { path: "/v1/token", key, body: tokenBody(assertion) })).json;
  const sign = (change: Record<string, unknown> = {}, key = terminal.key) =>
    signAssertion(world, key, terminal.registration.terminal, change);

  it("is good once", async () => {
    const assertion = await sign();
    expect(await ask(assertion)).toMatchObject({ token_type: "DPoP", expires_in: 300 });
    expect((await ask(assertion))["code"]).toBe("TOKEN_REPLAYED");
  });

  it.each([
    ["TOKEN_AUDIENCE_MISMATCH", { aud: "https://elsewhere.example" }],
    ["TOKEN_CLAIM_INVALID", { iss: "somebody" }],
    ["TERMINAL_UNKNOWN", { iss: "somebody", sub: "somebody" }],
    ["LIVEMODE_MISMATCH", { livemode: true }],
    ["TOKEN_CLAIM_INVALID", { exp: 1_750_000_900 }],
  ])("is refused with %s: %#", async (code, change) => {
    expect((await ask(await sign(change)))["code"]).toBe(code);
  });

  it("by another key is refused, with its own proof or the terminal's", async () => {
    const thief = await createMemoryKeyStore().signingKey("thief");
    const assertion = await sign({}, thief);
    expect((await ask(assertion))["code"]).toBe("TOKEN_SIGNATURE_INVALID");
    expect((await ask(assertion, thief))["code"]).toBe("TERMINAL_UNKNOWN");
  });
});

describe("a request", () => {
  const post = (body: BodyInit | null, headers: Record<string, string> = {}) =>
    world.issuer.fetch(
      new Request(`${URL_OF_ISSUER}/v1/terminals`, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", ...headers },
      }),
    );
  const proven = async (body: string, headers: Record<string, string> = {}) => {
    const health = await world.issuer.fetch(new Request(`${URL_OF_ISSUER}/healthz`));
    const dpop = await createDpopProof({
      key: terminal.key,
      method: "POST",
      url: `${URL_OF_ISSUER}/v1/terminals`,
      nonce: health.headers.get("dpop-nonce") ?? "",
      nowMs: world.clock.now(),
      random: systemRandom,
    });
    const response = await post(body, { dpop, ...headers });
    return (await response.json()) as Record<string, unknown>;
  };

  it.each([
    ["REQUEST_INVALID", "{", {}],
    ["REQUEST_INVALID", "[]", {}],
    ["REQUEST_INVALID", "null", {}],
    ["REQUEST_INVALID", '{"activationCode":1}', {}],
    ["REQUEST_INVALID", "{}", { "content-type": "text/plain" }],
    ["REQUEST_TOO_LARGE", `"${"x".repeat(131_072)}"`, {}],
    ["REQUEST_INVALID", `"${"x".repeat(131_000)}"`, {}],
  ])("is refused with %s: %#", async (code, body, headers) => {
    const json = await proven(body, headers);
    expect(json["code"]).toBe(code);
    expect(String(json["detail"]).length).toBeLessThan(200);
  });

  it("that streams without a length is cut off at the limit", async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(16_384).fill(32));
      },
    });
    const health = await world.issuer.fetch(new Request(`${URL_OF_ISSUER}/healthz`));
    const dpop = await createDpopProof({
      key: terminal.key,
      method: "POST",
      url: `${URL_OF_ISSUER}/v1/terminals`,
      nonce: health.headers.get("dpop-nonce") ?? "",
      nowMs: world.clock.now(),
      random: systemRandom,
    });
    const init = { method: "POST", body: endless, duplex: "half" } as const;
    const headers = { "content-type": "application/json", dpop };
    const request = new Request(`${URL_OF_ISSUER}/v1/terminals`, { ...init, headers });
    const response = await world.issuer.fetch(request);
    expect(response.status).toBe(413);
    expect(pulled).toBeLessThan(20);
  });

  it("names the field that is wrong, never its value", async () => {
    const json = await proven(
      JSON.stringify({
        activationCode: "secret-code",
        publicKey: { ...terminal.key.publicJwk, d: "private" },
        camera: { simulated: "perhaps" },
      }),
    );
    expect(String(json["detail"])).toMatch(/publicKey|camera/);
    expect(JSON.stringify(json)).not.toMatch(/secret-code|perhaps|private/);
  });

  it("needs an Idempotency-Key where it makes an intent", async () => {
    const call = { ...intents, key: terminal.key, accessToken };
    expect((await rawCall(world, call)).json["code"]).toBe("REQUEST_INVALID");
    for (const value of ["", "a b", "x".repeat(201)]) {
      const { json } = await rawCall(world, { ...call, headers: withKey(value) });
      expect(json["code"]).toBe("REQUEST_INVALID");
    }
  });

  it("to nowhere gets a problem document with all that belongs to it", async () => {
    const response = await world.issuer.fetch(new Request(`${URL_OF_ISSUER}/v1/nowhere`));
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const id = response.headers.get("x-request-id") ?? "";
    expect(id.length).toBeGreaterThan(15);
    const json = (await response.json()) as Record<string, unknown>;
    expect(json).toMatchObject({ code: "ROUTE_UNKNOWN", status: 404, retryable: false });
    expect(String(json["instance"])).toContain(id);
  });

  it("works behind a proxy that ends TLS and strips the path", async () => {
    const client = createIssuerClient({
      url: URL_OF_ISSUER,
      key: terminal.key,
      registration: terminal.registration,
      clock: world.clock,
      fetch: async (request) => {
        const inner = request.url.replace(URL_OF_ISSUER, "http://10.0.0.7:8080");
        return world.issuer.fetch(new Request(inner, request));
      },
    });
    expect((await client.createIntent(REQUEST)).claims.iss).toBe(URL_OF_ISSUER);
  });

  it("for the public keys or the health needs nobody's name", async () => {
    const jwks = await world.issuer.fetch(new Request(`${URL_OF_ISSUER}/.well-known/jwks.json`));
    const { keys } = (await jwks.json()) as { keys: Record<string, unknown>[] };
    expect(keys.map((key) => key["use"])).toEqual(["sig", "enc"]);
    expect(keys.some((key) => "d" in key)).toBe(false);
    const health = await world.issuer.fetch(new Request(`${URL_OF_ISSUER}/healthz`));
    expect(await health.json()).toEqual({ status: "ok" });
  });

  it("meets a full disk: 503, the code, no detail", async () => {
    const full = new SourireError("STORAGE_FULL", "/var/lib/secret is full");
    let isFull = false;
    const { store } = world;
    const filling: IssuerStore = {
      ...store,
      transaction: (work) => (isFull ? Promise.reject(full) : store.transaction(work)),
    };
    const other = await createWorld({ store: filling, keys: world.keys });
    isFull = true;
    const response = await other.issuer.fetch(new Request(`${URL_OF_ISSUER}/healthz`));
    expect(response.status).toBe(503);
    const json = (await response.json()) as Record<string, unknown>;
    expect(json).toMatchObject({ code: "STORAGE_FULL", retryable: false });
    expect(JSON.stringify(json)).not.toContain("secret");
  });

  it("meets a store that is gone: a code, no detail", async () => {
    await world.store[Symbol.asyncDispose]();
    const health = await world.issuer.fetch(new Request(`${URL_OF_ISSUER}/healthz`));
    expect(health.status).toBe(500);
    const json = (await health.json()) as Record<string, unknown>;
    expect(json["code"]).toBe("INTERNAL");
    expect(JSON.stringify(json)).not.toMatch(/closed|at .*\.ts/);
  });
});
