import { type ErrorCode, isSourireError, SourireError } from "@sourire/core";

/** What a browser's own errors mean to an operator; the names are those of the Media Capture specification. */
const CODES: Readonly<Record<string, ErrorCode>> = Object.freeze({
  NotAllowedError: "CAMERA_DENIED",
  SecurityError: "CAMERA_DENIED",
  NotFoundError: "CAMERA_NOT_FOUND",
  NotReadableError: "CAMERA_BUSY",
  AbortError: "CAMERA_BUSY",
  OverconstrainedError: "CAMERA_FORMAT_UNSUPPORTED",
});

/** The fault that stands for what a media call threw; one of ours is left as it is. */
export function mediaFault(cause: unknown): SourireError {
  if (isSourireError(cause)) return cause;
  const { name, message, constraint } = partsOf(cause);
  // the one exact wish of ours is the device: without it there is no such camera
  if (name === "OverconstrainedError" && constraint === "deviceId") {
    return new SourireError("CAMERA_NOT_FOUND", "no camera has this deviceId", { cause });
  }
  const code = Object.hasOwn(CODES, name) ? CODES[name] : undefined;
  const about = constraint === "" ? message : `the camera cannot meet "${constraint}"`;
  return new SourireError(code ?? "CAMERA_UNAVAILABLE", `${name}: ${about}`, { cause });
}

/** No page without a secure context, and no server, has cameras. */
export function insecureContext(): SourireError {
  return new SourireError(
    "CAMERA_DENIED",
    "no camera here: the page must come over https or from localhost",
  );
}

/** The track of `id` is over: unplugged, permission taken away, or stopped by the page. */
export function trackLost(id: string): SourireError {
  return new SourireError("CAMERA_LOST", `${id} ended while it was read`);
}

function partsOf(cause: unknown): { name: string; message: string; constraint: string } {
  const parts: { name?: unknown; message?: unknown; constraint?: unknown } =
    typeof cause === "object" && cause !== null ? cause : {};
  return {
    name: typeof parts.name === "string" ? parts.name : "Error",
    message: typeof parts.message === "string" ? parts.message : String(cause),
    constraint: typeof parts.constraint === "string" ? parts.constraint : "",
  };
}
