import { createDpopProof, problemSchema, systemRandom } from "@sourire/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  accessTokenOf,
  createTestTerminal,
  createWorld,
  enrol,
  face,
  type TestTerminal,
  URL_OF_ISSUER,
  type World,
} from "./kit.js";

let world: World;
let terminal: TestTerminal;
let accessToken: string;
let nonce: string;
let intentId: string;
let payerId: string;

beforeAll(async () => {
  world = await createWorld();
  terminal = await createTestTerminal(world);
  accessToken = await accessTokenOf(world, terminal);
  payerId = (await enrol(world, face(1))).payer;
  intentId = (await terminal.client.createIntent({ amount: 1, currency: "EUR", order: "1" })).id;
  const health = await world.issuer.fetch(new Request(`${URL_OF_ISSUER}/healthz`));
  nonce = health.headers.get("dpop-nonce") ?? "";
});
afterAll(() => world[Symbol.asyncDispose]());

const ROUTES: readonly (readonly [method: string, path: () => string])[] = [
  ["POST", () => "/v1/terminals"],
  ["POST", () => "/v1/token"],
  ["POST", () => "/v1/intents"],
  ["GET", () => `/v1/intents/${intentId}`],
  ["POST", () => `/v1/intents/${intentId}/evidence`],
  ["POST", () => `/v1/intents/${intentId}/commands`],
  ["POST", () => "/v1/payers"],
  ["POST", () => `/v1/payers/${payerId}/consents`],
  ["POST", () => `/v1/payers/${payerId}/templates`],
  ["POST", () => `/v1/payers/${payerId}/instruments`],
  ["DELETE", () => `/v1/payers/${payerId}`],
];

const token = fc
  .tuple(fc.base64String(), fc.base64String(), fc.base64String())
  .map((parts) => parts.map((part) => part.replaceAll(/[+/=]/g, "_")).join("."));
const word = fc.oneof(fc.string({ maxLength: 40 }), token, fc.constant("__proto__"));
const FIELDS = [
  "activationCode",
  "publicKey",
  "camera",
  "grant_type",
  "client_assertion",
  "client_assertion_type",
  "amount",
  "currency",
  "order",
  "evidence",
  "command",
  "enrolmentToken",
  "purpose",
  "textVersion",
  "language",
  "template",
  "processorToken",
  "label",
];
const value = fc.oneof(word, fc.integer(), fc.double(), fc.boolean(), fc.jsonValue());
const plausible = fc.dictionary(fc.constantFrom(...FIELDS), value);
const body = fc.oneof(
  plausible.map((json) => JSON.stringify(json)),
  fc.json(),
  fc.string(),
  fc.uint8Array({ maxLength: 200 }),
);

async function send(method: string, path: string, init: RequestInit): Promise<Response> {
  return world.issuer.fetch(new Request(URL_OF_ISSUER + path, { method, ...init }));
}

async function expectHonest(response: Response): Promise<void> {
  const text = await response.text();
  expect(response.status, text).toBeLessThan(500);
  expect(text).not.toMatch(/\.ts:|\.js:|node_modules|\n\s+at /);
  if (response.status >= 400) {
    expect(problemSchema.safeParse(JSON.parse(text)).success).toBe(true);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  }
}

describe.each(ROUTES)("%s route %#", (method, path) => {
  const carriesBody = method === "POST";

  it("answers any body from anybody with an honest refusal", async () => {
    await fc.assert(
      fc.asyncProperty(body, word, async (content, header) => {
        const headers = {
          "content-type": "application/json",
          dpop: encodeURIComponent(header),
          authorization: `DPoP ${encodeURIComponent(header)}`,
          "idempotency-key": encodeURIComponent(header),
        };
        const init = carriesBody ? { headers, body: content as BodyInit } : { headers };
        const response = await send(method, path(), init);
        await expectHonest(response);
        expect(response.status).toBeGreaterThanOrEqual(400);
      }),
      { numRuns: 15 },
    );
  });

  it("answers any body from a registered terminal with an honest answer", async () => {
    const open = ["/v1/terminals", "/v1/token", "/v1/payers"].includes(path());
    await fc.assert(
      fc.asyncProperty(body, async (content) => {
        const dpop = await createDpopProof({
          key: terminal.key,
          method,
          url: URL_OF_ISSUER + path(),
          nonce,
          nowMs: world.clock.now(),
          random: systemRandom,
          ...(open ? {} : { accessToken }),
        });
        const headers = {
          "content-type": "application/json",
          dpop,
          "idempotency-key": "k",
          ...(open ? {} : { authorization: `DPoP ${accessToken}` }),
        };
        const init = carriesBody ? { headers, body: content as BodyInit } : { headers };
        await expectHonest(await send(method, path(), init));
      }),
      { numRuns: 15 },
    );
  });
});

it("answers any path and method with an honest refusal", async () => {
  const methods = fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD");
  await fc.assert(
    fc.asyncProperty(methods, fc.array(fc.string({ maxLength: 8 })), async (method, parts) => {
      const path = parts.map((part) => `/${encodeURIComponent(part)}`).join("");
      const response = await send(method, `/v1/intents/x${path}`, {});
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
    }),
    { numRuns: 50 },
  );
});
