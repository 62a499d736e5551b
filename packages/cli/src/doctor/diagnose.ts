import { availableParallelism, totalmem } from "node:os";
import { isSourireError, type ModelPack } from "@sourire/core";
import { openSqliteStore } from "@sourire/issuer/sqlite";
import { openPackFolder, resolvePack, verifyPackFolder } from "@sourire/models";
import { openVision } from "../world/open-vision.js";

/** One thing that was looked at. */
export interface Finding {
  /** What. */
  readonly what: string;
  /** `note`: works, but read it. */
  readonly state: "fine" | "note" | "broken";
  /** What was found. */
  readonly detail: string;
  /** What to do, where something is. */
  readonly remedy?: string;
}

/** Looks at everything that a payment needs on this machine. */
export async function diagnose(pack?: string): Promise<readonly Finding[]> {
  return [
    machine(),
    await examine("model pack", async () => {
      const folder = await resolvePack(pack, process.env["SOURIRE_MODELS"]);
      const { manifest, digest } = await verifyPackFolder(folder);
      return fine(
        `${manifest.id}, ${manifest.files.length} files verified, digest ${digest.slice(0, 16)}…`,
      );
    }),
    await examine("error rates", async () => errorRates(await openAnyPack(pack))),
    await examine("inference", () => inference(pack)),
    await examine("database", async () => {
      await using _store = await openSqliteStore({ file: ":memory:" });
      return fine("SQLite opens and migrates");
    }),
  ];
}

function machine(): Finding {
  const { node } = process.versions;
  const detail = `Node ${node}, ${process.platform} ${process.arch}, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  const [major = 0, minor = 0] = node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19))
    return { what: "machine", state: "fine", detail };
  return { what: "machine", state: "broken", detail, remedy: "Install Node 20.19 or newer." };
}

async function openAnyPack(pack?: string): Promise<ModelPack> {
  return openPackFolder(await resolvePack(pack, process.env["SOURIRE_MODELS"]));
}

function errorRates({ manifest }: ModelPack): Omit<Finding, "what"> {
  const points = manifest.operatingPoints.map(
    ({ fmr, fnmr, genuinePairs }) =>
      `FNMR ${(100 * fnmr).toFixed(1)} % at FMR ${fmr.toExponential(0)} (n = ${genuinePairs})`,
  );
  const detail = points.join("; ") || "never measured";
  if (manifest.paymentGrade) return { state: "fine", detail };
  return {
    state: "note",
    detail: `NOT payment grade: ${detail}`,
    remedy: "Good for trying and developing; a live issuer refuses this pack.",
  };
}

/** Opens every network and runs it once on a grey picture, where it must find nobody. */
async function inference(pack?: string): Promise<Omit<Finding, "what">> {
  const startedMs = performance.now();
  await using vision = await openVision(pack);
  const openedMs = performance.now() - startedMs;
  const [width, height] = [640, 480];
  const data = new Uint8Array(width * height * 3).fill(128);
  const image = { format: "rgb8", width, height, stride: width * 3, data } as const;
  const seen = await vision.pipeline.observe({ sequence: 0, capturedAtMs: 0, image });
  const detail = `${vision.runtime.id}, ${vision.runtime.provider}; open ${openedMs.toFixed(0)} ms, detect ${seen.timingsMs.detect.toFixed(1)} ms`;
  if (seen.status === "unusable" && seen.reason === "no-face") return fine(detail);
  return {
    state: "broken",
    detail: `${detail}; a face was found in a grey picture`,
    remedy: "The runtime answers wrongly on this machine; please report it.",
  };
}

function fine(detail: string): Omit<Finding, "what"> {
  return { state: "fine", detail };
}

async function examine(what: string, look: () => Promise<Omit<Finding, "what">>): Promise<Finding> {
  try {
    return { what, ...(await look()) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const remedy = isSourireError(error)
      ? error.remedy
      : "This was not foreseen; please report it.";
    return { what, state: "broken", detail, remedy };
  }
}
