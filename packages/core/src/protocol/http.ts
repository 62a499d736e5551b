import type * as z from "zod";
import { isSourireError, SourireError } from "../kernel/errors.js";
import { fromProblem } from "./problem.js";
import { parseStrictJson } from "./strict-json.js";

/** What sends a request: `globalThis.fetch`, or a function that an issuer in the same process offers. */
export type FetchLike = (request: Request) => Promise<Response>;

/** Defaults of the calls to an issuer. */
export const HTTP_DEFAULTS: Readonly<{ timeoutMs: number; maxAnswerBytes: number }> = Object.freeze(
  {
    /**
     * Above what an issuer needs to ask a processor, and a tenth of the five minutes that a payment may
     * take, so that a dead connection leaves time to ask for the truth.
     */
    timeoutMs: 30_000,
    /** Twice the longest answer that the protocol knows (an authorization of at most 64,000 characters). */
    maxAnswerBytes: 131_072,
  },
);

/**
 * An issuer's public URL as a name: no slash at the end, no query.
 * @throws {TypeError} when it is no http(s) address
 */
export function issuerUrl(url: string): string {
  const { protocol, origin, pathname, search, hash, username } = new URL(url);
  const plain = search === "" && hash === "" && username === "";
  if (!plain || (protocol !== "https:" && protocol !== "http:")) {
    throw new TypeError("an issuer's URL is https://host[/path], without query or user");
  }
  return `${origin}${pathname}`.replace(/\/+$/, "");
}

/**
 * Live money needs an encrypted connection; a test issuer and this very machine do not.
 * @throws {TypeError}
 */
export function requireTransport(url: string, livemode: boolean): void {
  const { protocol, hostname } = new URL(url);
  const here = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  if (livemode && protocol !== "https:" && !here) {
    throw new TypeError("a live issuer is reached over https only");
  }
}

/** One request and how long to wait for it. */
export interface OneRequest<T> {
  /** Whole address. */
  readonly url: string;
  /** Method, headers, body. */
  readonly init: RequestInit;
  /** Of the answer where it is one of success. */
  readonly schema: z.ZodType<T>;
  /** Cancels. */
  readonly signal?: AbortSignal;
  /** Time for the whole answer, ms. @defaultValue {@link HTTP_DEFAULTS} */
  readonly timeoutMs?: number;
  /** Told of the answer's headers, also where it is a fault. */
  readonly onHeaders?: (headers: Headers) => void;
}

/**
 * Sends one request and parses its answer. Nothing goes along by itself: no cookies, no cache, and a
 * redirect is not followed, because a payment is never sent on to another address.
 * @throws {SourireError} what the issuer's problem document says; `ISSUER_UNREACHABLE` (with its cause);
 *   `ISSUER_ANSWER_INVALID` when the answer is not of the protocol (a proxy's HTML, a redirect)
 * @throws the signal's own reason when it aborts
 */
export async function sendRequest<T>(fetch: FetchLike, one: OneRequest<T>): Promise<T> {
  const { url, init, schema, signal, timeoutMs = HTTP_DEFAULTS.timeoutMs, onHeaders } = one;
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
  const alone = { redirect: "manual", credentials: "omit", cache: "no-store" } as const;
  let answer: { response: Response; text: string };
  try {
    const request = new Request(url, { ...init, ...alone, signal: either });
    answer = await unlessAborted(either, send(fetch, request));
  } catch (cause) {
    signal?.throwIfAborted();
    if (isSourireError(cause)) throw cause;
    throw new SourireError("ISSUER_UNREACHABLE", "no answer from the issuer", { cause });
  }
  onHeaders?.(answer.response.headers);
  return interpret(answer.response, answer.text, schema);
}

async function send(
  fetch: FetchLike,
  request: Request,
): Promise<{ response: Response; text: string }> {
  const response = await fetch(request);
  return { response, text: await readText(response) };
}

/** Lets go of work that does not listen to the signal. */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Reads no more than the protocol can need: a server gone mad must not fill a till's memory. */
async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = "";
  let length = 0;
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) return text + decoder.decode();
    length += chunk.value.length;
    if (length > HTTP_DEFAULTS.maxAnswerBytes) {
      await reader?.cancel();
      throw new SourireError("ISSUER_ANSWER_INVALID", "the answer is too long");
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
}

function interpret<T>(response: Response, text: string, schema: z.ZodType<T>): T {
  const wrong = (what: string, cause?: unknown): SourireError =>
    new SourireError("ISSUER_ANSWER_INVALID", `${what} (HTTP ${response.status})`, { cause });
  const type = response.headers.get("content-type") ?? "";
  if (!/^application\/(problem\+)?json\b/i.test(type)) throw wrong("the answer is not JSON");
  let json: unknown;
  try {
    json = parseStrictJson(text);
  } catch (cause) {
    throw wrong("the answer is broken JSON", cause);
  }
  if (!response.ok) throw fromProblem(json);
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    throw wrong("the answer has another shape than the protocol says", parsed.error);
  return parsed.data;
}
