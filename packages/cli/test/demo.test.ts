import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from "jose";
import { describe, expect, it } from "vitest";
import { run } from "./run.js";

interface Report {
  readonly outcomes: readonly {
    readonly scenario: string;
    readonly status: string;
    readonly reason?: string;
    readonly stages: Readonly<Record<string, number>>;
    readonly authorization?: string;
  }[];
  readonly jwks: JSONWebKeySet;
  readonly pack: { readonly id: string };
  readonly setupMs: number;
}

describe("sourire demo --smoke", () => {
  it("shows a payment, a stranger and somebody who has withdrawn", {
    timeout: 60_000,
  }, async () => {
    const { code, json } = await run("demo", "--smoke");
    const report = json<Report>();
    expect(report.outcomes.map(({ scenario, status }) => `${scenario} ${status}`)).toEqual([
      "enrolled approved",
      "stranger fallback",
      "withdrawn fallback",
    ]);
    expect(code).toBe(0);
    const [enrolled, stranger, withdrawn] = report.outcomes;
    expect(withdrawn?.reason).toBe("no-match");
    expect(withdrawn?.reason).toBe(stranger?.reason);
    expect(Object.keys(withdrawn ?? {})).toEqual(Object.keys(stranger ?? {}));
    for (const stage of ["intent", "capture", "detect", "landmarks", "embed", "match"]) {
      for (const { stages } of report.outcomes) expect(stages[stage]).toBeGreaterThan(0);
    }
    expect(report.setupMs).toBeGreaterThan(0);

    // anybody with the printed keys can verify the authorization: here with jose alone
    const keys = createLocalJWKSet(report.jwks);
    const { payload, protectedHeader } = await compactVerify(enrolled?.authorization ?? "", keys);
    expect(protectedHeader.typ).toBe("sourire-authorization+jwt");
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({
      status: "approved",
      amount: 450,
      currency: "EUR",
      order: "1234",
      payee: { name: "Café Lumière" },
      payer: "A•• L••",
      assurance: "none",
      livemode: false,
    });
  });

  it("says which port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await run("demo", "--smoke", "--port", String(port));
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain("[PORT_IN_USE]");
    expect(stderr).toContain("Choose another port");
  });
});
