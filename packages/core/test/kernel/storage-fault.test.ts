import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { errnoOf, SourireError, storageFault } from "@sourire/core";
import { describe, expect, it } from "vitest";

const failure = (code: string) => Object.assign(new Error(code), { code });

describe("storageFault", () => {
  it.each([
    ["ENOSPC", "STORAGE_FULL"],
    ["EDQUOT", "STORAGE_FULL"],
    ["EROFS", "STORAGE_READ_ONLY"],
    ["EACCES", "STORAGE_READ_ONLY"],
    ["EPERM", "STORAGE_READ_ONLY"],
    ["EIO", "STORAGE_FAILED"],
    ["ENOENT", "STORAGE_FAILED"],
    ["toString", "STORAGE_FAILED"],
  ])("maps %s to %s and keeps the cause", (errno, code) => {
    const cause = failure(errno);
    const fault = storageFault(cause, "the journal cannot be written");
    expect(fault).toMatchObject({ code, cause });
    expect(fault.message).toBe(`the journal cannot be written: ${errno} [${code}]`);
  });

  it.each([new Error("no code"), "text", undefined, null])("maps %s to STORAGE_FAILED", (cause) => {
    expect(storageFault(cause, "it failed")).toMatchObject({ code: "STORAGE_FAILED", cause });
    expect(errnoOf(cause)).toBe(undefined);
  });

  it("knows a read-only disk, which a recursive mkdir reports as missing", () => {
    const cause = Object.assign(failure("ENOENT"), { syscall: "mkdir" });
    expect(storageFault(cause, "it failed").code).toBe("STORAGE_READ_ONLY");
  });

  it("answers a SourireError as it is", () => {
    const fault = new SourireError("KEY_STORE_INVALID", "damaged");
    expect(storageFault(fault, "it failed")).toBe(fault);
  });

  it.runIf(existsSync("/dev/full"))("knows a full disk when the system reports one", async () => {
    const cause: unknown = await writeFile("/dev/full", "x").catch((e: unknown) => e);
    expect(storageFault(cause, "it failed").code).toBe("STORAGE_FULL");
  });

  it("knows a missing file by its error number", async () => {
    const cause: unknown = await readFile("/no/such/file").catch((e: unknown) => e);
    expect(errnoOf(cause)).toBe("ENOENT");
  });
});
