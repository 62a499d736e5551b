import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { listProviders } from "@sourire/node";
import { describe, expect, it } from "vitest";

describe("listProviders", () => {
  it("names every provider, with a short reason for those that are not here", async () => {
    const providers = await listProviders();
    expect(providers.map(({ name }) => name)).toEqual(["cpu", "webgpu", "cuda"]);
    expect(providers[0]).toEqual({ name: "cpu", available: true });
    for (const { available, reason } of providers) {
      expect(reason === undefined).toBe(available);
      // one line for a person, without the library's own source files
      if (reason !== undefined) expect(reason).toMatch(/^[^\n]{10,200}$/);
      expect(reason ?? "").not.toContain("onnxruntime_src");
    }
  });

  it("keeps what drivers and the library print to itself", async () => {
    const child = `import { listProviders } from ${JSON.stringify(new URL("../src/list-providers.ts", import.meta.url).href)};
      process.stdout.write(JSON.stringify(await listProviders()));`;
    const args = ["--import", "tsx", "--input-type=module", "-e", child];
    const env = { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.base.json" };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env });
    expect(JSON.parse(stdout)).toHaveLength(3);
    expect(stderr).toBe("");
  });
});
