import { readdir } from "node:fs/promises";
import { createFileSecretStore } from "@sourire/node";
import type { DataFolder } from "../world/data-folder.js";
import { type Found, fine } from "./finding.js";

/**
 * Whether the keys that are there are private: each is read as the commands read it, and let go of at once.
 * Makes none.
 * @throws {SourireError} `KEY_STORE_INSECURE`, `KEY_STORE_INVALID`, `STORAGE_*`
 */
export async function examineKeyFolders(folder: DataFolder): Promise<Found> {
  let keys = 0;
  for (const dir of [folder.terminalKeys, folder.issuerKeys, folder.kek, folder.vault]) {
    const names = await readdir(dir).catch(() => []); // none yet
    const secrets = createFileSecretStore({ dir });
    for (const name of names.filter((n) => !n.startsWith("."))) {
      (await secrets.read(name))?.fill(0);
      keys++;
    }
  }
  if (keys === 0) return fine(`no keys in ${folder.root} yet`);
  const checked = process.platform === "win32" ? "readable" : "readable for this user alone";
  return fine(`${keys} key files in ${folder.root}, ${checked}`);
}
