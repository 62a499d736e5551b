import { base64url } from "../kernel/bytes.js";
import type { Random } from "../kernel/random.js";
import { type CommandClaims, commandClaims } from "./claims.js";
import type { Intent } from "./intent.js";
import type { SigningKey } from "./key-store.js";
import { signToken } from "./sign.js";
import { TOKEN_LIFE_S, TOKEN_TYPES } from "./token-type.js";
import { parseClaims } from "./verify.js";

/** What the payer was shown. */
export type Displayed = CommandClaims["displayed"];

/** An act after evidence, before it is signed. */
export type CommandBody =
  | {
      /** The payer says yes. */
      readonly action: "confirm";
      /** SHA-256 of the evidence that found the candidate. */
      readonly evidenceHash: string;
      /** The handle that the issuer gave the candidate. */
      readonly candidate: string;
      /** As it stood on the screen. */
      readonly displayed: Displayed;
    }
  | {
      /** Till or payer says no. */
      readonly action: "cancel";
      /** As it stood on the screen. */
      readonly displayed: Displayed;
    };

/**
 * Signs a command for one intent.
 * @throws {SourireError} `TOKEN_CLAIM_INVALID` when the body does not follow the schema
 */
export function signCommand(
  intent: Intent,
  body: CommandBody,
  options: { readonly key: SigningKey; readonly nowMs: number; readonly random: Random },
): Promise<string> {
  const { key, nowMs, random } = options;
  const iat = Math.floor(nowMs / 1000);
  const claims: CommandClaims = {
    ...body,
    iss: intent.claims.terminal,
    aud: intent.claims.iss,
    jti: base64url.encode(random.bytes(16)),
    iat,
    exp: iat + TOKEN_LIFE_S.command,
    livemode: intent.claims.livemode,
    intentHash: intent.hash,
  };
  return signToken(TOKEN_TYPES.command, parseClaims(commandClaims, claims), key);
}
