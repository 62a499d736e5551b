import { describe, expect, it } from "vitest";
import { SourireError } from "../../src/kernel/errors.js";
import { createStages } from "../../src/pipeline/create-stages.js";
import type { InferenceRuntime } from "../../src/runtime/inference-runtime.js";
import type { ModelPack } from "../../src/runtime/load-pack.js";
import type { ModelFile, ModelRole } from "../../src/runtime/model-pack.js";
import { type FakeSession, fakeFile, fakeSession } from "../align/fake-network.js";

type RequiredRole = Exclude<ModelRole, "texture">;

const FILES: Readonly<Record<RequiredRole, ModelFile>> = {
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
  const opened: ModelFile[] = [];
  const file = (role: ModelRole): ModelFile => {
    const found = files[role];
    if (!found) throw new SourireError("MODEL_ROLE_MISSING", role);
    return found;
  };
  const pack = {
    manifest: {
      embedding: { space: "test/128", dimensions: 128 },
      files: Object.values(files).filter((entry) => entry !== undefined),
    },
    digest: "0",
    file,
    bytes: async (entry: ModelFile) => {
      opened.push(entry);
      return new Uint8Array();
    },
  } as unknown as ModelPack;
  const runtime: InferenceRuntime = {
    id: "fake",
    provider: "cpu",
    async open() {
      if (sessions.length >= openFails) throw new SourireError("MODEL_LOAD_FAILED", "refused");
      const entry = opened.at(-1) as ModelFile;
      const session = fakeSession(entry, () => zeros(entry));
      sessions.push(session);
      return session;
    },
    [Symbol.asyncDispose]: async () => {},
  };
  return { pack, runtime, sessions };
}

/** An answer of the right sizes. */
function zeros({ outputs }: ModelFile): Record<string, Float32Array> {
  const answer = outputs.map(({ name, shape }) => {
    const length = shape.reduce((a, b) => a * b, 1);
    return [name, new Float32Array(length)] as const;
  });
  return Object.fromEntries(answer);
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

  it("opens every texture network of the pack, and none where it has none", async () => {
    const texture = { ...fakeFile("minifasnet-v2-80", 80, { logits: [1, 3] }), role: "texture" };
    const { pack, runtime } = world({ ...FILES, texture } as Record<ModelRole, ModelFile>);
    await using stages = await createStages(pack, runtime);
    expect(stages.texture).toHaveLength(1);
    const plain = world(FILES);
    await using without = await createStages(plain.pack, plain.runtime);
    expect(without.texture).toHaveLength(0);
  });

  it("refuses a network that answers what its golden values do not say, and closes it", async () => {
    const golden = {
      pattern: "waves-1",
      outputs: [{ name: "flag", length: 1, values: "AACAPw==" }],
    };
    const landmarks = { ...FILES.landmarks, golden } as ModelFile; // 1.0 where the session says 0
    const { pack, runtime, sessions } = world({ ...FILES, landmarks });
    await expect(createStages(pack, runtime)).rejects.toMatchObject({
      code: "RUNTIME_PARITY_FAILED",
    });
    expect(sessions.map(({ released }) => released)).toEqual([1, 1]);
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
