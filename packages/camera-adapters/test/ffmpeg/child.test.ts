import { expect, it } from "vitest";
import { type FfmpegChild, startFfmpeg } from "../../src/ffmpeg/child.js";
import { programNamed } from "./support/fake-ffmpeg.js";

/** All that a child writes, with a reader that is late and pauses. */
async function outputOf(child: FfmpegChild): Promise<Buffer> {
  const chunk = new Uint8Array(1_000);
  const chunks: Buffer[] = [];
  const target = {
    room: () => chunk,
    filled(bytes: number) {
      chunks.push(Buffer.from(chunk.subarray(0, bytes)));
      return chunks.length % 3 !== 0;
    },
  };
  await new Promise((resolve) => setTimeout(resolve, 100));
  const going = setInterval(() => child.pipe.resume(target), 1);
  await Promise.all([child.exited, child.pipe.ended]);
  clearInterval(going);
  return Buffer.concat(chunks);
}

const numbers = (bytes: number): string =>
  [...Array(bytes).keys()]
    .map((i) => `${i + 1}\n`)
    .join("")
    .slice(0, bytes);

it.each([
  [true, 40_000],
  [true, 300_000],
  [false, 40_000],
  [false, 300_000],
])(
  "loses nothing of what a child wrote before it ended (direct: %s, %i bytes)",
  async (direct, bytes) => {
    if (direct && process.platform === "win32") return;
    await using program = await programNamed(`seq 1 999999 | head -c ${bytes}`);
    let said = "";
    const onStderr = (text: string): void => {
      said += text;
    };
    const options = { ffmpegPath: program.path, graceMs: 100, direct, onStderr };
    const output = await outputOf(await startFfmpeg({ args: [] }, options));
    expect(output.toString()).toBe(numbers(bytes));
    expect(said).toBe("");
  },
);

it("hands a script to a child's standard input, and survives one that does not read it", async () => {
  await using echo = await programNamed("cat >&2; exit 3");
  await using deaf = await programNamed("exit 4");
  for (const [program, script, code] of [
    [echo, "a script\n", 3],
    [deaf, "a".repeat(1_000_000), 4],
  ] as const) {
    let said = "";
    const onStderr = (text: string): void => {
      said += text;
    };
    const child = await startFfmpeg(
      { args: [], script },
      { ffmpegPath: program.path, graceMs: 100, onStderr },
    );
    expect(await child.exited).toBe(code);
    child.pipe.close();
    if (program === echo) expect(said).toBe(script);
  }
});
