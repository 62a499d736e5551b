/**
 * Takes what nobody may read out of a text of ffmpeg's: every address, and the texts that are given.
 * @param text - a line of its messages
 * @param secrets - texts that it must not hold, longest first
 */
export function redact(text: string, secrets: readonly string[]): string {
  let safe = text.replaceAll(/\b[a-z][a-z0-9+.-]*:\/\/[^\s'"]*/gi, "(address)");
  for (const secret of secrets) {
    // one or two letters would be found within other words; an address that held them is gone already
    if (secret.length > 2) safe = safe.replaceAll(secret, "***");
  }
  return safe.replaceAll(/\p{C}/gu, " ").slice(0, 300);
}
