import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const packages = readdirSync(new URL("../../packages", import.meta.url));

/** What only the bench and the build of the starter pack may use. */
const PEERS = /^@vladmandic\/|^@tensorflow\/|^onnxruntime-web$/;

describe.each(packages)("the published package %s", (name) => {
  const manifest = JSON.parse(
    readFileSync(new URL(`../../packages/${name}/package.json`, import.meta.url), "utf8"),
  ) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;

  it("brings none of the libraries that it is raced with", () => {
    const brought = ["dependencies", "peerDependencies", "optionalDependencies"].flatMap((kind) =>
      Object.keys(manifest[kind] ?? {}),
    );
    expect(brought.filter((dependency) => PEERS.test(dependency))).toEqual([]);
  });

  it("needs them for development only where the starter pack is built from them", () => {
    const needed = Object.keys(manifest["devDependencies"] ?? {}).filter((d) => PEERS.test(d));
    if (name !== "models") expect(needed).toEqual([]);
  });
});
