import { expect, it } from "vitest";
import { run } from "./run.js";

interface Diagnosis {
  readonly healthy: boolean;
  readonly findings: readonly { readonly what: string; readonly state: string }[];
}

it("doctor finds this machine healthy and the starter pack not payment grade", async () => {
  const { code, json } = await run("--json", "doctor");
  const { healthy, findings } = json<Diagnosis>();
  expect(healthy).toBe(true);
  expect(code).toBe(0);
  expect(findings.map(({ what, state }) => `${what}: ${state}`)).toEqual([
    "machine: fine",
    "model pack: fine",
    "error rates: note",
    "inference: fine",
    "database: fine",
  ]);
});

it("doctor names what is broken and what to do", async () => {
  const { code, stdout } = await run("doctor", "--pack", "./no-such-folder");
  expect(code).toBe(1);
  expect(stdout).toContain("✗ model pack");
  expect(stdout).toContain("sourire models build");
});
