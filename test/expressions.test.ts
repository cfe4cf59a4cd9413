// No line may stall the reading: each regular expression either takes linear time, or sees at most MAX_WORDS_LENGTH characters, or
// only text of the report. recheck tells which. All of them take it minutes, so its answers are kept in fixtures/expressions.txt, and
// the test checks only those that are not in there.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { check, checkSync } from "recheck";
import { expect, it } from "vitest";
import { wordExpressions } from "../src/events/bot/looked-for.js";
import { MAX_WORDS_LENGTH } from "../src/events/bot/record.js";
import { english } from "../src/events/lexicon/english.js";
import { languages } from "../src/events/lexicon/index.js";
import { phrases, plainLatin } from "../src/events/lexicon/language.js";
import { type Expression, expressionsOfSources, written } from "./support/expressions.js";

const KEPT = fileURLToPath(new URL("fixtures/expressions.txt", import.meta.url));
/** `write` checks what is new, `all` all anew. */
const WRITE = process.env.EXPRESSIONS === "write" || process.env.EXPRESSIONS === "all";
const LIMITS = { timeout: 60_000, attackTimeout: 10_000 };

type Said = "linear" | "square" | "more" | "unknown";

const { expressions, makers } = expressionsOfSources();
const words = new Set(wordExpressions.map(written));
/** Masks see texts of the report, of which events/interpret.ts keeps some thousand characters at most. */
const isOfMasks = ({ path }: Expression): boolean => /^report\/redact/.test(path);

/** `linear /^a/u`, a line each. */
function kept(): Map<string, Said> {
  const lines = readFileSync(KEPT, "utf8").trimEnd().split("\n");
  return new Map(lines.map((line) => [line.slice(line.indexOf(" ") + 1), line.split(" ", 1)[0] as Said]));
}

function inWord(diagnostics: ReturnType<typeof checkSync>): Said {
  if (diagnostics.status === "unknown") return "unknown";
  if (diagnostics.status === "safe") return "linear";
  const { complexity } = diagnostics;
  return complexity.type === "polynomial" && complexity.degree === 2 ? "square" : "more";
}

/** What recheck says of those of which nothing is kept, or of all, two at a time; written down. */
async function checkedAnew(): Promise<Map<string, Said>> {
  const before = process.env.EXPRESSIONS === "all" ? new Map<string, Said>() : kept();
  const said = new Map<string, Said>();
  for (const one of expressions.map(written)) {
    const word = before.get(one);
    if (word !== undefined) said.set(one, word);
  }
  const queue = expressions.filter((one) => !said.has(written(one)));
  const work = async (): Promise<void> => {
    for (let next = queue.pop(); next; next = queue.pop())
      said.set(written(next), inWord(await check(next.source, next.flags, LIMITS)));
  };
  await Promise.all([work(), work()]);
  const lines = [...said].map(([expression, word]) => `${word} ${expression}`).sort();
  writeFileSync(KEPT, `${lines.join("\n")}\n`);
  return said;
}

/** Time on the processor: on a busy machine the clock also counts what others did meanwhile. */
function cpuMsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

it("all are linear, those of words at most quadratic", { timeout: WRITE ? 3_600_000 : 300_000 }, async () => {
  const said = WRITE ? await checkedAnew() : kept();
  const wordOf = (expression: Expression): Said =>
    said.get(written(expression)) ?? inWord(checkSync(expression.source, expression.flags, LIMITS));
  expect(expressions.length).toBeGreaterThan(300);
  const slow = expressions.filter((expression) => {
    if (isOfMasks(expression)) return false;
    const word = wordOf(expression);
    return words.has(written(expression)) ? word === "more" : word !== "linear";
  });
  expect(slow.map(written)).toEqual([]);
});

it("the quadratic ones see a bounded text, and are done with it at once", () => {
  // each begins again and again what it never ends
  for (const expression of wordExpressions)
    for (const { samples } of english) {
      const [first = ""] = samples;
      const text = first.toLowerCase().repeat(MAX_WORDS_LENGTH).slice(0, MAX_WORDS_LENGTH);
      expect(cpuMsOf(() => expression.test(text))).toBeLessThan(1_000);
    }
});

it("those of other languages' phrases are done at once with a text that begins each again and again", () => {
  for (const { script, sayings, undone } of languages) {
    const given = [...undone, ...sayings.flatMap(({ done = [], soon = [] }) => [...done, ...soon])];
    for (const phrase of given) {
      const words = phrase
        .replace(/[\^*=:]/g, "")
        .split(" ")
        .map((word) => word.split("|")[0] ?? "");
      const expression = phrases(script, [phrase]);
      for (const begun of [words, words.slice(0, -1), words.slice(0, 1)]) {
        const text = plainLatin(`${begun.join(" ")} `.repeat(MAX_WORDS_LENGTH).slice(0, MAX_WORDS_LENGTH));
        expect(
          cpuMsOf(() => expression.test(text)),
          phrase,
        ).toBeLessThan(200);
      }
    }
  }
});

it("others are made of phrases, of what is looked at first, a user's own and a configuration's filters, or of words to be masked", () => {
  expect(makers).toEqual([
    "asterisk/config/parse.ts",
    "events/lexicon/language.ts",
    "formats/linear.ts",
    "formats/own-forms.ts",
    "report/redact.ts",
    "report/redact/numbers.ts",
  ]);
});
