import { join } from "node:path";
import envPaths from "env-paths";

/** Where the command keeps an issuer and a terminal of its own, side by side but apart. */
export interface DataFolder {
  /** The folder that holds the rest. */
  readonly root: string;
  /** The issuer's database. */
  readonly database: string;
  /** The issuer's signing and sealing keys. */
  readonly issuerKeys: string;
  /** Folder of the payers' data keys: not in the database, nor in its backups. */
  readonly vault: string;
  /** Folder of the key-encryption key, which wraps them. */
  readonly kek: string;
  /** The terminal's key. */
  readonly terminalKeys: string;
  /** What the issuer fixed when the terminal registered. */
  readonly registration: string;
}

/** @param root - this user's own data folder where it is not given */
export function dataFolder(root = envPaths("sourire", { suffix: "" }).data): DataFolder {
  return {
    root,
    database: join(root, "issuer", "issuer.sqlite"),
    issuerKeys: join(root, "issuer", "keys"),
    vault: join(root, "vault"),
    kek: join(root, "kek"),
    terminalKeys: join(root, "terminal", "keys"),
    registration: join(root, "terminal", "registration.json"),
  };
}
