import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { SourireError } from "@sourire/core";

/** The library, loaded. */
export type Ort = typeof import("onnxruntime-node");

/**
 * Execution providers by their ONNX Runtime names. `webgpu` comes with onnxruntime-node and needs a graphics
 * driver (Vulkan, Metal or Direct3D 12); `cuda` needs NVIDIA's driver and libraries that are fetched
 * when onnxruntime-node is installed.
 */
export type OnnxProvider = "cpu" | "webgpu" | "cuda";

/** In the order in which reports name them. */
export const ONNX_PROVIDERS: readonly OnnxProvider[] = Object.freeze(["cpu", "webgpu", "cuda"]);

/**
 * A network of one operator, 98 bytes: `sum = Add(a, b)`, each float32 of shape `[1, 4]`, opset 17. A
 * provider that cannot open it is not there.
 */
export const SMALLEST_NETWORK: Uint8Array = Buffer.from(
  "CAg6WAoQCgFhCgFiEgNzdW0iA0FkZBIDYWRkWhMKAWESDgoMCAESCAoCCAEKAggEWhMKAWISDgoMCAESCAoCCAEKAggEYhUKA3N1bRIOCgwIARIICgIIAQoCCARCBAoAEBE",
  "base64url",
);

/** @throws {SourireError} `RUNTIME_UNAVAILABLE` */
export async function loadOnnxRuntime(): Promise<Ort> {
  try {
    return await import("onnxruntime-node");
  } catch (cause) {
    const here = `${process.platform} ${process.arch}`;
    throw new SourireError("RUNTIME_UNAVAILABLE", `onnxruntime-node does not load on ${here}`, {
      cause,
    });
  }
}

/**
 * Why a provider cannot be here, as far as can be seen without loading it: the library would print to
 * stderr by itself when it fails to load one.
 */
export function absenceOf(ort: Ort, provider: string): string | undefined {
  const known = ONNX_PROVIDERS.some((name) => name === provider);
  if (!known || !ort.listSupportedBackends().some(({ name }) => name === provider)) {
    return `this build of onnxruntime-node has no provider ${JSON.stringify(provider)}`;
  }
  if (provider !== "cuda") return undefined;
  const folder = libraryFolder();
  const names = ["libonnxruntime_providers_cuda.so", "onnxruntime_providers_cuda.dll"];
  if (!existsSync(folder) || names.some((name) => existsSync(join(folder, name)))) return undefined;
  return "its shared library was not fetched when onnxruntime-node was installed";
}

/** Where onnxruntime-node keeps its libraries; need not exist in another version of it. */
function libraryFolder(): string {
  const { platform, arch } = process;
  return join(dirname(onnxRuntimePath()), "..", "bin", "napi-v6", platform, arch);
}

/** The file that `require("onnxruntime-node")` loads. */
export function onnxRuntimePath(): string {
  return createRequire(import.meta.url).resolve("onnxruntime-node");
}

/** The fault of a provider that is not here. */
export function providerUnavailable(
  provider: string,
  reason: string,
  cause?: unknown,
): SourireError {
  return new SourireError(
    "RUNTIME_PROVIDER_UNAVAILABLE",
    `no execution provider ${JSON.stringify(provider)} here: ${reason}`,
    { cause },
  );
}

/** What the library said, without the place in its own sources. */
export function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.trim().replace(/^\/onnxruntime_src\/.* was false\. /s, "");
}
