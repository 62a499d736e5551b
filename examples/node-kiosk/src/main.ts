// A kiosk: enrols the person in a picture, then lets them pay 4.50 EUR by face.
//   npm start --workspace examples/node-kiosk [-- picture.jpg]
import { createStillCamera } from "@sourire/camera-adapters/simulated";
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
  SourireError,
  selectPayer,
  templateOfPicture,
} from "@sourire/core";
import { createMemoryKeyStore } from "@sourire/core/testing";
import { resolvePack } from "@sourire/models";
import { createOnnxRuntime } from "@sourire/node";
import { ISSUER_URL, openIssuer } from "./issuer.js";
import { portrait } from "./portrait.js";

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

// opting in, with a picture of one person: the account's own app would ask for consent and fetch the enrolment token
const picture = await portrait(pipeline, process.argv[2]);
using template = await templateOfPicture(pipeline, picture);
const enrolment = createEnrolmentClient({ url: ISSUER_URL, key, livemode: false, fetch });
await enrollPayer(
  enrolment,
  {
    enrolmentToken: await issuer.admin.createEnrolmentToken({
      account: "account-1",
      displayName: "Maya Lind",
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
const payer = selectPayer(await pipeline.findFaces(picture), picture);
if (payer.status !== "payer") throw new SourireError("FACE_NOT_FOUND", "nobody to pay");
await using camera = createStillCamera({ picture, face: payer.face, seed: 1 });
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
