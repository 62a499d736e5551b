import {
  type Clock,
  issuerUrl,
  type KeyStore,
  type Log,
  type Random,
  SourireError,
  silentLog,
  systemClock,
  systemRandom,
} from "@sourire/core";
import { createAdmin, type IssuerAdmin } from "./admin/admin.js";
import { createRouter } from "./calls/router.js";
import { createGallery } from "./gallery/gallery.js";
import { createNonces } from "./http/nonces.js";
import type { AcceptedPack } from "./matching/accepted-pack.js";
import { finishWithdrawals } from "./payer/withdrawal.js";
import { type IssuerPolicy, LIVE_POLICY, policyDigest, TEST_POLICY } from "./policy/policy.js";
import type { PaymentProcessor } from "./processors/payment-processor.js";
import { createQueues } from "./queues.js";
import type { Services } from "./services.js";
import type { IssuerStore } from "./store/issuer-store.js";
import type { TemplateVault } from "./vault/template-vault.js";

/** What an issuer is made of. */
export interface IssuerOptions {
  /**
   * Where the world reaches it; its name in every token. DPoP proofs are checked against this and not
   * against the `Host` of a request, so it works behind a proxy.
   */
  readonly publicUrl: string;
  /** Which world. Test and live have separate keys, stores and vaults. */
  readonly livemode: boolean;
  /** What is remembered. Stays the caller's to close. */
  readonly store: IssuerStore;
  /** Uses the signing key `issuer-signing` and the sealing key `issuer-sealing`. */
  readonly keys: KeyStore;
  /** Seals templates. */
  readonly vault: TemplateVault;
  /** Moves money. */
  readonly processor: PaymentProcessor;
  /** Packs whose templates are compared. */
  readonly packs: readonly AcceptedPack[];
  /** @defaultValue `TEST_POLICY` or `LIVE_POLICY`, as `livemode` says */
  readonly policy?: IssuerPolicy;
  /** @defaultValue the system's */
  readonly clock?: Clock;
  /** @defaultValue the system's */
  readonly random?: Random;
  /** @defaultValue none */
  readonly log?: Log;
}

/** The deciding side. Disposal waits for calls under way and wipes the gallery from memory. */
export interface Issuer extends AsyncDisposable {
  /** Answers one call: fits any server that speaks `Request` and `Response`. Never throws. */
  fetch(request: Request): Promise<Response>;
  /** For the operator. */
  readonly admin: IssuerAdmin;
}

/**
 * Makes an issuer.
 * @throws {TypeError} when `publicUrl` is none, or not encrypted in the live world
 * @throws {SourireError} `OPERATING_POINT_MISSING` or `PACK_NOT_ACCEPTED` when a pack is not fit for the
 *   live world, `LIVEMODE_MISMATCH` when store or processor belong to the other world, `STORAGE_*`,
 *   `KEY_STORE_*`
 * @example await using issuer = await createIssuer(options); serve({ fetch: issuer.fetch });
 */
export async function createIssuer(options: IssuerOptions): Promise<Issuer> {
  const issuer = issuerUrl(options.publicUrl);
  if (options.livemode && !issuer.startsWith("https:")) {
    throw new TypeError("a live issuer's publicUrl begins with https:");
  }
  assertWorld(options);
  await claimStore(options.store, options.livemode);
  const services = await assemble(options, issuer);
  await finishWithdrawals(services);
  const answer = createRouter(services);
  const underWay = new Set<Promise<Response>>();
  return {
    fetch(request) {
      const response = answer(request);
      underWay.add(response);
      return response.finally(() => underWay.delete(response));
    },
    admin: createAdmin(services),
    async [Symbol.asyncDispose]() {
      await Promise.allSettled(underWay);
      await services.gallery.clear();
    },
  };
}

async function assemble(options: IssuerOptions, issuer: string): Promise<Services> {
  const { livemode, store, vault, processor, keys, packs } = options;
  const { clock = systemClock, random = systemRandom, log = silentLog } = options;
  const policy = options.policy ?? (livemode ? LIVE_POLICY : TEST_POLICY);
  return {
    issuer,
    livemode,
    store,
    vault,
    processor,
    packs: new Map(packs.map((pack) => [pack.digest, pack])),
    policy,
    policyDigest: await policyDigest(policy),
    signing: await keys.signingKey("issuer-signing"),
    sealing: await keys.sealingKey("issuer-sealing"),
    gallery: createGallery(store, vault),
    nonces: createNonces({ clock, random }),
    intentQueues: createQueues(),
    payerQueues: createQueues(),
    clock,
    random,
    log,
  };
}

function assertWorld({ livemode, packs, processor }: IssuerOptions): void {
  const dimensions = new Map<string, number>();
  for (const pack of packs) {
    if (livemode && pack.operatingPoints.length === 0) {
      throw new SourireError("OPERATING_POINT_MISSING", "a pack without operating points");
    }
    if (livemode && !pack.paymentGrade) {
      throw new SourireError("PACK_NOT_ACCEPTED", "a pack that is not of payment grade");
    }
    if ((dimensions.get(pack.space) ?? pack.dimensions) !== pack.dimensions) {
      throw new RangeError("two packs give one space different dimensions");
    }
    dimensions.set(pack.space, pack.dimensions);
  }
  if (processor.simulated === livemode) {
    throw new SourireError("LIVEMODE_MISMATCH", "the processor belongs to the other world");
  }
}

/** A store belongs to the world that used it first. */
async function claimStore(store: IssuerStore, livemode: boolean): Promise<void> {
  const world = livemode ? "live" : "test";
  await store.transaction(async (tx) => {
    const claimed = await tx.setting("world");
    if (claimed === undefined) return tx.addSetting("world", world);
    if (claimed !== world) {
      throw new SourireError("LIVEMODE_MISMATCH", `the store belongs to the ${claimed} world`);
    }
  });
}
