import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ModelPack } from "@sourire/core";
import { build } from "esbuild";

/** A temporary folder with everything that the children need. Gone when this process is. */
export interface Workshop extends Disposable {
  /** Bundled programs for plain Node, by the name of their entry. */
  readonly program: (name: ProgramName) => string;
  /** Lays a pack into a folder of its own, and says which. */
  layPack(pack: ModelPack): Promise<string>;
  /** Writes a file and says where. */
  keep(data: Uint8Array): Promise<string>;
}

/** What runs in a process of its own. */
type ProgramName = "contender" | "cold-start" | "soak";

const ENTRIES: Readonly<Record<ProgramName, string>> = {
  contender: "contender-child.ts",
  "cold-start": "cold-start-child.ts",
  soak: "soak-child.ts",
};

/** Stay outside of the bundle: they hold native code or WebAssembly, or are the peers. */
const EXTERNAL = ["onnxruntime-node", "onnxruntime-web", "sharp"];

/**
 * Bundles the children from the sources, as a user's own build would: no loader of ours runs beside
 * what is measured.
 */
export async function createWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), "sourire-bench-"));
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", clear); // also where a signal ends the run
  try {
    await symlink(nodeModules(), join(folder, "node_modules"), "junction");
    await bundleInto(folder);
  } catch (cause) {
    clear();
    throw cause;
  }
  return {
    program: (name) => join(folder, `${name}.mjs`),
    layPack: (pack) => layPack(folder, pack),
    async keep(data) {
      const path = join(folder, `${randomUUID()}.bin`);
      await writeFile(path, data);
      return path;
    },
    [Symbol.dispose]() {
      process.off("exit", clear);
      clear();
    },
  };
}

async function bundleInto(folder: string): Promise<void> {
  const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  await build({
    entryPoints: Object.entries(ENTRIES).map(([out, file]) => ({
      in: here(`./children/${file}`),
      out,
    })),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    chunkNames: "chunk-[hash]",
    bundle: true,
    splitting: true, // a contender does not load the others
    platform: "node",
    format: "esm",
    target: "node20",
    tsconfig: here("../../tsconfig.base.json"),
    external: EXTERNAL,
    // packages in the old module format ask for Node's own modules by `require`
    banner: {
      js: 'import { createRequire as bannerRequire } from "node:module"; const require = bannerRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
}

async function layPack(folder: string, pack: ModelPack): Promise<string> {
  const target = join(folder, pack.manifest.id);
  await mkdir(target, { recursive: true });
  await writeFile(join(target, "manifest.json"), JSON.stringify(pack.manifest));
  for (const file of pack.manifest.files) {
    await writeFile(join(target, file.path), await pack.bytes(file));
  }
  return target;
}

/** The folder of installed packages that this workspace sees. */
function nodeModules(): string {
  const main = createRequire(import.meta.url).resolve("onnxruntime-node/package.json");
  return dirname(dirname(main));
}
