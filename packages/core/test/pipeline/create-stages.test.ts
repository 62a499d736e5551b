import { describe, expect, it } from "vitest";
import { SourireError } from "../../src/kernel/errors.js";
import { createStages } from "../../src/pipeline/create-stages.js";
import type { InferenceRuntime } from "../../src/runtime/inference-runtime.js";
import type { ModelPack } from "../../src/runtime/load-pack.js";
import type { ModelFile, ModelRole } from "../../src/runtime/model-pack.js";
import { type FakeSession, fakeFile, fakeSession } from "../align/fake-network.js";

const FILES: Readonly<Record<ModelRole, ModelFile>> = {
  detector: fakeFile("blazeface-256", 256, {
    a: [1, 512, 1],
    b: [1, 384, 1],
    c: [1, 512, 16],
    d: [1, 384, 16],
  }),
  landmarks: fakeFile("facemesh-192", 192, { mesh: [1, 1404], flag: [1, 1] }),
  embedder: fakeFile("dlib-resnet-150", 150, { descriptor: [1, 128] }),
};

/** A pack of fake files and a runtime that remembers its sessions. */
function world(files: Readonly<Partial<Record<ModelRole, ModelFile>>>, openFails = Infinity) {
  const sessions: FakeSession[] = [];
  const order: ModelRole[] = [];
  const file = (role: ModelRole): ModelFile => {
    const found = files[role];
    if (!found) throw new SourireError("MODEL_ROLE_MISSING", role);
    return found;
  };
  const pack = {
    manifest: { embedding: { space: "test/128", dimensions: 128 } },
    digest: "0",
    file,
    bytes: async (role: ModelRole) => {
      order.push(role);
      return new Uint8Array();
    },
  } as unknown as ModelPack;
  const runtime: InferenceRuntime = {
    id: "fake",
    provider: "cpu",
    async open() {
      if (sessions.length >= openFails) throw new SourireError("MODEL_LOAD_FAILED", "refused");
      const session = fakeSession(file(order.at(-1) as ModelRole), () => ({}));
      sessions.push(session);
      return session;
    },
    [Symbol.asyncDispose]: async () => {},
  };
  return { pack, runtime, sessions };
}

describe("createStages", () => {
  it("opens one session a role and releases each once", async () => {
    const { pack, runtime, sessions } = world(FILES);
    const stages = await createStages(pack, runtime);
    expect(stages.embedder.space).toBe("test/128");
    expect(sessions).toHaveLength(3);
    await stages[Symbol.asyncDispose]();
    await stages[Symbol.asyncDispose]();
    expect(sessions.map(({ released }) => released)).toEqual([1, 1, 1]);
  });

  it.each([
    ["the runtime refuses the third network", FILES, 2, "MODEL_LOAD_FAILED", 2],
    ["the pack has no embedder", { ...FILES, embedder: undefined }, 9, "MODEL_ROLE_MISSING", 2],
    [
      "a network stands in another's place",
      { ...FILES, landmarks: FILES.embedder },
      9,
      "MODEL_ARCHITECTURE_UNKNOWN",
      2,
    ],
    [
      "a file does not have the outputs of its network",
      { ...FILES, detector: fakeFile("blazeface-256", 256, { a: [1, 512, 1] }) },
      9,
      "MODEL_MANIFEST_INVALID",
      1,
    ],
  ] as const)("closes what was open when %s", async (_, files, openFails, code, opened) => {
    const given = files as Readonly<Partial<Record<ModelRole, ModelFile>>>;
    const { pack, runtime, sessions } = world(given, openFails);
    await expect(createStages(pack, runtime)).rejects.toMatchObject({ code });
    expect(sessions.map(({ released }) => released)).toEqual(Array(opened).fill(1));
  });
});
