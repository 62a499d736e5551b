// The command as a function, for programs that bring their own streams.
export { EXIT_CODES } from "./exit-code.js";
export type { Streams, TextStream } from "./output.js";
export { runCli } from "./program.js";
