// Prints "N passed, N failed" from vitest's JSON report; a skip is a failure where the data is there.
import { readFileSync } from "node:fs";

const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
const skipped = report.numPendingTests + report.numTodoTests;
const dataIsHere = Boolean(process.env.SOURIRE_DATA && process.env.SOURIRE_MODELS);
const failed = report.numFailedTests + (dataIsHere ? skipped : 0);
if (skipped > 0) process.stdout.write(`${skipped} tests were skipped\n`);
process.stdout.write(`${report.numPassedTests} passed, ${failed} failed\n`);
if (failed > 0 || report.numPassedTests === 0) process.exit(1);
