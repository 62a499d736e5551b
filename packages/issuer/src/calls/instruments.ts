import { createInstrumentRequest } from "@sourire/core";
import type { CallRequest } from "../http/call-request.js";
import { appendToLedger } from "../ledger/ledger.js";
import { newId, type Services } from "../services.js";
import { activePayer, authenticatePayer } from "./payers.js";

/** `POST /v1/payers/{id}/instruments`: adds a way to pay; the newest one is charged. */
export async function addInstrument(
  services: Services,
  call: CallRequest,
): Promise<{ readonly instrument: string }> {
  const { store, clock, random } = services;
  const { subject: payer } = await authenticatePayer(services, call);
  const { processorToken, label } = await call.body(createInstrumentRequest);
  const id = newId(random);
  await store.transaction(async (tx) => {
    const { pseudonym } = await activePayer(tx, payer);
    const createdAtMs = clock.now();
    await tx.addInstrument({ id, payer, processorToken, label, createdAtMs });
    await appendToLedger(tx, {
      atMs: createdAtMs,
      event: "instrument-added",
      subject: id,
      payer: pseudonym,
    });
  });
  return { instrument: id };
}
