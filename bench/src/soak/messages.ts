/** What the soak's process is to do; JSON in its first argument. */
export interface SoakOrder {
  readonly task: "frames" | "cycles";
  /** Frames to look at, or times to open and close. */
  readonly count: number;
  /** The first sample is taken after this many: by then code is compiled and buffers are made. */
  readonly settleAfter: number;
  /** Frames or cycles between two samples. */
  readonly sampleEvery: number;
  readonly packFolder: string;
  readonly threads: number;
  /** Files of RGBA; the last one shows nobody. */
  readonly pictures: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** The process at one moment, after the garbage was collected. */
export interface SoakSample {
  /** Frames or cycles done. */
  readonly at: number;
  /** JavaScript objects, bytes. */
  readonly heapUsed: number;
  /** Buffers of JavaScript, bytes. */
  readonly arrayBuffers: number;
  /** Resident, bytes. */
  readonly rss: number;
  /** Open timers, sockets, pipes, threads that Node knows of. */
  readonly resources: number;
  /** Open file descriptors; undefined where the system does not list them. */
  readonly descriptors: number | undefined;
}

/** What the process says. */
export type SoakMessage =
  | { readonly is: "sample"; readonly sample: SoakSample }
  | { readonly is: "end"; readonly embeddings: number }
  | { readonly is: "failed"; readonly message: string };
