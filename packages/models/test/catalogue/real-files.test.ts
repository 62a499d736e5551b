import type { ModelFile } from "@sourire/core";
import * as ort from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { CATALOGUE, findPacks, pullPack, verifyPack, verifyPackFolder } from "../../src/index.js";
import { starterPackFolder } from "../../src/starter/location.js";
import { fileServer } from "../support/file-server.js";
import { temporaryFolder } from "../support/temporary-folder.js";

// The files themselves are not in this project: these tests run where SOURIRE_MODELS has them.
const found = await findPacks();
const packs = found.filter(({ id }) => CATALOGUE.some(({ manifest }) => manifest.id === id));

describe.skipIf(packs.length === 0)("the real files", () => {
  it.each(packs.map((pack) => [pack.id, pack] as const))(
    "of %s are those of the catalogue",
    async (_, pack) => {
      await verifyPack(await pack.open());
    },
  );

  it("are fed and answer as the catalogue says", async () => {
    const seen = new Set<string>();
    for (const { open } of packs) {
      const pack = await open();
      for (const file of pack.manifest.files) {
        if (seen.has(file.sha256)) continue;
        seen.add(file.sha256);
        const session = await ort.InferenceSession.create(await pack.bytes(file), {
          logSeverityLevel: 3,
        });
        const { width, height, sizeStep, batch } = file.input;
        expect(await shapes(session, file, [1, 3, height, width])).toEqual(
          Object.fromEntries(file.outputs.map(({ name, shape }) => [name, shape])),
        );
        if (batch) {
          const two = await shapes(session, file, [2, 3, height, width]);
          for (const { name, shape } of file.outputs)
            expect(two[name]).toEqual([2, ...shape.slice(1)]);
        }
        if (sizeStep) {
          // a size with one side a single step longer
          const wide = await shapes(session, file, [1, 3, height, width + sizeStep]);
          const [cells = 0, stride = 8] = [wide["cls_8"]?.[1], 8];
          expect(cells).toBe((height / stride) * ((width + sizeStep) / stride));
        }
        await session.release();
      }
    }
    expect(seen.size).toBeGreaterThanOrEqual(4);
  });

  const standard = packs.find(({ id }) => id.startsWith("standard@"));
  it.skipIf(!standard)("of standard can be pulled from a mirror", async () => {
    await using place = await temporaryFolder();
    const opened = await standard?.open();
    await using mirror = await fileServer((request, response) => {
      const file = opened?.manifest.files.find(({ path }) => path === request.path);
      if (!file || !opened) return void response.writeHead(404).end();
      void opened.bytes(file).then((data) => response.end(data));
    });
    const at = (name: string): string => `${place.path}/${name}`;
    const places = { packs: at("models"), config: at("config"), starter: starterPackFolder() };
    const { folder, digest } = await pullPack({
      pack: "standard",
      from: mirror.url,
      places,
      searchPath: "",
    });
    expect(mirror.seen).toHaveLength(3);
    expect(digest).toBe(opened?.digest);
    await verifyPackFolder(folder);
  });
});

async function shapes(
  session: ort.InferenceSession,
  file: ModelFile,
  dims: readonly number[],
): Promise<Record<string, readonly number[]>> {
  const data = new Float32Array(dims.reduce((a, b) => a * b, 1));
  const feeds = { [file.input.name]: new ort.Tensor("float32", data, dims) };
  const results = await session.run(feeds);
  return Object.fromEntries(Object.entries(results).map(([name, { dims }]) => [name, dims]));
}
