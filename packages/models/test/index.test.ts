import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const SOURCE = join(import.meta.dirname, "..", "src");

/** Every module that a source file loads, directly or not. */
function loadedBy(entry: string): { readonly own: Set<string>; readonly others: Set<string> } {
  const own = new Set<string>();
  const others = new Set<string>();
  const visit = (file: string): void => {
    if (own.has(relative(SOURCE, file))) return;
    own.add(relative(SOURCE, file));
    for (const [, from = ""] of readFileSync(file, "utf8").matchAll(/from "([^"]+)"/g)) {
      if (from.startsWith(".")) visit(resolve(dirname(file), from.replace(/\.js$/, ".ts")));
      else others.add(from);
    }
  };
  visit(join(SOURCE, entry));
  return { own, others };
}

describe("the package's entries", () => {
  it("load no converter with the main one", () => {
    const { own, others } = loadedBy("index.ts");
    expect([...own].filter((file) => /^(onnx|tfjs|dlib)\//.test(file))).toEqual([]);
    expect([...others].filter((name) => !name.startsWith("node:")).sort()).toEqual([
      "@sourire/core",
      "env-paths",
      "proper-lockfile",
    ]);
  });

  it("load it with the starter's", () => {
    expect([...loadedBy("starter/index.ts").others]).toContain("protobufjs/light.js");
  });
});
