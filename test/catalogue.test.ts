// The catalogue of rules: each has its file, its test, its sample and its words, and codes mean one thing for ever.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { lostWithoutCause } from "../src/rules/causes/ari101-channel-lost.js";
import { similarRules } from "../src/rules/did-you-mean.js";
import { type AnyRule, allRules, catalogue, explainRule, findRule, listRules } from "../src/rules/explain.js";
import * as index from "../src/rules/index.js";
import { readSample, sampleNames } from "./support/sample.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { causeRules, configRules, findingRules, runRules } = index;
const rules = allRules();
/** The folder of src/rules/ in which a rule of each kind has its file, and of test/rules/ in which it has its test. */
const FOLDERS = { cause: "causes", open: "causes", finding: "findings", run: "run", config: "config" } as const;

/** A rule has a code in the name of its file; the rest of the folder is what rules share. */
const CODED = /^([a-z]+\/[a-z]{3}\d{3})-([a-z0-9-]+)\.ts$/;
const filesIn = (folder: string): string[] =>
  readdirSync(here(folder), { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
const ruleFiles = filesIn("../src/rules").filter((file) => CODED.test(file));
const testFiles = filesIn("rules").filter((file) => file.endsWith(".ts"));
const fileOf = ({ kind, code, name }: AnyRule): string => `${FOLDERS[kind]}/${code.toLowerCase()}-${name}.ts`;

const samplesByCause = new Set(
  sampleNames().flatMap((name) => Object.values(readSample(name).expect.calls).map(({ cause }) => cause)),
);

const duplicates = (list: readonly string[]): string[] => list.filter((one, i) => list.indexOf(one) !== i);

test("codes and names are given once", () => {
  const codes = rules.map(({ code }) => code);
  const names = rules.map(({ name }) => name);
  expect(duplicates(codes)).toEqual([]);
  expect(duplicates(names)).toEqual([]);
  // what a report says instead of a cause
  expect(names).not.toContain("none");
  expect(names).not.toContain("undetermined");
});

test("the catalogue has every rule of the index", () => {
  expect([...causeRules, ...findingRules, ...configRules, ...runRules].filter((rule) => !rules.includes(rule))).toEqual(
    [],
  );
});

/** A place in Asterisk's source, an RFC or recommendation, or a count of our own. */
const REFERENCE = /^(?:(?:[\w-]+\/)+[\w.-]+\.(?:c|h|json|sample)\b|RFC \d+\b|Q\.850\b|ari-doctor: )/;

describe.each(rules)("$code $name", (rule) => {
  const { code, name, severity, since, docs } = rule;

  test("is well formed", () => {
    expect(code).toMatch(/^(?:SIP|RTP|ARI|BOT|CFG|SYS|LOG)\d{3}$/);
    expect(name).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
    expect(["error", "warning", "info"]).toContain(severity);
    expect(since).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test("says what it means, what follows, what proves it, what to do, and what it rests on", () => {
    for (const text of [docs.meaning, docs.impact]) expect(text).toMatch(/^[A-Z].{20,}\.$/s);
    for (const text of [docs.evidence, docs.fix]) expect(text).toMatch(/^[A-Z`].{20,}\.$/s);
    if (rule.kind === "cause" || docs.excludedBy !== undefined) expect(docs.excludedBy).toMatch(/^[A-Z`].{20,}\.$/s);
    expect(docs.references.length).toBeGreaterThan(0);
    for (const reference of docs.references) expect(reference).toMatch(REFERENCE);
  });

  test("is explained by code and by name, whole, on 80 columns", () => {
    for (const typed of [code, code.toLowerCase(), name, name.replaceAll("-", "_")]) expect(findRule(typed)).toBe(rule);
    const text = explainRule(rule);
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
    const { references, ...texts } = docs;
    const unfolded = text.replace(/\s+/g, " ");
    for (const part of [...Object.values(texts), ...references]) expect(unfolded).toContain(part);
  });

  test("is listed", () => {
    expect(listRules()).toMatch(new RegExp(`^  ${code}  ${name} \\(${severity}\\)$`, "m"));
  });
});

test.each(rules)("$code $name has a file of its name", (rule) => {
  expect(ruleFiles).toContain(fileOf(rule));
  expect(readFileSync(here(`../src/rules/${fileOf(rule)}`), "utf8")).toContain(`code: "${rule.code}"`);
});

test("no file of a rule holds another one, or none", () => {
  expect(ruleFiles.filter((file) => !rules.some((rule) => fileOf(rule) === file))).toEqual([]);
});

test.each(rules)("$code $name has a test of its name that gives it faulty, healthy and open cases", (rule) => {
  const testFile = fileOf(rule).replace(/\.ts$/, ".test.ts");
  expect(testFiles).toContain(testFile);
  const text = readFileSync(here(`rules/${testFile}`), "utf8");
  expect(text).toContain(`../../../src/rules/${fileOf(rule).replace(/\.ts$/, ".js")}`);
  // none of the three lists that they take may be empty
  expect(text).toMatch(/^test(?:Run|Config)?Rule\(/m);
});

const sourceOf = (file: string): string => readFileSync(here(`../src/rules/${file}`), "utf8");

describe.each(causeRules)("cause $code $name", (rule) => {
  const { name, docs, explains } = rule;
  test("tells of each verdict that its code gives", () => {
    const source = sourceOf(fileOf(rule));
    for (const verdict of ["confirmed", "likely"])
      if (source.includes(`${verdict}(`)) expect(docs.evidence).toMatch(new RegExp(`\\b${verdict}\\b`, "i"));
    if (source.includes("confirmed(")) expect(docs.evidence).not.toMatch(/never confirmed/i);
  });

  test("explains other causes only", () => {
    const names = causeRules.map((rule) => rule.name);
    expect(explains.filter((slug) => !names.includes(slug))).toEqual([]);
    expect(explains).not.toContain(name);
    expect(duplicates(explains)).toEqual([]);
  });

  test("does not explain a cause that explains it", () => {
    const mutual = causeRules.filter((other) => explains.includes(other.name) && other.explains.includes(name));
    expect(mutual.map((other) => other.name)).toEqual([]);
  });
});

test("a sample names only causes that there are", () => {
  const names = new Set([...causeRules.map(({ name }) => name), "none", "undetermined"]);
  expect([...samplesByCause].filter((cause) => !names.has(cause))).toEqual([]);
});

test("src/rules/index.ts is what build/rule-index.js writes of the files", () => {
  const text = readFileSync(here("../src/rules/index.ts"), "utf8");
  expect(ruleFiles.filter((file) => !text.includes(`"./${file.replace(/\.ts$/, ".js")}"`))).toEqual([
    fileOf(lostWithoutCause),
  ]);
});

test("no test of a rule has outlived it", () => {
  expect(testFiles.filter((file) => !ruleFiles.includes(file.replace(/\.test\.ts$/, ".ts")))).toEqual([]);
});

describe("a rule that does not exist", () => {
  test.each([
    ["rtp-timout", ["rtp-timeout"]],
    ["SIP 1103", ["no-ack"]],
    ["acknowledgement", []],
    ["ack", ["no-ack"]],
    ["", []],
    ["x".repeat(100_000), []],
  ])("%.20s is met with what may have been meant", (typed, names) => {
    expect(findRule(typed)).toBeUndefined();
    expect(similarRules(typed).map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    expect(similarRules(typed).length).toBeLessThanOrEqual(names.length === 0 ? 0 : 3);
  });
});

test("docs/causes.md is what `npm run docs` writes", () => {
  expect(readFileSync(here("../docs/causes.md"), "utf8")).toBe(catalogue());
});
