import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { systemClock } from "../../src/kernel/clock.js";
import { systemRandom } from "../../src/kernel/random.js";
import { createExchange, type Exchange } from "../../src/protocol/exchange.js";
import { type FetchLike, HTTP_DEFAULTS } from "../../src/protocol/http.js";
import { fetchJwks } from "../../src/protocol/jwks.js";
import type { SigningKey } from "../../src/protocol/key-store.js";
import { codeOf, decodePart, newKey } from "./fixtures.js";

const URL_ = "https://issuer.example";
const schema = z.strictObject({ ok: z.boolean() });
const CALL = { method: "POST", path: "/v1/x", schema, body: { a: 1 } } as const;
let key: SigningKey;
beforeAll(async () => {
  key = await newKey();
});
const exchangeOver = (fetch: FetchLike, timeoutMs = 30_000): Exchange =>
  createExchange({ url: URL_, key, fetch, clock: systemClock, random: systemRandom, timeoutMs });
const json = (value: unknown, init: ResponseInit = {}): Response =>
  new Response(JSON.stringify(value), { headers: { "content-type": "application/json" }, ...init });
const nonceRequired = (nonce?: string): Response =>
  new Response(
    JSON.stringify({
      type: "urn:sourire:problem:DPOP_NONCE_REQUIRED",
      title: "Dpop nonce required",
      status: 401,
      code: "DPOP_NONCE_REQUIRED",
      remedy: "x",
      retryable: true,
    }),
    {
      status: 401,
      headers: {
        "content-type": "application/problem+json",
        ...(nonce === undefined ? {} : { "dpop-nonce": nonce }),
      },
    },
  );
const nonceOf = (request: Request): unknown =>
  decodePart(request.headers.get("dpop") ?? "", 1)["nonce"];

describe("an exchange", () => {
  it("sends JSON with a fresh proof and takes nothing along", async () => {
    const seen: Request[] = [];
    const exchange = exchangeOver(async (request) => {
      seen.push(request);
      return json({ ok: true });
    });
    expect(await exchange(CALL)).toEqual({ ok: true });
    await exchange(CALL);
    const [first, second] = seen;
    expect(first?.redirect).toBe("manual");
    expect(first?.credentials).toBe("omit");
    expect(await first?.json()).toEqual({ a: 1 });
    expect(first?.headers.get("dpop")).not.toBe(second?.headers.get("dpop"));
  });

  it("repeats once with the server's nonce and keeps using it", async () => {
    const nonces: unknown[] = [];
    const exchange = exchangeOver(async (request) => {
      nonces.push(nonceOf(request));
      return nonces.at(-1) === "n1" ? json({ ok: true }) : nonceRequired("n1");
    });
    await exchange(CALL);
    await exchange(CALL);
    expect(nonces).toEqual([undefined, "n1", "n1"]);
  });

  it("takes the next nonce from any answer", async () => {
    const nonces: unknown[] = [];
    const exchange = exchangeOver(async (request) => {
      nonces.push(nonceOf(request));
      const headers = { "content-type": "application/json", "dpop-nonce": `n${nonces.length}` };
      return json({ ok: true }, { headers });
    });
    for (let i = 0; i < 3; i++) await exchange(CALL);
    expect(nonces).toEqual([undefined, "n1", "n2"]);
  });

  it("does not loop when the server never has enough, or gives no nonce", async () => {
    let calls = 0;
    const greedy = exchangeOver(async () => nonceRequired(`n${++calls}`));
    expect(await codeOf(greedy(CALL))).toBe("DPOP_NONCE_REQUIRED");
    expect(calls).toBe(2);
    const mute = exchangeOver(async () => {
      calls++;
      return nonceRequired();
    });
    expect(await codeOf(mute(CALL))).toBe("DPOP_NONCE_REQUIRED");
    expect(calls).toBe(3);
  });

  it("repeats what may be repeated once when the connection breaks, with a new proof", async () => {
    const proofs: (string | null)[] = [];
    const broken: FetchLike = async (request) => {
      proofs.push(request.headers.get("dpop"));
      throw new TypeError("fetch failed");
    };
    expect(await codeOf(exchangeOver(broken)({ ...CALL, repeatable: true }))).toBe(
      "ISSUER_UNREACHABLE",
    );
    expect(new Set(proofs).size).toBe(2);
    expect(await codeOf(exchangeOver(broken)(CALL))).toBe("ISSUER_UNREACHABLE");
    expect(proofs).toHaveLength(3);
  });

  it("says why the issuer was not reached", async () => {
    const cause = new TypeError("getaddrinfo ENOTFOUND");
    const exchange = exchangeOver(() => Promise.reject(cause));
    await expect(exchange(CALL)).rejects.toMatchObject({ code: "ISSUER_UNREACHABLE", cause });
  });

  it("ends after its time even when nothing listens, and does not try again", async () => {
    let calls = 0;
    const deaf: FetchLike = () => {
      calls++;
      return new Promise(() => {});
    };
    expect(await codeOf(exchangeOver(deaf, 20)({ ...CALL, repeatable: true }))).toBe(
      "ISSUER_UNREACHABLE",
    );
    expect(calls).toBe(1);
  });

  it("ends at once when the caller aborts, with the caller's own reason", async () => {
    const reason = new Error("the payer walked away");
    const controller = new AbortController();
    const exchange = exchangeOver(() => new Promise(() => {}));
    const work = exchange({ ...CALL, repeatable: true, signal: controller.signal });
    const start = performance.now();
    setTimeout(() => controller.abort(reason), 10);
    await expect(work).rejects.toBe(reason);
    expect(performance.now() - start).toBeLessThan(1000);
    await expect(exchange({ ...CALL, signal: controller.signal })).rejects.toBe(reason);
  });

  it("aborts while the body is still coming", async () => {
    const controller = new AbortController();
    const endless = new ReadableStream({
      pull: (c) => {
        c.enqueue(new Uint8Array(1));
        return new Promise((resolve) => setTimeout(resolve, 5));
      },
    });
    const exchange = exchangeOver(async () => new Response(endless));
    setTimeout(() => controller.abort(), 20);
    await expect(exchange({ ...CALL, signal: controller.signal })).rejects.toMatchObject({
      name: "AbortError",
    });
  });
});

describe("answers that are not of the protocol", () => {
  const html = { "content-type": "text/html" };
  const plain = { "content-type": "application/json" };
  it.each<[string, () => Response]>([
    ["a proxy's page", () => new Response("<h1>Welcome</h1>", { headers: html })],
    ["a proxy's error", () => new Response("<h1>502</h1>", { status: 502, headers: html })],
    ["JSON sent as a page", () => new Response('{"ok":true}', { headers: html })],
    ["no type at all", () => new Response(new TextEncoder().encode('{"ok":true}'))],
    ["broken JSON", () => new Response('{"ok":tru', { headers: plain })],
    ["an empty body", () => new Response("", { headers: plain })],
    ["no body", () => new Response(null, { status: 204 })],
    ["a member too many", () => json({ ok: true, more: 1 })],
    ["another shape", () => json([])],
    ["a name twice", () => new Response('{"ok":false,"ok":true}', { headers: plain })],
    [
      "a redirect",
      () => new Response(null, { status: 307, headers: { location: "https://x.example" } }),
    ],
    ["an error that is no problem", () => json({ error: "x" }, { status: 400, headers: plain })],
    ["success with an error's status", () => json({ ok: true }, { status: 500, headers: plain })],
    ["too much", () => json({ ok: "x".repeat(HTTP_DEFAULTS.maxAnswerBytes) })],
  ])("%s is ISSUER_ANSWER_INVALID", async (_, response) => {
    expect(await codeOf(exchangeOver(async () => response())(CALL))).toBe("ISSUER_ANSWER_INVALID");
  });

  it("stops reading what never ends", async () => {
    let sent = 0;
    let stopped = false;
    const endless = new ReadableStream({
      pull: (c) => {
        sent += 65_536;
        c.enqueue(new Uint8Array(65_536));
      },
      cancel: () => {
        stopped = true;
      },
    });
    const exchange = exchangeOver(async () => new Response(endless));
    expect(await codeOf(exchange(CALL))).toBe("ISSUER_ANSWER_INVALID");
    expect(stopped).toBe(true);
    expect(sent).toBeLessThan(HTTP_DEFAULTS.maxAnswerBytes + 4 * 65_536);
  });
});

describe("over a real connection", () => {
  it("sends a body of known length and reads the answer; a closed port is ISSUER_UNREACHABLE", async () => {
    const seen: { length: string | undefined; body: string }[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      seen.push({
        length: request.headers["content-length"],
        body: Buffer.concat(chunks).toString(),
      });
      response.setHeader("content-type", "application/json").end('{"ok":true}');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const exchange = createExchange({
      url: `http://127.0.0.1:${port}`,
      key,
      fetch: (request) => globalThis.fetch(request),
      clock: systemClock,
      random: systemRandom,
    });
    expect(await exchange(CALL)).toEqual({ ok: true });
    expect(seen).toEqual([{ length: "7", body: '{"a":1}' }]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await codeOf(exchange(CALL))).toBe("ISSUER_UNREACHABLE");
  });
});

describe("fetchJwks", () => {
  it("fetches from the well-known address", async () => {
    const seen: string[] = [];
    const keys = { keys: [] };
    const fetch: FetchLike = async (request) => {
      seen.push(`${request.method} ${request.url}`);
      return json(keys);
    };
    expect(await fetchJwks("https://issuer.example/base/", { fetch })).toEqual(keys);
    expect(seen).toEqual(["GET https://issuer.example/base/.well-known/jwks.json"]);
  });
});
