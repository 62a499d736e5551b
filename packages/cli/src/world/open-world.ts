import {
  createIssuerClient,
  disposeAll,
  type IssuerClient,
  type ModelPack,
  type OperatingPoint,
} from "@sourire/core";
import { createFileKeyStore } from "@sourire/node";
import type { DataFolder } from "./data-folder.js";
import { type LocalIssuer, openLocalIssuer } from "./open-issuer.js";
import { openVision, type Vision } from "./open-vision.js";
import { ensureRegistered } from "./terminal-registration.js";

/** Both sides of the line on one machine: a terminal that can see, and a test issuer that decides. */
export interface World extends AsyncDisposable {
  /** The terminal's eyes. */
  readonly vision: Vision;
  /** The deciding side. */
  readonly issuer: LocalIssuer;
  /** How the terminal talks to it. */
  readonly client: IssuerClient;
  /** The registered terminal's id. */
  readonly terminal: string;
}

/** Options of {@link openWorld}. */
export interface WorldOptions {
  /** Where everything is kept. */
  readonly folder: DataFolder;
  /** Name or folder of the model pack; the one in use where it is not given. */
  readonly pack?: string | undefined;
  /** The issuer's port; 0 takes a free one. */
  readonly port?: number | undefined;
  /** Where payers are not people: the operating points to match them at, instead of the pack's. */
  readonly operatingPoints?: ((pack: ModelPack) => readonly OperatingPoint[]) | undefined;
}

/** The shop that the command plays: payee and scope are fixed when its terminal registers. */
export const SHOP = {
  payee: { id: "cafe-lumiere", name: "Café Lumière" },
  scope: "store-1",
} as const;

/**
 * Opens both sides and registers the terminal where it is new.
 * @throws {SourireError} what the parts throw; whatever was opened is closed again
 */
export async function openWorld({
  folder,
  pack,
  port,
  operatingPoints,
}: WorldOptions): Promise<World> {
  const open: AsyncDisposable[] = [];
  try {
    const vision = await openVision(pack);
    open.push(vision);
    const { digest, manifest } = vision.pack;
    const { embedding, paymentGrade } = manifest;
    const points = operatingPoints?.(vision.pack) ?? manifest.operatingPoints;
    const accepted = { digest, ...embedding, operatingPoints: points, paymentGrade };
    const issuer = await openLocalIssuer(folder, accepted, port);
    open.push(issuer);
    const key = await createFileKeyStore({ dir: folder.terminalKeys }).signingKey("terminal");
    const registration = await ensureRegistered({
      file: folder.registration,
      url: issuer.url,
      key,
      activationCode: () =>
        issuer.admin.createActivationCode({ ...SHOP, assuranceCeiling: "none" }),
    });
    const client = createIssuerClient({ url: issuer.url, key, registration });
    return {
      vision,
      issuer,
      client,
      terminal: registration.terminal,
      [Symbol.asyncDispose]: () => disposeAll(open),
    };
  } catch (cause) {
    await disposeAll(open);
    throw cause;
  }
}
