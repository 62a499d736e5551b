// Writes docs/reference/errors.md from the catalogue; with --check it only compares.
import { readFileSync, writeFileSync } from "node:fs";
import { ERROR_REMEDIES, SourireError, toProblem } from "@sourire/core";

const file = new URL("../docs/reference/errors.md", import.meta.url);
const rows = Object.entries(ERROR_REMEDIES).map(([code, remedy]) => {
  const error = new SourireError(code as keyof typeof ERROR_REMEDIES, "for the table");
  const { code: sent, status, retryable } = toProblem(error, "none");
  const wire = sent === code ? `${status} | ${retryable ? "yes" : "no"}` : " | ";
  return `| \`${code}\` | ${remedy} | ${wire} |`;
});
const text = `# Errors

Every fault is a \`SourireError\` with one of these codes; a code is never renamed. Those with a status also travel, as problem
documents (RFC 9457). "Again" says whether the same call may succeed when it is repeated. Decisions (declined, another way to pay) are outcomes, not errors.

Made from \`packages/core/src/kernel/errors.data.ts\` by \`npm run docs:errors\`.

| code | what to do | status | again |
|---|---|---|---|
${rows.join("\n")}
`;
if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (readFileSync(file, "utf8") !== text) {
  process.stderr.write("docs/reference/errors.md is not current; run npm run docs:errors\n");
  process.exit(1);
}
