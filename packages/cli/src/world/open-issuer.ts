import { disposeAll } from "@sourire/core";
import {
  type AcceptedPack,
  createIssuer,
  type Issuer,
  type IssuerStore,
  loadOrCreateKek,
  openVault,
} from "@sourire/issuer";
import { createSimulatedProcessor } from "@sourire/issuer/processors/simulated";
import { openSqliteStore } from "@sourire/issuer/sqlite";
import { createFileKeyStore, createFileSecretStore } from "@sourire/node";
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
  pack: AcceptedPack,
  port = 0,
): Promise<LocalIssuer> {
  const store = await openSqliteStore({ file: folder.database });
  try {
    const server = await serveLocally((url) => openIssuer(folder, pack, store, url), port);
    return {
      url: server.url,
      admin: server.app.admin,
      [Symbol.asyncDispose]: () => disposeAll([store, server.app, server]),
    };
  } catch (cause) {
    await store[Symbol.asyncDispose]();
    throw cause;
  }
}

async function openIssuer(
  folder: DataFolder,
  pack: AcceptedPack,
  store: IssuerStore,
  url: string,
): Promise<Issuer> {
  const kek = await loadOrCreateKek(createFileSecretStore({ dir: folder.kek }));
  const vault = await openVault({ secrets: createFileSecretStore({ dir: folder.vault }), kek });
  return createIssuer({
    publicUrl: url,
    livemode: false,
    store,
    keys: createFileKeyStore({ dir: folder.issuerKeys }),
    vault,
    processor: createSimulatedProcessor(),
    packs: [pack],
  });
}
