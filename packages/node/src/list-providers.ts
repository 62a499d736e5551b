import { execFile } from "node:child_process";
import {
  absenceOf,
  loadOnnxRuntime,
  ONNX_PROVIDERS,
  type OnnxProvider,
  onnxRuntimePath,
  reasonOf,
  SMALLEST_NETWORK,
} from "./onnx-provider.js";

/** Whether an execution provider can be used on this machine. */
export interface ProviderReport {
  /** Its ONNX Runtime name. */
  readonly name: OnnxProvider;
  /** Whether it opens a network. That it computes rightly is shown by parity, a file at a time. */
  readonly available: boolean;
  /** Why it is not here; present only where it is not. */
  readonly reason?: string;
}

/** Time that finding and starting a graphics driver may take; more than that is a hanging driver. */
const PROBE_TIMEOUT_MS = 20_000;

/** Run in a process of its own: `node -e PROBE <library> <network> <provider>`. */
const PROBE = `
const [, library, network, provider] = process.argv;
const say = (text) => process.stdout.write(text, () => process.exit(0));
require(library).InferenceSession.create(Buffer.from(network, "base64url"), {
  executionProviders: [provider],
  logSeverityLevel: 4,
}).then(() => say("ok"), (error) => say(String(error && error.message)));
`;

/**
 * Looks which execution providers this machine has. Each is tried in a process of its own, so that a
 * driver that crashes or writes to stderr does it there.
 * @throws {SourireError} `RUNTIME_UNAVAILABLE` when the library cannot be loaded
 */
export async function listProviders(): Promise<readonly ProviderReport[]> {
  const ort = await loadOnnxRuntime();
  return Promise.all(
    ONNX_PROVIDERS.map(async (name): Promise<ProviderReport> => {
      const reason = absenceOf(ort, name) ?? (name === "cpu" ? undefined : await tryOpening(name));
      return reason === undefined ? { name, available: true } : { name, available: false, reason };
    }),
  );
}

/** @returns why it failed; nothing when it did not */
function tryOpening(provider: OnnxProvider): Promise<string | undefined> {
  const network = Buffer.from(SMALLEST_NETWORK).toString("base64url");
  const args = ["-e", PROBE, onnxRuntimePath(), network, provider];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { timeout: PROBE_TIMEOUT_MS }, (failure, stdout) => {
      if (stdout === "ok") return resolve(undefined);
      if (stdout !== "") return resolve(reasonOf(stdout));
      const how = failure?.killed ? "did not answer in time" : "ended without an answer";
      resolve(`a process that tried it ${how}`);
    });
  });
}
