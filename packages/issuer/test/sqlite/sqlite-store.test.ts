import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore } from "@sourire/issuer/sqlite";
import { issuerStoreConformance } from "@sourire/issuer/testing";
import Database from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";
import { storageError } from "../../src/sqlite/storage-error.js";
import { codeOf } from "../../src/testing/codes.js";

const dir = mkdtempSync(join(tmpdir(), "sourire-sqlite-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
let count = 0;
const freshFile = (): string => join(dir, `${count++}`, "issuer.db");

describe.each([
  ["in memory", () => ":memory:"],
  ["in a file", freshFile],
])("openSqliteStore %s is an IssuerStore", (_, file) => {
  const make = () => openSqliteStore({ file: file() });
  it.each(issuerStoreConformance)("$name", ({ run }) => run(make, expect));
});

describe("openSqliteStore", () => {
  it("keeps what was written over a restart, in a private file", async () => {
    const file = freshFile();
    const first = await openSqliteStore({ file });
    await first.transaction((tx) => tx.addSetting("a", "b"));
    await first[Symbol.asyncDispose]();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const second = await openSqliteStore({ file });
    expect(await second.transaction((tx) => tx.setting("a"))).toBe("b");
    await second[Symbol.asyncDispose]();
  });

  it("keeps what was committed when the process dies without closing", async () => {
    const file = freshFile();
    const store = await openSqliteStore({ file });
    await store.transaction((tx) => tx.addSetting("a", "b"));
    const copy = freshFile();
    await (await openSqliteStore({ file: copy }))[Symbol.asyncDispose]();
    copyFileSync(file, copy);
    copyFileSync(`${file}-wal`, `${copy}-wal`);
    const recovered = await openSqliteStore({ file: copy });
    expect(await recovered.transaction((tx) => tx.setting("a"))).toBe("b");
    await recovered[Symbol.asyncDispose]();
    await store[Symbol.asyncDispose]();
  });

  it("refuses a second server on the same file until the first has gone", async () => {
    const file = freshFile();
    const first = await openSqliteStore({ file });
    expect(await codeOf(() => openSqliteStore({ file, lockWaitMs: 20 }))).toBe("STORAGE_LOCKED");
    await first[Symbol.asyncDispose]();
    await (await openSqliteStore({ file, lockWaitMs: 20 }))[Symbol.asyncDispose]();
  });

  it("lets no other process read or write meanwhile", async () => {
    const file = freshFile();
    const store = await openSqliteStore({ file });
    const script = `
      const database = require("better-sqlite3")(${JSON.stringify(file)}, { timeout: 10 });
      try { database.prepare("SELECT * FROM settings").all(); console.log("read"); }
      catch (error) { console.log(error.code); }`;
    const read = (): string =>
      execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }).trim();
    expect(read()).toBe("SQLITE_BUSY");
    await store[Symbol.asyncDispose]();
    expect(read()).toBe("read");
  });

  it("is durable, checks references and wipes what it deletes", async () => {
    const file = freshFile();
    await (await openSqliteStore({ file }))[Symbol.asyncDispose]();
    const raw = new Database(file);
    expect(raw.pragma("journal_mode", { simple: true })).toBe("wal");
    raw.close();
    const store = await openSqliteStore({ file });
    const orphan = store.transaction((tx) =>
      tx.addConsent({
        id: "c",
        payer: "nobody",
        receipt: "r",
        givenAtMs: 1,
        withdrawnAtMs: null,
      }),
    );
    expect(await codeOf(() => orphan)).toBe("STORAGE_FAILED");
    await store[Symbol.asyncDispose]();
  });

  it("refuses a newer database and leaves it alone", async () => {
    const file = freshFile();
    await (await openSqliteStore({ file }))[Symbol.asyncDispose]();
    const raw = new Database(file);
    raw.pragma("user_version = 99");
    raw.close();
    expect(await codeOf(() => openSqliteStore({ file }))).toBe("STORAGE_FAILED");
    const after = new Database(file);
    expect(after.pragma("user_version", { simple: true })).toBe(99);
    after.close();
  });

  it("refuses another program's database", async () => {
    const file = join(dir, "other.db");
    const raw = new Database(file);
    raw.exec("CREATE TABLE theirs (a)");
    raw.close();
    expect(await codeOf(() => openSqliteStore({ file }))).toBe("STORAGE_FAILED");
  });

  it("refuses a file that is no database", async () => {
    const file = join(dir, "text.db");
    writeFileSync(file, "this is a shopping list, not a database\n".repeat(100));
    expect(await codeOf(() => openSqliteStore({ file }))).toBe("STORAGE_FAILED");
  });

  it("refuses a path that is a folder", async () => {
    expect(await codeOf(() => openSqliteStore({ file: dir }))).toBe("STORAGE_FAILED");
  });

  it("says that it is full, keeps what it had and half-writes nothing", async () => {
    const file = freshFile();
    const store = await openSqliteStore({ file, maxSizeMiB: 1 });
    await store.transaction((tx) => tx.addSetting("before", "here"));
    const fillUp = async (): Promise<void> => {
      for (let i = 0; i < 100; i++) {
        await store.transaction(async (tx) => {
          await tx.addSetting(`a${i}`, "x".repeat(50_000));
          await tx.addSetting(`b${i}`, "x".repeat(50_000));
        });
      }
    };
    expect(await codeOf(fillUp)).toBe("STORAGE_FULL");
    await store.transaction(async (tx) => {
      expect(await tx.setting("before")).toBe("here");
      for (let i = 0; i < 100; i++) {
        const pair = [await tx.setting(`a${i}`), await tx.setting(`b${i}`)];
        expect(pair.filter((value) => value === undefined).length).not.toBe(1);
      }
    });
    await store[Symbol.asyncDispose]();
  });

  // root may write everywhere, so the test becomes nobody for a moment
  const asNobody = process.getuid?.() === 0 ? process.seteuid : undefined;
  it.skipIf(!asNobody)("says that a folder or a file is read-only", async () => {
    const file = freshFile();
    await (await openSqliteStore({ file }))[Symbol.asyncDispose]();
    chmodSync(dir, 0o755);
    chmodSync(join(file, ".."), 0o755);
    chmodSync(file, 0o444);
    asNobody?.(65_534);
    try {
      expect(await codeOf(() => openSqliteStore({ file }))).toBe("STORAGE_READ_ONLY");
      const fresh = join(dir, "not", "there", "issuer.db");
      expect(await codeOf(() => openSqliteStore({ file: fresh }))).toBe("STORAGE_READ_ONLY");
      const missing = join(file, "..", "other.db");
      expect(await codeOf(() => openSqliteStore({ file: missing }))).toBe("STORAGE_READ_ONLY");
    } finally {
      asNobody?.(0);
    }
    expect(existsSync(join(dir, "not"))).toBe(false);
  });
});

describe("storageError", () => {
  it.each([
    ["SQLITE_FULL", "STORAGE_FULL"],
    ["SQLITE_READONLY_DIRECTORY", "STORAGE_READ_ONLY"],
    ["SQLITE_BUSY_RECOVERY", "STORAGE_LOCKED"],
    ["SQLITE_CORRUPT_INDEX", "STORAGE_FAILED"],
    ["SQLITE_NOTADB", "STORAGE_FAILED"],
    ["SQLITE_IOERR_FSYNC", "STORAGE_FAILED"],
    ["ENOSPC", "STORAGE_FULL"],
    ["EDQUOT", "STORAGE_FULL"],
    ["EROFS", "STORAGE_READ_ONLY"],
    ["EACCES", "STORAGE_READ_ONLY"],
  ])("%s becomes %s", (code, expected) => {
    expect(storageError(Object.assign(new Error("x"), { code }))).toMatchObject({ code: expected });
  });

  it("leaves everything else alone", () => {
    const error = new RangeError("mine");
    expect(storageError(error)).toBe(error);
    expect(storageError("text")).toBe("text");
  });
});
