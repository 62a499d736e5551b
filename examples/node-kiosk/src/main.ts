// A kiosk: enrols a payer who is drawn, then lets them pay 4.50 EUR by face, before a simulated camera.
//   npm start --workspace examples/node-kiosk
import {
  createPuppetCamera,
  createPuppetFilm,
  createSyntheticHead,
} from "@sourire/camera-adapters/simulated";
import {
  createEnrolmentClient,
  createFacePipeline,
  createIssuerClient,
  enrollPayer,
  formatMoney,
  type PayerDisplay,
  parseMoney,
  registerTerminal,
  runPayment,
  templateOfPicture,
} from "@sourire/core";
import { createMemoryKeyStore } from "@sourire/core/testing";
import { resolvePack } from "@sourire/models";
import { createOnnxRuntime } from "@sourire/node";
import { ISSUER_URL, openIssuer } from "./issuer.js";

const signal = AbortSignal.timeout(60_000);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

// what every terminal needs: networks, a key, and an issuer where it registered once
const pack = await (await resolvePack("starter")).open();
await using runtime = await createOnnxRuntime();
await using pipeline = await createFacePipeline({ pack, runtime });
await using issuer = await openIssuer(pack);
const { fetch } = issuer; // over the network: leave `fetch` out
const key = await createMemoryKeyStore().signingKey("terminal");
const registration = await registerTerminal({
  url: ISSUER_URL,
  key,
  fetch,
  camera: { simulated: true },
  activationCode: await issuer.admin.createActivationCode({
    payee: { id: "cafe-lumiere", name: "Café Lumière" },
    scope: "store-1",
    assuranceCeiling: "none",
  }),
});

// a payer who does not exist: nobody's face is needed to try this
const head = createSyntheticHead({ template: await pack.faceTemplate(), person: "amara" });

// opting in, with a picture of one person: the account's own app would ask for consent and fetch the enrolment token
const film = createPuppetFilm({ payer: head, seed: 1, sensor: { focusMs: 0, defocus: 0 } });
const { image: portrait } = film.frame(0, 0, film.buffer());
using template = await templateOfPicture(pipeline, portrait);
const enrolment = createEnrolmentClient({ url: ISSUER_URL, key, livemode: false, fetch });
await enrollPayer(
  enrolment,
  {
    enrolmentToken: await issuer.admin.createEnrolmentToken({
      account: "account-1",
      displayName: "Amara Lind",
      scopes: ["store-1"],
    }),
    consent: { textVersion: "2026-11", language: "en" },
    template,
    packDigest: pipeline.packDigest,
    liveness: [{ check: "frame-integrity", status: "not-applicable", reason: "still picture" }],
    instrument: { processorToken: "simulated-card", label: "simulated card" },
  },
  { signal },
);

// paying: the camera would be a real one, and the display a screen that the payer taps
const script = "neutral 0.6s, smile 1s";
await using camera = createPuppetCamera({ payer: head, script, atEnd: "loop", seed: 2 });
const display: PayerDisplay = {
  awaitTap: async ({ money, payee }) => {
    say(`${payee}: ${formatMoney(money)}. The payer taps "Pay by smile".`);
    return "pay-by-smile";
  },
  guide: (hint) => say(`  ${hint}`),
  confirm: async ({ payer: name }) => {
    say(`As ${name}? The payer says yes.`);
    return "pay";
  },
};
const outcome = await runPayment(
  {
    camera,
    pipeline,
    display,
    issuer: createIssuerClient({ url: ISSUER_URL, key, registration, fetch }),
  },
  { money: parseMoney("4.50", "EUR"), order: "1234" },
  { signal },
);
say(`${outcome.status}${"reason" in outcome ? `: ${outcome.reason}` : ""}`);
process.exitCode = outcome.status === "approved" ? 0 : 3;
