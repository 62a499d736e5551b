import { isSourireError } from "@sourire/core";

/** The code with which `work` fails; "no fault" when it does not, the error's name when it has no code. */
export async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return "no fault";
  } catch (error) {
    if (isSourireError(error)) return error.code;
    return error instanceof Error ? error.name : typeof error;
  }
}
