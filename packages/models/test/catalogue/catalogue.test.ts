import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseManifest, pinnedFiles } from "@sourire/core";
import { describe, expect, it } from "vitest";
import { CATALOGUE, isPaymentGrade, openPackFolder, starterPackFolder } from "../../src/index.js";
import { packNotice } from "../../src/notice/pack-notice.js";

describe.each(CATALOGUE.map((pack) => [pack.manifest.id, pack] as const))("%s", (_, pack) => {
  const { manifest, sources } = pack;

  it("follows the schema", () => {
    expect(parseManifest(JSON.parse(JSON.stringify(manifest)))).toEqual(manifest);
  });

  it("has every role, and each file once", () => {
    const roles = manifest.files.map(({ role }) => role);
    expect([...new Set(roles)]).toEqual(["detector", "landmarks", "embedder", "texture"]);
    expect(roles.filter((role) => role !== "texture")).toHaveLength(3);
    const paths = pinnedFiles(manifest).map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(Object.keys(sources).sort()).toEqual([...paths].sort());
  });

  it("pins every address to a commit", () => {
    for (const source of Object.values(sources)) {
      if (source.kind !== "url") continue;
      expect(source.url).toMatch(
        /^https:\/\/raw\.githubusercontent\.com\/[\w.-]+\/[\w.-]+\/[0-9a-f]{40}\/.+\.onnx$/,
      );
    }
  });

  it("is payment grade by its measurements alone", () => {
    expect(manifest.paymentGrade).toBe(isPaymentGrade(manifest.operatingPoints));
  });

  it("has the embedding's size as the recogniser's output", () => {
    const embedder = manifest.files.find(({ role }) => role === "embedder");
    expect(embedder?.outputs[0]?.shape).toEqual([1, manifest.embedding.dimensions]);
  });

  it("holds the very file that the starter build writes", async () => {
    const starter = await openPackFolder(starterPackFolder());
    const built = starter.file("landmarks");
    const here = manifest.files.find(({ role }) => role === "landmarks");
    // golden values may be newer than the pack that was built
    expect({ ...here, golden: undefined }).toEqual({ ...built, golden: undefined });
    expect(sources[built.path]).toEqual({ kind: "starter" });
  });

  it("holds the very face template that the starter build derives", async () => {
    const starter = await openPackFolder(starterPackFolder());
    expect(manifest.faceTemplate).toEqual(starter.manifest.faceTemplate);
    expect(sources["face-template.json"]).toEqual({ kind: "starter" });
  });

  it("has a notice with the owner of each file and the texts of the licences", () => {
    const notice = packNotice(manifest);
    for (const { path, licence } of manifest.files) {
      expect(notice).toContain(`\n${path}\n  weights:       ${licence.holder}\n`);
      expect(notice).toContain(`\n${licence.spdx}\n=====`);
    }
    expect(notice).toContain("\nface-template.json\n  made by:");
    expect(notice).toContain("\nMIT\n===");
    for (const note of manifest.notes) expect(notice).toContain(note);
    expect(notice).toContain("Apache License");
  });
});

describe("the catalogue", () => {
  it("has the addresses and hashes that the guide tells people without a network to fetch", async () => {
    const root = join(import.meta.dirname, "..", "..", "..", "..");
    const guide = await readFile(join(root, "docs", "guide", "models.md"), "utf8");
    for (const { manifest, sources } of CATALOGUE) {
      for (const { path, sha256 } of manifest.files) {
        const source = sources[path];
        if (source?.kind === "url")
          expect(guide).toContain(`${source.url}\n  SHA-256 \`${sha256}\``);
      }
    }
  });

  it("says of plus, and only of plus, that its commercial use is disputed, and why", () => {
    const disputed = CATALOGUE.filter(({ manifest }) => manifest.commercialUse === "disputed");
    expect(disputed.map(({ manifest }) => manifest.id)).toEqual(["plus@1.1.0"]);
    expect(disputed[0]?.manifest.notes.join()).toMatch(/disputed.*CC-BY-NC-SA/);
    expect(packNotice(disputed[0]?.manifest ?? CATALOGUE[0]?.manifest ?? failed())).toContain(
      "BSD 3-Clause License",
    );
  });
});

function failed(): never {
  throw new Error("the catalogue is empty");
}
