/** A device as AVFoundation lists it. */
export interface AvfoundationDevice {
  /** What ffmpeg opens it by. */
  readonly index: string;
  readonly name: string;
}

/** Reads what `ffmpeg -f avfoundation -list_devices true` says; screens are no cameras. */
export function parseAvfoundationDevices(lines: readonly string[]): readonly AvfoundationDevice[] {
  const devices: AvfoundationDevice[] = [];
  let video = false;
  for (const line of lines) {
    if (/AVFoundation \w+ devices:/.test(line)) video = line.includes("video devices");
    const [, index, name] = /\] \[(\d+)\] (.+)$/.exec(line) ?? [];
    if (!video || index === undefined || name === undefined) continue;
    if (!name.startsWith("Capture screen")) devices.push({ index, name });
  }
  return devices;
}

/**
 * Reads what `ffmpeg -f dshow -list_devices true` says. Since 5.0 each line says what it is (`"name" (video)`);
 * before, the video devices stood under a heading.
 */
export function parseDshowDevices(lines: readonly string[]): readonly string[] {
  const names: string[] = [];
  let underVideo = false;
  for (const line of lines) {
    if (/DirectShow (?:video|audio) devices/.test(line)) {
      underVideo = line.includes("video devices");
      continue;
    }
    const [, name, kind] = /\]\s+"(.+)"(?: \((\w+)\))?\s*$/.exec(line) ?? [];
    if (name === undefined || line.includes("Alternative name")) continue;
    if (kind === "video" || (kind === undefined && underVideo)) names.push(name);
  }
  return names;
}
