import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import {
  type RegisterTerminalResponse,
  registerTerminal,
  registerTerminalResponse,
  type SigningKey,
  storageFault,
} from "@sourire/core";

/** What it takes to register. */
export interface RegistrationOptions {
  /** Where the answer is kept. */
  readonly file: string;
  /** The issuer's address. */
  readonly url: string;
  /** The terminal's key. */
  readonly key: SigningKey;
  /** Makes an activation code; called only when there is no registration yet. */
  readonly activationCode: () => Promise<string>;
}

/**
 * The terminal's registration: read where there is one, else made with an activation code.
 * @throws {SourireError} what `registerTerminal` throws, `STORAGE_*`
 */
export async function ensureRegistered(
  options: RegistrationOptions,
): Promise<RegisterTerminalResponse> {
  const { file, url, key } = options;
  const known = await readRegistration(file);
  if (known) return known;
  const registration = await registerTerminal({
    url,
    key,
    activationCode: await options.activationCode(),
    camera: { simulated: true },
  });
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, `${JSON.stringify(registration, null, 2)}\n`, { mode: 0o600 });
  } catch (cause) {
    throw storageFault(cause, "the terminal's registration cannot be written");
  }
  return registration;
}

async function readRegistration(file: string): Promise<RegisterTerminalResponse | undefined> {
  try {
    return registerTerminalResponse.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return undefined; // missing or damaged: register again
  }
}
