import { InvalidArgumentError } from "commander";

/** An integer on the command line, of at most nine digits. */
export function wholeNumber(text: string): number {
  if (!/^-?\d{1,9}$/.test(text)) throw new InvalidArgumentError("Give a whole number.");
  return Number(text);
}
