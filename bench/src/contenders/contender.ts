/** A picture as a camera hands it over, and as it travels to a child. */
export interface Picture {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** RGBA, a row after the other. */
  readonly rgba: Uint8Array;
}

/** Which library, and how it is set. Travels to the child as JSON. */
export type ContenderSpec =
  | {
      readonly library: "sourire";
      /** Folder of the pack. */
      readonly packFolder: string;
      readonly runtime: "native" | "wasm";
      readonly threads: number;
      readonly kind: SourireKind;
      /** Smallest payer, as `PayerSelectionOptions` says it; the library's own limit unless told. */
      readonly minFaceShare?: number;
    }
  | { readonly library: "human" }
  | { readonly library: "face-api"; readonly detector: "ssd" | "tiny" };

/** `detected`: a frame by itself; `tracked`: a frame after another; `crowd`: every face of it. */
export type SourireKind = "detected" | "tracked" | "crowd";

/** What a library says of itself. */
export interface ContenderAbout {
  readonly name: string;
  readonly version: string;
  /** What computes, and with how many threads. */
  readonly backend: string;
  /** What it does with one frame. */
  readonly work: string;
}

/** A library that looks at frames, alone in its process. */
export interface Contender extends AsyncDisposable {
  readonly about: ContenderAbout;
  /** One frame, from the camera's bytes to the embedding; nothing is carried over unless it tracks. */
  look(picture: Picture): Promise<Look>;
}

/** What became of one frame. */
export interface Look {
  /** The whole way, ms. */
  readonly ms: number;
  /** Parts of it, ms, where the library tells them apart. */
  readonly stagesMs: Readonly<Record<string, number>>;
  /** Faces that were found and embedded. */
  readonly faces: number;
  /** Points of the face, at each face. */
  readonly landmarks: number;
  /** Length of the embedding, 0 when it is not made of usable numbers. */
  readonly dimensions: number;
  /** A tracker looked for faces once more: not the kind of frame that was asked for. */
  readonly aside?: boolean;
  /** Why there is no face. */
  readonly why?: string;
}

/** Length of a vector that was really computed; 0 where values are missing, not finite or all zero. */
export function usableLength(vector: ArrayLike<number> | undefined): number {
  if (!vector) return 0;
  let norm = 0;
  for (let i = 0; i < vector.length; i++) norm += (vector[i] as number) ** 2;
  return Number.isFinite(norm) && norm > 0 ? vector.length : 0;
}
