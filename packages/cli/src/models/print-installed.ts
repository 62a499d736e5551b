import { isSourireError } from "@sourire/core";
import { type InstalledPack, resolvePack } from "@sourire/models";
import type { Output } from "../output.js";
import { disputeWarning } from "./disputed.js";

/** Says where a pulled or imported pack lies, whether it is in use, and what must be known of it. */
export async function printInstalled(output: Output, installed: InstalledPack): Promise<void> {
  const { folder, digest, wasHere, manifest } = installed;
  const { id, commercialUse, paymentGrade, notes } = manifest;
  const inUse = await isInUse(folder);
  output.result({ id, folder, digest, wasHere, inUse, paymentGrade, commercialUse, notes }, () => {
    output.line(`${id} ${wasHere ? "was here already" : "is here now"}: ${folder}`);
    const choose = `To take it where no pack is named: sourire models use ${id.replace(/@.*$/, "")}`;
    output.line(inUse ? "It is in use: taken where no pack is named." : choose);
    for (const line of disputeWarning(manifest)) output.line(line);
  });
}

async function isInUse(folder: string): Promise<boolean> {
  try {
    return (await resolvePack()).location === folder;
  } catch (cause) {
    if (isSourireError(cause)) return false; // a broken choice is for other commands to report
    throw cause;
  }
}
