import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isSourireError } from "@sourire/core";
import { secretStoreConformance } from "@sourire/core/testing";
import { createFileSecretStore } from "@sourire/node";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

let root = "";
let dir = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "sourire-secrets-"));
});
afterAll(() => rm(root, { recursive: true }));
const freshDir = async () => join(await mkdtemp(join(root, "s-")), "deep", "secrets");
beforeEach(async () => {
  dir = await freshDir();
});

const SECRET = Uint8Array.of(1, 2, 3);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "nothing was thrown",
    (e: unknown) => (isSourireError(e) ? e.code : String(e)),
  );

describe("createFileSecretStore is a SecretStore", () => {
  const make = async () => createFileSecretStore({ dir: await freshDir() });
  it.each(secretStoreConformance)("$name", ({ run }) => run(make, expect));
});

describe("createFileSecretStore", () => {
  it("keeps one private file a secret, for the next process, and nothing else", async () => {
    await createFileSecretStore({ dir }).create("a.key", SECRET);
    expect(await readdir(dir)).toEqual(["a.key"]);
    expect((await stat(dir)).mode & 0o777).toBe(0o700);
    expect((await stat(join(dir, "a.key"))).mode & 0o777).toBe(0o600);
    expect(await createFileSecretStore({ dir }).read("a.key")).toEqual(SECRET);
    await createFileSecretStore({ dir }).destroy("a.key");
    expect(await readdir(dir)).toEqual([]);
  });

  it("makes no folder by looking, nor by destroying nothing", async () => {
    const store = createFileSecretStore({ dir });
    expect(await store.read("a")).toBe(undefined);
    await store.destroy("a");
    expect(await codeOf(stat(dir))).toContain("ENOENT");
  });

  it("lets one of many stores at once win", async () => {
    const values = Array.from({ length: 12 }, (_, i) => i);
    const won = await Promise.all(
      values.map((i) => createFileSecretStore({ dir }).create("a", Uint8Array.of(i))),
    );
    expect(won.filter(Boolean)).toEqual([true]);
    expect(await createFileSecretStore({ dir }).read("a")).toEqual(
      Uint8Array.of(won.indexOf(true)),
    );
    expect(await readdir(dir)).toEqual(["a"]);
  });
});

describe("createFileSecretStore refuses", () => {
  it.each([0o640, 0o604, 0o644, 0o660, 0o601])("a file of mode %o", async (mode) => {
    const store = createFileSecretStore({ dir });
    await store.create("a", SECRET);
    await chmod(join(dir, "a"), mode);
    expect(await codeOf(store.read("a"))).toBe("KEY_STORE_INSECURE");
    await store.destroy("a"); // being readable is no reason to keep it
    expect(await readdir(dir)).toEqual([]);
  });

  it.runIf(process.getuid?.() === 0)("a file that another user owns", async () => {
    const store = createFileSecretStore({ dir });
    await store.create("a", SECRET);
    const { chown } = await import("node:fs/promises");
    await chown(join(dir, "a"), 12_345, 12_345);
    expect(await codeOf(store.read("a"))).toBe("KEY_STORE_INSECURE");
  });

  it.each([0o777, 0o770, 0o702])("a folder of mode %o, which others may write to", async (mode) => {
    await mkdir(dir, { recursive: true });
    await writeFile(join(root, "precious"), "precious", { mode: 0o600 });
    await symlink(join(root, "precious"), join(dir, "a"));
    await chmod(dir, mode);
    const store = createFileSecretStore({ dir });
    expect(await codeOf(store.read("a"))).toBe("KEY_STORE_INSECURE");
    expect(await codeOf(store.create("b", SECRET))).toBe("KEY_STORE_INSECURE");
    expect(await codeOf(store.destroy("a"))).toBe("KEY_STORE_INSECURE");
    expect(await readdir(dir)).toEqual(["a"]);
    expect(await readFile(join(root, "precious"), "utf8")).toBe("precious");
  });

  it("a folder whose parent is a file, with a storage code", async () => {
    await writeFile(join(root, "file"), "");
    const store = createFileSecretStore({ dir: join(root, "file", "secrets") });
    expect(await codeOf(store.create("a", SECRET))).toBe("STORAGE_FAILED");
    expect(await codeOf(store.read("a"))).toBe("STORAGE_FAILED");
  });

  it("a secret that is a folder", async () => {
    await mkdir(join(dir, "a"), { recursive: true, mode: 0o700 });
    const store = createFileSecretStore({ dir });
    expect(await codeOf(store.read("a"))).toBe("KEY_STORE_INVALID");
    expect(await store.create("a", SECRET)).toBe(false);
    expect(await codeOf(store.destroy("a"))).toBe("STORAGE_FAILED");
  });
});
