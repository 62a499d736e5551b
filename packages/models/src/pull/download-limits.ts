/** How patient a download is. */
export interface DownloadLimits {
  /** Without a byte for this long, the connection is given up, ms. */
  readonly stallMs: number;
  /** Attempts in a row that bring no new byte before the download is given up. */
  readonly attempts: number;
  /** Pause before the second attempt, ms; it doubles with each further one. */
  readonly retryDelayMs: number;
}
