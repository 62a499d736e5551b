import { type DeletionClaims, SourireError, signToken, TOKEN_TYPES } from "@sourire/core";
import { appendToLedger } from "../ledger/ledger.js";
import { newId, nowS, type Services } from "../services.js";

/**
 * Forgets a payer: rows first, in one transaction, then the data key, then the receipt that says so.
 * A crash in between is finished by {@link finishWithdrawals} at the next start. Asked again, it
 * answers the same receipt.
 * @returns the signed deletion receipt
 * @throws {SourireError} `PAYER_UNKNOWN`
 */
export async function withdraw(services: Services, id: string): Promise<string> {
  const { store, clock, payerQueues } = services;
  return payerQueues.run(id, async () => {
    const done = await store.transaction(async (tx) => {
      const payer = await tx.payer(id);
      if (!payer) throw new SourireError("PAYER_UNKNOWN", "no such payer");
      if (payer.withdrawnAtMs !== null) return payer.deletionReceipt;
      await appendToLedger(tx, {
        atMs: clock.now(),
        event: "payer-withdrawn",
        subject: payer.pseudonym ?? "",
        payer: payer.pseudonym,
      });
      await tx.withdrawPayer(id, clock.now());
      return null;
    });
    return done ?? finish(services, id);
  });
}

/** Finishes what a crash interrupted. */
export async function finishWithdrawals(services: Services): Promise<void> {
  const ids = await services.store.transaction((tx) => tx.unfinishedWithdrawals());
  for (const id of ids) await services.payerQueues.run(id, () => finish(services, id));
}

async function finish(services: Services, id: string): Promise<string> {
  const { store, vault, gallery, clock, random, issuer, livemode, signing } = services;
  await gallery.remove(id);
  await vault.destroy(id);
  const payer = await store.transaction((tx) => tx.payer(id));
  const claims: DeletionClaims = {
    iss: issuer,
    aud: id,
    jti: newId(random),
    iat: nowS(clock),
    livemode,
    payer: id,
    templatesDeleted: payer?.templatesDeleted ?? 0,
    dataKeyDestroyed: true,
  };
  const receipt = await signToken(TOKEN_TYPES.deletion, claims, signing);
  await store.transaction(async (tx) => {
    await tx.finishWithdrawal(id, receipt);
    const subject = claims.jti;
    await appendToLedger(tx, { atMs: clock.now(), event: "data-key-destroyed", subject });
  });
  await store.purge();
  return receipt;
}
