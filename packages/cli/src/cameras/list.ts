import { type CameraDevice, listCameras } from "@sourire/camera-adapters/ffmpeg";
import type { Command } from "commander";
import type { CommandContext } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";

/** `sourire cameras list` */
export function addListCommand(cameras: Command, context: CommandContext): void {
  cameras
    .command("list", { isDefault: true })
    .description("the cameras of this machine and the modes that they have (needs ffmpeg)")
    .action(async (_flags: object, command: Command) => {
      await context.run(command, async (output) => {
        const found = await listCameras({ signal: context.signal });
        output.result(found, () => {
          for (const camera of found) for (const line of linesOf(camera)) output.line(line);
          if (found.length > 0) return;
          output.line("No camera was found. Without one: npm run demo, or sourire simulate --help");
          output.line("A network camera is no device: sourire cameras try rtsp://ADDRESS");
        });
        return EXIT_CODES.ok;
      });
    });
}

function linesOf({ label, source, modes }: CameraDevice): readonly string[] {
  const name = source.kind === "v4l2" ? source.device : `${source.kind}:${source.device}`;
  const lines = modes.map(({ format, width, height, framesPerSecond }) => {
    const rate = framesPerSecond === undefined ? "" : ` at up to ${framesPerSecond} a second`;
    return `  ${format.padEnd(10)} ${width} x ${height}${rate}`;
  });
  return [`${name}  ${label}`, ...lines];
}
