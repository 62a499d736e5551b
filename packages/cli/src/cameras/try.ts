import { createFfmpegCamera } from "@sourire/camera-adapters/ffmpeg";
import {
  type Camera,
  createTimingWatch,
  type Frame,
  gradeVirtualCamera,
  labelSigns,
  SourireError,
  type VirtualCameraGrade,
} from "@sourire/core";
import { type Command, InvalidArgumentError } from "commander";
import type { CommandContext } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";
import { sourceOf } from "./source-of.js";

/** What was seen of a camera. */
interface Trial {
  readonly id: string;
  readonly transport: Camera["transport"];
  readonly label?: string;
  readonly capabilities: Camera["capabilities"];
  /** Layout and size of its pictures. */
  readonly format: Frame["image"]["format"];
  readonly width: number;
  readonly height: number;
  /** ms from opening to the first frame. */
  readonly firstFrameMs: number;
  /** How many frames were read and how many the camera made meanwhile. */
  readonly frames: { readonly read: number; readonly made: number };
  /** Between the first and the last. */
  readonly framesPerSecond: number;
  /** Weak evidence, see the guide on cameras. */
  readonly virtualCamera: VirtualCameraGrade;
}

/** `sourire cameras try NAME` */
export function addTryCommand(cameras: Command, context: CommandContext): void {
  cameras
    .command("try <camera>")
    .description("opens a camera and says what it gives: size, rate, and whether it looks virtual")
    .option("--seconds <number>", "how long to look, 1 to 60", secondsOf, 3)
    .addHelpText("after", HELP)
    .action(async (name: string, { seconds }: { seconds: number }, command: Command) => {
      await context.run(command, async (output) => {
        await using camera = createFfmpegCamera({ source: sourceOf(name) });
        output.progress(`opening ${camera.id} ...`);
        const trial = await tryCamera(camera, seconds * 1000, context.signal);
        output.result(trial, () => {
          for (const line of linesOf(trial)) output.line(line);
        });
        return EXIT_CODES.ok;
      });
    });
}

const HELP = `
Examples:
  sourire cameras try /dev/video0
  sourire cameras try rtsp://user:password@192.0.2.7/stream
  sourire cameras try clip.webm`;

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!(seconds >= 1 && seconds <= 60)) throw new InvalidArgumentError("Give 1 to 60.");
  return seconds;
}

async function tryCamera(camera: Camera, lookMs: number, signal: AbortSignal): Promise<Trial> {
  const openedAt = performance.now();
  const watch = createTimingWatch();
  let firstFrameMs: number | undefined;
  let read = 0;
  let first: Frame | undefined;
  let last: Frame | undefined;
  for await (const frame of camera.frames({ signal })) {
    firstFrameMs ??= performance.now() - openedAt;
    first ??= frame;
    last = frame;
    read++;
    watch.observe(frame);
    if (performance.now() - openedAt - firstFrameMs >= lookMs) break;
  }
  signal.throwIfAborted();
  if (!first || !last || firstFrameMs === undefined) {
    throw new SourireError("CAMERA_LOST", `${camera.id} gave no frame`);
  }
  const { id, transport, label, capabilities } = camera;
  const { format, width, height } = first.image;
  const made = last.sequence - first.sequence + 1;
  const spanMs = last.capturedAtMs - first.capturedAtMs;
  return {
    id,
    transport,
    ...(label === undefined ? {} : { label }),
    capabilities,
    format,
    width,
    height,
    firstFrameMs: Math.round(firstFrameMs),
    frames: { read, made },
    framesPerSecond: spanMs > 0 ? Math.round((10_000 * (made - 1)) / spanMs) / 10 : 0,
    virtualCamera: gradeVirtualCamera([...labelSigns(label), ...watch.signs()]),
  };
}

function linesOf(trial: Trial): readonly string[] {
  const { capabilities, virtualCamera, frames } = trial;
  const sees = capabilities.simulated ? "a recording: no live camera" : "colour, no depth";
  const { grade, signs } = virtualCamera;
  return [
    `${trial.id}${trial.label === undefined ? "" : `  ${trial.label}`}`,
    `  pictures      ${trial.width} x ${trial.height}, ${trial.format}`,
    `  rate          ${trial.framesPerSecond} a second (${frames.made} made, ${frames.read} read)`,
    `  first frame   after ${trial.firstFrameMs} ms`,
    `  sees          ${sees}`,
    `  looks virtual ${grade === "none" ? "no sign, which proves nothing" : `${grade}: ${signs.join(", ")}`}`,
  ];
}
