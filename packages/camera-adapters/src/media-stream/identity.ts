import type { CameraCapabilities } from "@sourire/core";

/** Characters that the port allows for an id and a label. */
const MOST = 200;
/** Enough of a device's 256 bits to tell the cameras of one machine apart, in lines that people read. */
const ID_CHARACTERS = 16;

/** Who a track is, in the words of the port. */
export function identityOf(track: MediaStreamTrack): {
  readonly id: string;
  readonly label?: string;
  readonly capabilities: CameraCapabilities;
} {
  const device = printable(track.getSettings().deviceId || track.id, ID_CHARACTERS);
  const label = printable(track.label, MOST);
  // a canvas and a generator name themselves; a virtual camera of the system does not
  const simulated = "canvas" in track || "writable" in track;
  return {
    id: `media-stream:${device}`,
    ...(label === "" ? {} : { label }),
    capabilities: Object.freeze({ depth: false, infrared: false, simulated }),
  };
}

function printable(text: string, most: number): string {
  return [...text.replace(/\p{C}/gu, "")].slice(0, most).join("");
}
