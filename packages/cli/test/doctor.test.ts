import { chmod, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { starterPackFolder } from "@sourire/models";
import { listProviders } from "@sourire/node";
import { describe, expect, it } from "vitest";
import { run, temporaryFolder } from "./run.js";

interface Finding {
  readonly what: string;
  readonly state: string;
  readonly detail: string;
  readonly remedy?: string;
}

interface FileReport {
  readonly path: string;
  readonly parity: string;
  readonly cosine: number | null;
  readonly errorShare: number | null;
  readonly medianMs: number | null;
  readonly fault: { readonly code: string } | null;
}

interface Diagnosis {
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
  readonly environment: { readonly packages: Readonly<Record<string, string | null>> };
  readonly providers: readonly { readonly name: string; readonly available: boolean }[];
  readonly runtime: { readonly id: string; readonly provider: string } | null;
  readonly packs: readonly {
    readonly id: string;
    readonly inUse: boolean;
    readonly verified: boolean;
    readonly paymentGrade: boolean;
    readonly errorRates: readonly { readonly fmr: number }[];
    readonly files: readonly FileReport[];
  }[];
  readonly frame: { readonly totalMs: number; readonly stagesMs: Record<string, number> } | null;
}

async function diagnose(...args: readonly string[]): Promise<Diagnosis & { code: number }> {
  await using data = await temporaryFolder();
  const { code, json } = await run("--json", "doctor", "--data", data.path, ...args);
  return { ...json<Diagnosis>(), code };
}

const stateOf = ({ findings }: Diagnosis, what: string): string | undefined =>
  findings.find((finding) => finding.what.startsWith(what))?.state;

/** A copy of the starter pack whose manifest went through `change`. */
async function changedStarter(change: (manifest: string) => string) {
  const folder = await temporaryFolder();
  await cp(starterPackFolder(), folder.path, { recursive: true });
  const file = join(folder.path, "manifest.json");
  await writeFile(file, change(await readFile(file, "utf8")));
  return folder;
}

describe("doctor on a sound machine", () => {
  it("finds the starter pack proven, and not payment grade", async () => {
    const diagnosis = await diagnose("--pack", "starter");
    expect(diagnosis.findings.map(({ what, state }) => `${what}: ${state}`)).toEqual([
      "machine: fine",
      "providers: fine",
      "runtime: fine",
      "model pack: fine",
      "pack starter@1.1.0: fine",
      "errors starter@1.1.0: note",
      "parity starter@1.1.0: fine",
      "frame: fine",
      "database: fine",
      "keys: fine",
    ]);
    expect(diagnosis).toMatchObject({ healthy: true, code: 0 });
    expect(diagnosis.runtime).toMatchObject({ provider: "cpu" });
    expect(Object.values(diagnosis.environment.packages)).not.toContain(null);
    expect(diagnosis.providers.map(({ name }) => name)).toEqual(["cpu", "webgpu", "cuda"]);
  });

  it("gives parity and speed of every file, and the time of a frame", async () => {
    const { packs, frame } = await diagnose("--pack", "starter");
    const [pack] = packs;
    expect(pack).toMatchObject({ inUse: true, verified: true, paymentGrade: false });
    expect(pack).toMatchObject({ faceTemplate: true });
    expect(pack?.errorRates.map(({ fmr }) => fmr)).toEqual([1e-3, 1e-4, 1e-5]);
    expect(pack?.files.map(({ path, parity }) => `${path} ${parity}`)).toEqual([
      "blazeface-256.onnx passed",
      "facemesh-192.onnx passed",
      "dlib-resnet-150.onnx passed",
    ]);
    for (const { cosine, errorShare, medianMs, fault } of pack?.files ?? []) {
      expect(cosine).toBeGreaterThan(0.99999);
      expect(errorShare).toBeLessThan(0.02);
      expect(medianMs).toBeGreaterThan(0.1);
      expect(fault).toBeNull();
    }
    const { detect = 0, landmarks = 0, texture, embed = 0 } = frame?.stagesMs ?? {};
    expect(Math.min(detect, landmarks, embed)).toBeGreaterThan(0.1);
    expect(texture).toBeLessThan(0.1); // this pack has none
    expect(frame?.totalMs).toBeGreaterThan(Math.max(detect, landmarks, embed));
  });

  it("looks at every pack found, one of them in use", async () => {
    const { packs, code } = await diagnose();
    expect(code).toBe(0);
    expect(packs.map(({ id }) => id)).toContain("starter@1.1.0");
    expect(packs.filter(({ inUse }) => inUse)).toHaveLength(1);
    for (const { files } of packs) {
      expect(files.every(({ parity }) => parity === "passed")).toBe(true);
    }
  });

  it("prints tables for a person, and progress to stderr", async () => {
    await using data = await temporaryFolder();
    const { stdout, stderr } = await run("doctor", "--pack", "starter", "--data", data.path);
    expect(stdout).toMatch(/onnxruntime-node +1\.30\.0/);
    expect(stdout).toMatch(/cpu +here/);
    expect(stdout).toMatch(/facemesh-192\.onnx +landmarks +passed +\S+ +\S+ % +\d+\.\d\d ms/);
    expect(stdout).toContain("NOT payment grade");
    expect(stdout).toMatch(/healthy\n$/);
    expect(stderr).toContain("facemesh-192.onnx");
    expect(stdout).not.toContain("running");
  });
});

describe("doctor where something is broken", () => {
  it("fails on a golden value that the machine does not compute, with the remedy", async () => {
    await using folder = await changedStarter((text) => {
      const manifest = JSON.parse(text) as {
        files: { path: string; golden: { outputs: { name: string; values: string }[] } }[];
      };
      const mesh = manifest.files.find(({ path }) => path === "facemesh-192.onnx");
      const output = mesh?.golden.outputs.find(({ name }) => name === "mesh");
      if (!output) throw new Error("the starter pack has no golden mesh");
      const values = Buffer.from(output.values, "base64");
      values.writeFloatLE(values.readFloatLE(40) + 20, 40); // one point, 20 pixels off
      output.values = values.toString("base64");
      return JSON.stringify(manifest);
    });
    const diagnosis = await diagnose("--pack", `${folder.path}/`);
    expect(diagnosis).toMatchObject({ healthy: false, code: 1, frame: null });
    expect(diagnosis.packs[0]?.files.map(({ parity }) => parity)).toEqual([
      "passed",
      "failed",
      "passed",
    ]);
    expect(diagnosis.packs[0]?.files[1]).toMatchObject({
      fault: { code: "RUNTIME_PARITY_FAILED" },
    });
    expect(diagnosis.packs[0]?.files[1]?.errorShare).toBeGreaterThan(1);
    const finding = diagnosis.findings.find(({ what }) => what === "parity starter@1.1.0");
    expect(finding).toMatchObject({
      state: "broken",
      detail: expect.stringMatching(/^facemesh-192\.onnx on cpu: mesh: cosine/),
      remedy: expect.stringContaining("do not use it"),
    });
    const { stdout, code } = await run("doctor", "--pack", `${folder.path}/`);
    expect(code).toBe(1);
    expect(stdout).toMatch(/facemesh-192\.onnx +landmarks +FAILED/);
    expect(stdout).toMatch(/BROKEN/);
  });

  it("says unproven, not passed, where a manifest holds no golden values", async () => {
    await using folder = await changedStarter((text) => {
      const manifest = JSON.parse(text) as { files: { golden?: unknown }[] };
      for (const file of manifest.files) delete file.golden;
      return JSON.stringify(manifest);
    });
    const diagnosis = await diagnose("--pack", `${folder.path}/`);
    expect(diagnosis).toMatchObject({ healthy: true, code: 0 });
    expect(new Set(diagnosis.packs[0]?.files.map(({ parity }) => parity))).toEqual(
      new Set(["unproven"]),
    );
    expect(stateOf(diagnosis, "parity")).toBe("note");
    expect(diagnosis.frame).not.toBeNull();
  });

  it("runs nothing of a pack with an exchanged file", async () => {
    await using folder = await changedStarter((text) => text);
    const file = join(folder.path, "facemesh-192.onnx");
    const bytes = await readFile(file);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    await writeFile(file, bytes);
    const diagnosis = await diagnose("--pack", `${folder.path}/`);
    expect(diagnosis).toMatchObject({ healthy: false, code: 1, frame: null });
    expect(diagnosis.packs[0]).toMatchObject({ verified: false, files: [] });
    expect(stateOf(diagnosis, "pack starter")).toBe("broken");
  });

  it("names a pack that is not there, and what to do", async () => {
    const { code, stdout } = await run("doctor", "--pack", "./no-such-folder");
    expect(code).toBe(1);
    expect(stdout).toContain("✗ model pack");
    expect(stdout).toContain("sourire models build");
  });

  it("names a provider that is not there, and takes no other one", async () => {
    const absent = (await listProviders()).find(({ available }) => !available);
    if (!absent) return;
    const diagnosis = await diagnose("--pack", "starter", "--provider", absent.name);
    expect(diagnosis).toMatchObject({ healthy: false, code: 1, runtime: null, frame: null });
    expect(diagnosis.findings.find(({ what }) => what === "runtime")).toMatchObject({
      state: "broken",
      detail: expect.stringContaining(absent.reason ?? "no reason"),
    });
    expect(diagnosis.packs[0]).toMatchObject({ verified: true, files: [] });
  });

  it("refuses a provider that nobody knows", async () => {
    expect((await run("doctor", "--provider", "coreml")).code).toBe(2);
  });

  it.skipIf(process.platform === "win32")("finds a key that others may read", async () => {
    await using data = await temporaryFolder();
    const keys = join(data.path, "terminal", "keys");
    await mkdir(keys, { recursive: true, mode: 0o700 });
    await writeFile(join(keys, "terminal.sig.jwk"), "{}", { mode: 0o600 });
    const args = ["--json", "doctor", "--pack", "starter", "--data", data.path];
    expect(stateOf((await run(...args)).json<Diagnosis>(), "keys")).toBe("fine");
    await chmod(join(keys, "terminal.sig.jwk"), 0o644);
    const { code, json } = await run(...args);
    expect(code).toBe(1);
    expect(json<Diagnosis>().findings.at(-1)).toMatchObject({
      what: "keys",
      state: "broken",
      remedy: expect.stringContaining("chmod 600"),
    });
  });
});
