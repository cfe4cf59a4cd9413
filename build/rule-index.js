// Writes src/rules/index.ts of the files that are there: a rule is found by its file's name, and no list names it.
// Run by `npm run build`, before the compiler.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const rules = new URL("../src/rules/", import.meta.url);

/** What is kept in which folder. */
const FOLDERS = [
  {
    folder: "causes",
    define: "defineCause",
    list: "causeRules",
    type: "CauseRule",
    of: "Hypotheses about why a call went wrong.",
  },
  {
    folder: "findings",
    define: "defineFinding",
    list: "findingRules",
    type: "FindingRule",
    of: "Faults that need not have ended a call.",
  },
  { folder: "run", define: "defineRun", list: "runRules", type: "RunRule", of: "Faults of the run as a whole." },
  {
    folder: "config",
    define: "defineConfig",
    list: "configRules",
    type: "ConfigRule",
    of: "Faults of the configuration.",
  },
];

/** The order in which rules are asked, and in which what weighs alike is told. */
const FAMILIES = ["rtp", "sip", "ari", "bot", "sys", "log", "cfg"];
const byFamily = (a, b) => FAMILIES.indexOf(a.slice(0, 3)) - FAMILIES.indexOf(b.slice(0, 3)) || (a < b ? -1 : 1);

/** The rules of a folder: the file of each, and the name under which it exports the rule. */
function rulesOf({ folder, define }) {
  const files = readdirSync(new URL(`${folder}/`, rules)).filter((file) => file.endsWith(".ts"));
  return files.sort(byFamily).flatMap((file) => {
    const text = readFileSync(new URL(`${folder}/${file}`, rules), "utf8");
    const names = [...text.matchAll(/^export const (\w+) = (define\w+)\(/gm)].filter(([, , by]) => by === define);
    if (text.includes('kind: "open"')) return [];
    if (names.length !== 1) throw new Error(`src/rules/${folder}/${file} must export one rule, made by ${define}()`);
    return [{ path: `./${folder}/${file.replace(/\.ts$/, ".js")}`, name: names[0][1] }];
  });
}

const found = FOLDERS.map((folder) => ({ ...folder, rules: rulesOf(folder) }));
const imports = [
  ...found.flatMap((folder) => folder.rules.map(({ name, path }) => ({ what: `{ ${name} }`, path }))),
  { what: "type { CauseRule, ConfigRule, FindingRule, RunRule }", path: "./rule.js" },
].sort((a, b) => (a.path < b.path ? -1 : 1));
const text = `// Every rule, once. Written by build/rule-index.js of the files in causes/, findings/, run/ and config/: not by hand.
${imports.map(({ what, path }) => `import ${what} from "${path}";`).join("\n")}

${found.map(({ list, type, of, rules: all }) => `/** ${of} */\nexport const ${list}: readonly ${type}[] = [\n${all.map(({ name }) => `  ${name},\n`).join("")}];\n`).join("\n")}`;
const index = new URL("index.ts", rules);
// the compiler need not start anew where nothing changed
if (readFileSync(index, "utf8") !== text) writeFileSync(index, text);
