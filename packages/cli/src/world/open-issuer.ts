import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { disposeAll, type ModelPack, storageFault } from "@sourire/core";
import { createIssuer, type Issuer, loadOrCreateKek, openFileVault } from "@sourire/issuer";
import { createSimulatedProcessor } from "@sourire/issuer/processors/simulated";
import { openSqliteStore } from "@sourire/issuer/sqlite";
import { createFileKeyStore } from "@sourire/node";
import type { DataFolder } from "./data-folder.js";
import { serveLocally } from "./local-server.js";

/** A test issuer that this process serves on the loopback interface. */
export interface LocalIssuer extends AsyncDisposable {
  /** Its address. */
  readonly url: string;
  /** Its administration, in process. */
  readonly admin: Issuer["admin"];
}

/**
 * Opens a test issuer on its data folder and serves it.
 * @param pack - the pack whose templates it compares
 * @param port - 0 takes a free one
 * @throws {SourireError} `PORT_IN_USE`, `STORAGE_*`, `KEY_STORE_*`, `TEMPLATE_UNREADABLE`
 */
export async function openLocalIssuer(
  folder: DataFolder,
  pack: ModelPack,
  port = 0,
): Promise<LocalIssuer> {
  const server = await serveLocally((url) => openIssuer(folder, pack, url), port);
  return {
    url: server.url,
    admin: server.app.admin,
    [Symbol.asyncDispose]: () => disposeAll([server.app, server]),
  };
}

async function openIssuer(folder: DataFolder, pack: ModelPack, url: string): Promise<Issuer> {
  await makeFolder(dirname(folder.database));
  const kek = await loadOrCreateKek(folder.keyEncryptionKey);
  const vault = await openFileVault({ dir: folder.vault, kek });
  const { embedding, operatingPoints, paymentGrade } = pack.manifest;
  return createIssuer({
    publicUrl: url,
    livemode: false,
    store: await openSqliteStore({ file: folder.database }),
    keys: createFileKeyStore({ dir: folder.issuerKeys }),
    vault,
    processor: createSimulatedProcessor(),
    packs: [{ digest: pack.digest, ...embedding, operatingPoints, paymentGrade }],
  });
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw storageFault(cause, "the data folder cannot be made");
  }
}
