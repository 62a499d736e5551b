import { createHash } from "node:crypto";
import {
  base64url,
  type Clock,
  type Log,
  type Random,
  type SealingKey,
  type SigningKey,
} from "@sourire/core";
import type { Gallery } from "./gallery/gallery.js";
import type { Nonces } from "./http/nonces.js";
import type { AcceptedPack } from "./matching/accepted-pack.js";
import type { IssuerPolicy } from "./policy/policy.js";
import type { PaymentProcessor } from "./processors/payment-processor.js";
import type { Queues } from "./queues.js";
import type { IssuerStore } from "./store/issuer-store.js";
import type { TemplateVault } from "./vault/template-vault.js";

/** Everything that a call may need: made once by `createIssuer`, passed on by hand. */
export interface Services {
  /** The issuer's name: its public URL without a slash at the end. */
  readonly issuer: string;
  /** Which world. */
  readonly livemode: boolean;
  /** What is remembered. */
  readonly store: IssuerStore;
  /** Seals templates. */
  readonly vault: TemplateVault;
  /** Moves money. */
  readonly processor: PaymentProcessor;
  /** By digest. */
  readonly packs: ReadonlyMap<string, AcceptedPack>;
  /** What is asked for and how far it goes. */
  readonly policy: IssuerPolicy;
  /** Names the policy. */
  readonly policyDigest: string;
  /** Signs intents, tokens and records. */
  readonly signing: SigningKey;
  /** Opens evidence and templates. */
  readonly sealing: SealingKey;
  /** Opened templates, in memory. */
  readonly gallery: Gallery;
  /** For DPoP. */
  readonly nonces: Nonces;
  /** One thing at a time for an intent. */
  readonly intentQueues: Queues;
  /** One thing at a time for a payer. */
  readonly payerQueues: Queues;
  /** Time. */
  readonly clock: Clock;
  /** Ids, nonces, codes. */
  readonly random: Random;
  /** For the operator. */
  readonly log: Log;
}

/** 144 random bits, base64url: an id, a `jti`, a handle. */
export function newId(random: Random): string {
  return base64url.encode(random.bytes(18));
}

/** Whole seconds, as JWT counts. */
export function nowS(clock: Clock): number {
  return Math.floor(clock.now() / 1000);
}

/** SHA-256 of a text, hexadecimal. */
export function sha256Hex(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
