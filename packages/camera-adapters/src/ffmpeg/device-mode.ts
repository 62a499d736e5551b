/** One way in which a device gives pictures. */
export interface DeviceMode {
  /** ffmpeg's name: a pixel format (`yuyv422`), or a codec where `compressed` (`mjpeg`). */
  readonly format: string;
  /** Whether its pictures are compressed, as JPEG is. */
  readonly compressed: boolean;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** The highest rate, where the system states one. */
  readonly framesPerSecond?: number;
  /** The lowest rate, where the system states one. */
  readonly minFramesPerSecond?: number;
}
