import {
  createEnrolmentClient,
  enrollPayer,
  type PixelImage,
  signingKeyFromCryptoKey,
  templateOfPicture,
} from "@sourire/core";
import { SHOP, type World } from "./open-world.js";

/** Who is enrolled, and from what. */
export interface PictureEnrolment {
  /** The account that the face is tied to. */
  readonly account: string;
  /** Shown masked when the payer confirms. */
  readonly displayName: string;
  /** A picture of this one person. */
  readonly picture: PixelImage;
}

/** The text that the payer agrees to; `docs/guide/consent.md` has it. */
const CONSENT = { textVersion: "2026-11", language: "en" } as const;

/**
 * Enrols the person in a picture, who has agreed.
 * @returns the payer's pseudonym and the signed consent receipt
 * @throws {SourireError} `FACE_NOT_FOUND`, `FACES_SEVERAL`, `FACE_QUALITY_LOW`, and what the issuer answers
 */
export async function enrollPicture(
  world: World,
  { account, displayName, picture }: PictureEnrolment,
  options: { readonly signal: AbortSignal },
): Promise<{ readonly payer: string; readonly receipt: string }> {
  const { pipeline } = world.vision;
  using template = await templateOfPicture(pipeline, picture);
  const client = await openAccount(world);
  // awaited here: the template is wiped when this function is left
  return await enrollPayer(
    client,
    {
      // an account's own app would fetch this after strong authentication
      enrolmentToken: await world.issuer.admin.createEnrolmentToken({
        account,
        displayName,
        scopes: [SHOP.scope],
      }),
      consent: CONSENT,
      template,
      packDigest: pipeline.packDigest,
      liveness: [{ check: "frame-integrity", status: "not-applicable", reason: "still picture" }],
      instrument: { processorToken: `simulated-${account}`, label: "simulated card" },
    },
    options,
  );
}

/**
 * Withdraws: the template, its key, the name and the ways to pay are gone.
 * @returns the signed deletion receipt
 * @throws {SourireError} what the issuer answers
 */
export async function withdrawAccount(
  world: World,
  account: string,
  options: { readonly signal: AbortSignal },
): Promise<{ readonly receipt: string; readonly templatesDeleted: number }> {
  const client = await openAccount(world);
  const { admin } = world.issuer;
  const scopes = [SHOP.scope];
  const token = await admin.createEnrolmentToken({ account, displayName: account, scopes });
  await client.openPayer(token, options);
  const { receipt, claims } = await client.deletePayer(options);
  return { receipt, templatesDeleted: claims.templatesDeleted };
}

/** A device of the payer's own: its key lives as long as the visit. */
async function openAccount(world: World) {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, [
    "sign",
  ]);
  const key = await signingKeyFromCryptoKey(pair);
  return createEnrolmentClient({ url: world.issuer.url, key, livemode: false });
}
