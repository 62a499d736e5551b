// Refuses weights, pictures of people and large files in the repository, and paths of one machine.
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";

const LIMIT_BYTES = 200_000;
const BINARY = /\.(onnx|pth|pt|tflite|bin|ckpt|jpe?g|png|webp|heic|mp4|webm|mov|glb|sqlite)$/i;
const HOME = /["'`\s(=]\/(home|Users)\/[a-z]/;

const files = execFileSync("git", ["ls-files"], { encoding: "utf8" }).split("\n").filter(Boolean);
const faults = [];
for (const file of files) {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) continue;
  if (BINARY.test(file)) faults.push(`${file}: weights and pictures are not committed`);
  if (file === "package-lock.json") continue;
  if (size > LIMIT_BYTES) faults.push(`${file}: ${size} bytes, the limit is ${LIMIT_BYTES}`);
  else if (HOME.test(readFileSync(file, "utf8"))) {
    faults.push(`${file}: names a path of one machine`);
  }
}
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(`${files.length} files looked at\n`);
if (faults.length > 0) process.exit(1);
