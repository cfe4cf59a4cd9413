// src/**/*.ts -> dist/words.json: the words that --redact=strict keeps. `report`: those in which this tool speaks, taken from the
// texts of its sources. `log`: those of Asterisk, of ARI and of what bots say of a call, taken from the tables that read logs
// (never from their samples, which hold invented names) and from words-of-asterisk.txt. Whatever stands in none of them is masked. Run by `npm run build`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseAst } from "rolldown/parseAst";

const src = new URL("../src/", import.meta.url);

/** Where the words of logs stand: messages of Asterisk and of bots, headers of lines, names of options. */
const OF_LOGS = /^(?:events|asterisk\/options|records)\//;
/** Not spoken by the report: what a mask looks for, and the page's script, which is markup. */
const LEFT_OUT = /^(?:report\/redact\/|events\/lexicon\/(?!english|language))/;
const SAMPLES = new Set(["sample", "samples", "note", "why", "help"]);

/** The texts, templates and expressions of a source, but for its samples. */
function* textsOf(node) {
  if (Array.isArray(node)) for (const one of node) yield* textsOf(one);
  if (typeof node !== "object" || node === null || Array.isArray(node)) return;
  if (node.type === "ImportDeclaration" || node.type === "TSTypeAnnotation") return;
  if (node.type === "Literal" && node.regex) yield withoutSyntax(node.regex.pattern);
  else if (node.type === "Literal" && typeof node.value === "string") yield withoutSyntax(node.value);
  else if (node.type === "TemplateElement") yield withoutSyntax(node.value.raw);
  for (const [key, child] of Object.entries(node)) {
    if (key === "type" || key === "start" || key === "end") continue;
    // { sample: "…" }
    if (key === "value" && node.type === "Property" && SAMPLES.has(node.key.name ?? node.key.value)) continue;
    yield* textsOf(child);
  }
}

/** An expression without \b, \d, \p{L} and names of groups. */
const withoutSyntax = (text) => text.replace(/\(\?<\w+>|\\[pP]\{\w+\}|\\[a-zA-Z]/g, " ");

/** Words as the masks know them: whole, g729 too, and in parts. rtpKeepalive is rtpkeepalive, rtp and keepalive. */
function wordsOf(text) {
  const whole = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const withDigits = text.match(/(?<![\p{L}\d])\p{L}+\d{1,4}(?![\p{L}\d])/gu) ?? [];
  const parts = text.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ").match(/[\p{L}\p{M}]+/gu) ?? [];
  return [...whole, ...withDigits, ...parts].map((word) => word.toLowerCase());
}

/** The words of all sources. Those for digits are left out of the log's, for numbers are spelled with them. */
export function wordsOfSources() {
  const named = readFileSync(new URL("words-of-asterisk.txt", import.meta.url), "utf8").replace(/^#.*$/gm, "");
  const words = { report: new Set(), log: new Set(wordsOf(named)) };
  for (const path of readdirSync(src, { recursive: true, encoding: "utf8" }).sort()) {
    const name = path.replaceAll("\\", "/");
    if (!name.endsWith(".ts") || LEFT_OUT.test(name)) continue;
    const into = OF_LOGS.test(name) ? words.log : words.report;
    for (const text of textsOf(parseAst(readFileSync(new URL(name, src), "utf8"), { lang: "ts" }).body))
      for (const word of wordsOf(text)) into.add(word);
  }
  for (const digit of "zero one two three four five six seven eight nine oh double".split(" ")) words.log.delete(digit);
  return { report: [...words.report].sort(), log: [...words.log].sort() };
}

if (process.argv[1] === new URL(import.meta.url).pathname)
  writeFileSync(new URL("../dist/words.json", import.meta.url), JSON.stringify(wordsOfSources()));
