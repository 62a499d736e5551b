import { SourireError } from "@sourire/core";
import type { NetworkFault } from "./network-fault.js";
import { printable } from "./network-fault.js";

/** Request time-out, too early, too many requests: ask later. Everything from 500 on is treated alike. */
const LATER = [408, 425, 429];

/**
 * The place in the file from which an answer goes on.
 * @param have - bytes that are here already, which the request asked to be left out
 * @param bytes - of the whole file
 * @throws {SourireError} `MODEL_DOWNLOAD_INVALID` when the answer cannot be the file
 * @returns the place; or the fault of an answer that is a refusal
 */
export function checkAnswer(
  response: Response,
  have: number,
  bytes: number,
): number | NetworkFault {
  const url = printable(response.url);
  const { status, headers } = response;
  if (!response.ok) {
    const message = `${url} answered with status ${status}`;
    return {
      fault: new SourireError("MODEL_DOWNLOAD_FAILED", message),
      passing: LATER.includes(status) || status >= 500 || status === 416,
    };
  }
  const type = headers.get("content-type") ?? "";
  if (/^(text\/html|application\/xhtml)/i.test(type)) throw invalid(`${url} answered with a page`);
  if (status === 206) {
    const range = headers.get("content-range") ?? "";
    const [, start, total = "*"] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(range) ?? [];
    if (Number(start) === have && (total === "*" || Number(total) === bytes)) return have;
    throw invalid(`${url} answered with another part of a file than was asked for`);
  }
  const length = headers.get("content-length");
  if (length !== null && !headers.has("content-encoding") && Number(length) !== bytes) {
    throw invalid(`${url} has ${length} bytes where the file has ${bytes}`);
  }
  return 0; // a server may ignore the range and send everything
}

/** Whether the beginning of a body is that of a page; no network begins so. */
export function looksLikePage(chunk: Uint8Array): boolean {
  const head = new TextDecoder().decode(chunk.subarray(0, 64));
  return head.trimStart().startsWith("<");
}

/** What is answered to something that is not the file. */
export function invalid(message: string): SourireError {
  return new SourireError("MODEL_DOWNLOAD_INVALID", message);
}
