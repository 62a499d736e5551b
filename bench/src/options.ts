/** Prints one line, or the whole result as JSON when `--json` was given. */
export function report(result: unknown, lines: readonly string[]): void {
  const json = process.argv.includes("--json");
  process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : `${lines.join("\n")}\n`);
}

/** Says on stderr how far a long run is. */
export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The value of `--name=value`, where it was given. */
export function option(name: string): string | undefined {
  const given = process.argv.find((argument) => argument.startsWith(`--${name}=`));
  return given?.slice(name.length + 3);
}

/** The folder with the data sets. @throws {Error} when `SOURIRE_DATA` is not set */
export function dataFolder(): string {
  const folder = process.env["SOURIRE_DATA"];
  if (!folder) throw new Error("set SOURIRE_DATA to the folder that holds lfw-dev");
  return folder;
}

/** A rate as a percentage with the counts behind it. */
export function share(count: number, of: number): string {
  return `${count} of ${of} (${((100 * count) / of).toFixed(2)} %)`;
}
