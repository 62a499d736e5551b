import type { ModelPack, ModelPackManifest } from "@sourire/core";
import { openPackFolder } from "../open-pack-folder.js";

/** A pack on this machine. */
export interface FoundPack {
  /** Name and version: `"starter@1.0.0"`. */
  readonly id: string;
  /** Its folder, absolute; of a pack of loose files the folder in which they lie. */
  readonly location: string;
  /** `folder`: has a manifest of its own. `loose`: files that make up a pack of the catalogue. */
  readonly source: "folder" | "loose";
  /** What it says of itself. */
  readonly manifest: ModelPackManifest;
  /**
   * Opens it. Files are read when they are asked for, each checked against the manifest.
   * @throws {SourireError} as `openPackFolder`
   */
  open(): Promise<ModelPack>;
}

/** The pack in a folder with a manifest. @throws {SourireError} as `openPackFolder` */
export async function packOfFolder(folder: string): Promise<FoundPack> {
  const { manifest } = await openPackFolder(folder);
  return {
    id: manifest.id,
    location: folder,
    source: "folder",
    manifest,
    open: () => openPackFolder(folder),
  };
}
