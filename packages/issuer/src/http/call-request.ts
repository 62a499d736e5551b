import { SourireError } from "@sourire/core";
import type * as z from "zod";

/** The most that a body may hold, bytes: sealed evidence of 2,048 dimensions is a third of it. */
const MAX_BODY_BYTES = 131_072;

/** A call, free of the router. */
export interface CallRequest {
  /** HTTP method in capitals. */
  readonly method: string;
  /** Below the issuer's public URL, escaped. */
  readonly path: string;
  /** Header fields. */
  readonly headers: Headers;
  /** The `{id}` of the path, where it has one. */
  readonly id: string;
  /**
   * The body, parsed.
   * @throws {SourireError} `REQUEST_TOO_LARGE`, `REQUEST_INVALID` naming the field, never its value
   */
  body<T>(schema: z.ZodType<T>): Promise<T>;
}

/** Reads the body of a request with a schema. */
export async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw invalid("the content type is not application/json");
  const parsed = schema.safeParse(parseJson(await readLimited(request)));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const keys = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const path = [...(issue?.path ?? []), ...keys].map(String).join(".");
  // a stranger's words: repeated only where they cannot disturb a log
  throw invalid(`body.${/^[\w.-]{1,80}$/.test(path) ? path : "?"}: ${issue?.code ?? "invalid"}`);
}

async function readLimited(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  if (!request.body) throw invalid("the body is missing");
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return Buffer.concat(chunks);
      bytes += value.length;
      if (bytes > MAX_BODY_BYTES) throw tooLarge();
      chunks.push(value);
    }
  } finally {
    await reader.cancel().catch(() => {}); // a sender that has gone is no fault of this side
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new SourireError("REQUEST_INVALID", "the body is not JSON", { cause });
  }
}

const invalid = (what: string): SourireError => new SourireError("REQUEST_INVALID", what);
const tooLarge = (): SourireError =>
  new SourireError("REQUEST_TOO_LARGE", `the body is above ${MAX_BODY_BYTES} bytes`);
