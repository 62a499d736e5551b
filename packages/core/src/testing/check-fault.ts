import { isSourireError } from "../kernel/errors.js";

/** What a piece of work threw: the code of a fault, the name of another error, or that it threw nothing. */
export async function faultOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (cause) {
    if (isSourireError(cause)) return cause.code;
    return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  }
  return "nothing was thrown";
}
