import { SourireError } from "@sourire/core";

/** What a failed request means. */
export interface NetworkFault {
  /** For the caller. */
  readonly fault: SourireError;
  /** Whether another attempt may help. */
  readonly passing: boolean;
}

/** Names that do not come to exist, and certificates that do not become valid, by asking again. */
const LASTING = /^(ENOTFOUND|ERR_TLS_.*|CERT_.*|UNABLE_TO_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*)$/;
const PROXY_VARIABLES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/**
 * Explains what `fetch`, or the reading of its answer, threw.
 * @param cause - as thrown
 * @param url - of the request
 */
export function networkFault(cause: unknown, url: string): NetworkFault {
  const code = systemCode(cause);
  const what = code ?? (cause instanceof Error ? cause.message : String(cause));
  const message = `${printable(url)}: ${what}${proxyHint()}`;
  return {
    fault: new SourireError("MODEL_DOWNLOAD_FAILED", message, { cause }),
    passing: !LASTING.test(code ?? ""),
  };
}

/** An address without what may be secret in it. */
export function printable(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

/** Node 20's `fetch` has no proxy of its own, and the package that has one is not part of Node. */
function proxyHint(): string {
  const name = PROXY_VARIABLES.find((variable) => process.env[variable]);
  if (name === undefined || process.env["NODE_USE_ENV_PROXY"] === "1") return "";
  return `; ${name} is set, but this Node's fetch goes past it: pull --from a mirror that can be reached directly, import the files, or run Node 24 with NODE_USE_ENV_PROXY=1`;
}

/** The first code of a system or TLS error in a chain of causes; `fetch` wraps them. */
function systemCode(cause: unknown): string | undefined {
  for (let error = cause; error instanceof Error; error = error.cause) {
    if ("code" in error && typeof error.code === "string") return error.code;
  }
  return undefined;
}
