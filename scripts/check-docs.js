// Every member of a public interface has a doc comment. typedoc checks the exported names themselves;
// its own check of properties also asks it of types that are inferred from schemas, hundreds of times.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import ts from "typescript";

const files = execFileSync(
  "git",
  ["ls-files", "-co", "--exclude-standard", "packages/*/src/*.ts"],
  {
    encoding: "utf8",
  },
)
  .split("\n")
  .filter(Boolean);
// public: named in an entry file of its package, or in a module that an entry file passes on whole
const entries = files.filter((f) => /\/(index|processors\/simulated)\.ts$/.test(f));
const text = entries.map((file) => readFileSync(file, "utf8")).join("\n");
const exported = text.match(/export (?:type )?\{[^}]*\}|export (?:interface|type) \w+/g) ?? [];
const names = new Set(exported.join(" ").match(/\w+/g));
const whole = [...text.matchAll(/export (?:type )?\* from "\.\/(.+)\.js"/g)].map(
  ([, path]) => path,
);
const isPublic = (name, file) =>
  names.has(name) || whole.some((path) => file.includes(`${path}.ts`));

const missing = [];
for (const file of files) {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  for (const node of source.statements) {
    const isExported = node.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword);
    if (!ts.isInterfaceDeclaration(node) || !isExported) continue;
    if (!isPublic(node.name.text, file)) continue;
    for (const member of node.members) {
      if (ts.getJSDocCommentsAndTags(member).length > 0) continue;
      const { line } = source.getLineAndCharacterOfPosition(member.getStart());
      missing.push(`${file}:${line + 1}  ${node.name.text}.${member.name?.getText() ?? "?"}`);
    }
  }
}
for (const line of missing) process.stdout.write(`${line} has no doc comment\n`);
if (missing.length > 0) process.exit(1);
