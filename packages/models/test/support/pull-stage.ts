import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import {
  type CataloguePack,
  type InstalledPack,
  type ModelPlaces,
  type PullPackOptions,
  pullPack,
} from "../../src/index.js";
import { type FileServer, fileServer, type SeenRequest, serving } from "./file-server.js";
import { smallCatalogue, smallPlaces } from "./small-catalogue.js";
import { type TemporaryFolder, temporaryFolder } from "./temporary-folder.js";

/** What a test of a pull needs, made anew for each test. */
interface PullStage {
  readonly place: TemporaryFolder;
  /** Serves the made-up pack, until a test replaces the answer. */
  readonly server: FileServer;
  readonly pack: CataloguePack;
  readonly content: ReadonlyMap<string, Uint8Array>;
  /** Content of `large.onnx`, the first file of the pack. */
  readonly large: Uint8Array;
  readonly places: ModelPlaces;
  /** Where the pack comes to lie. */
  readonly folder: string;
  /** Pulls the made-up pack, with little patience. */
  pull(options?: Partial<PullPackOptions>): Promise<InstalledPack>;
  /** The requests for a file so far. */
  requests(path: string): readonly SeenRequest[];
  /** What is here of `large.onnx` while it is not whole. */
  partial(): Promise<Buffer>;
}

/** Sets the stage before each test of a file and clears it after. */
export function usePullStage(): PullStage {
  const stage = {} as PullStage;
  beforeEach(async () => void Object.assign(stage, await createStage()));
  afterEach(async () => {
    await stage.server[Symbol.asyncDispose]();
    await stage.place[Symbol.asyncDispose]();
  });
  return stage;
}

async function createStage(): Promise<PullStage> {
  const place = await temporaryFolder();
  const server = await fileServer(() => {});
  const small = await smallCatalogue(server.url);
  const { pack, content } = small;
  server.answer = serving(content);
  const places = await smallPlaces(place.path, small);
  return {
    place,
    server,
    pack,
    content,
    large: content.get("large.onnx") ?? new Uint8Array(),
    places,
    folder: join(places.packs, "small"),
    pull(options = {}) {
      const patience = { stallMs: 2_000, attempts: 3, retryDelayMs: 1 };
      const known = { catalogue: [pack], places, searchPath: "" };
      return pullPack({ pack: "small", ...known, ...patience, ...options });
    },
    requests: (path) => server.seen.filter((request) => request.path === path),
    partial: () => readFile(join(places.packs, ".small.pull", "large.onnx.partial")),
  };
}
