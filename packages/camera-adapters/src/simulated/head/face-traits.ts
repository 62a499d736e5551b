/** How a face differs from the mean one; each value 0 there, most faces lie within -1..1. */
export interface FaceShape {
  /** Wide. */
  readonly width: number;
  /** Long from the eyes down. */
  readonly length: number;
  /** Wide at the corners of the jaw. */
  readonly jaw: number;
  /** Long chin. */
  readonly chinLength: number;
  /** Broad, square chin. */
  readonly chinWidth: number;
  /** Chin that stands out. */
  readonly chinDepth: number;
  /** High, prominent cheekbones. */
  readonly cheekbones: number;
  /** Full cheeks. */
  readonly cheeks: number;
  /** Long nose. */
  readonly noseLength: number;
  /** Broad wings of the nose. */
  readonly noseWidth: number;
  /** High bridge of the nose. */
  readonly noseBridge: number;
  /** Nose whose tip stands out. */
  readonly noseTip: number;
  /** Tip of the nose turned up. */
  readonly noseUp: number;
  /** Large eyes. */
  readonly eyeSize: number;
  /** Eyes far apart. */
  readonly eyeSpacing: number;
  /** Outer corners of the eyes high. */
  readonly eyeTilt: number;
  /** Deep eye sockets below a heavy brow. */
  readonly browRidge: number;
  /** High brows. */
  readonly browHeight: number;
  /** Full lips. */
  readonly lips: number;
  /** Wide mouth. */
  readonly mouthWidth: number;
  /** Corners of the mouth up at rest. */
  readonly mouthCorners: number;
  /** High and round forehead. */
  readonly forehead: number;
}
