// The arrows between the stages, held to by reading every import of src/**. A stage imports leftwards or leaves.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../src/", import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
  /** True where it is loaded only when it is needed. */
  readonly isLater: boolean;
}

const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts"));
const textOf = (path: string): string => readFileSync(join(root, path), "utf8");

/** Those at the head of a file, and those that are loaded only where they are needed. */
function importsOf(path: string): Import[] {
  const text = textOf(path);
  const to = (target = ""): string => posix.join(posix.dirname(path), target.replace(/\.js$/, ".ts"));
  const atOnce = [...text.matchAll(/^(?:import|export) (type )?([^;]*?)(?:from )?"(\.[^"]*)";/gms)].map(
    ([, type, names, target]) => ({
      from: path,
      to: to(target),
      typeOnly: type !== undefined || /^\{\s*(?:type [^,}]+,?\s*)+\}\s*$/.test(names ?? ""),
      isLater: false,
    }),
  );
  const later = [...text.matchAll(/\bimport\("(\.[^"]*)"\)/g)].map(([, target]) => ({
    from: path,
    to: to(target),
    typeOnly: false,
    isLater: true,
  }));
  return [...atOnce, ...later];
}

/** What is loaded with a file: what it imports at its head, and they do. */
function loadedWith(path: string, known = new Set<string>()): Set<string> {
  if (known.has(path)) return known;
  known.add(path);
  for (const { to, typeOnly, isLater } of importsOf(path)) if (!typeOnly && !isLater) loadedWith(to, known);
  return known;
}

function packagesLoadedWith(path: string): string[] {
  const names = [...loadedWith(path)].flatMap((file) =>
    [...textOf(file).matchAll(/^import (?!type )[^;]*?from "(?!node:)((?:@[^"/]+\/)?[^."/][^"/]*)[^"]*";/gm)].map(
      ([, name = ""]) => name,
    ),
  );
  return [...new Set(names)].sort();
}

const imports = files.flatMap(importsOf);
/** `calls/joining/joiner.ts` is of the stage `calls`, `time.ts` is a stage of its own. */
const stageOf = (path: string): string =>
  path.includes("/") ? (path.split("/")[0] as string) : path.replace(/\.ts$/, "");

/** What each stage may import; `type x` allows types only. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  io: [],
  time: [],
  verdict: [],
  settings: ["report", "type verdict"],
  asterisk: ["io"],
  records: ["io", "time"],
  sources: ["io", "records", "type time"],
  events: ["records", "time", "io"],
  calls: ["events", "records", "time", "io", "asterisk", "type settings", "type sources"],
  rules: ["calls", "asterisk", "io", "type events", "type report", "type settings", "type verdict"],
  findings: ["rules", "calls", "events", "type report", "type verdict"],
  report: [
    "verdict",
    "calls",
    "time",
    "io",
    "asterisk",
    "type events",
    "type findings",
    "type records",
    "type settings",
  ],
  judging: [
    "asterisk",
    "calls",
    "findings",
    "report",
    "rules",
    "io",
    "type events",
    "type records",
    "type settings",
    "type verdict",
  ],
  captures: ["io", "records", "time", "events", "type calls", "type report", "type sources"],
  wiring: ["calls", "judging", "report", "type records", "type sources"],
  pipeline: ["wiring", "captures", "sources", "io", "report", "type records"],
  live: ["wiring", "sources", "io", "calls", "judging", "type report", "type records"],
  formats: ["events", "io", "records", "report", "time"],
  cli: [
    "settings",
    "judging",
    "pipeline",
    "type wiring",
    "live",
    "formats",
    "io",
    "report",
    "sources",
    "asterisk",
    "rules",
    "time",
    "type verdict",
  ],
};

describe("the architecture", () => {
  it("has imports to read, all of files that exist", () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.filter(({ to }) => !files.includes(to))).toEqual([]);
  });

  it("knows every stage", () => {
    expect([...new Set(files.map(stageOf))].filter((stage) => !(stage in MAY))).toEqual([]);
  });

  it("lets a stage import from the left only", () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      const [stage, other] = [stageOf(from), stageOf(to)];
      const allowed = MAY[stage] ?? [];
      return stage !== other && !allowed.includes(other) && !(typeOnly && allowed.includes(`type ${other}`));
    });
    expect(wrong.map(({ from, to, typeOnly }) => `${from} -> ${typeOnly ? "type " : ""}${to}`)).toEqual([]);
  });

  it("has no stages that need each other, types apart", () => {
    const needs = new Map<string, Set<string>>();
    for (const { from, to, typeOnly } of imports) {
      if (typeOnly || stageOf(from) === stageOf(to)) continue;
      needs.set(stageOf(from), (needs.get(stageOf(from)) ?? new Set()).add(stageOf(to)));
    }
    const reaches = (stage: string, goal: string, seen = new Set<string>()): boolean =>
      [...(needs.get(stage) ?? [])].some(
        (next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))),
      );
    expect([...needs.keys()].filter((stage) => reaches(stage, stage))).toEqual([]);
  });

  it("has no circles of files within a stage, types included", () => {
    const within = new Map<string, string[]>();
    for (const { from, to } of imports)
      if (stageOf(from) === stageOf(to)) within.set(from, [...(within.get(from) ?? []), to]);
    const reaches = (file: string, goal: string, seen = new Set<string>()): boolean =>
      (within.get(file) ?? []).some((to) => to === goal || (!seen.has(to) && reaches(to, goal, seen.add(to))));
    expect([...within.keys()].filter((file) => reaches(file, file))).toEqual([]);
  });

  it("has no file of more than 400 lines that does not say why in its head", () => {
    const long = files.filter((path) => textOf(path).split("\n").length > 400);
    expect(long.filter((path) => !/^(?:\/\/.*\n)*\/\/ .*(?:long|one file)/i.test(textOf(path)))).toEqual([]);
  });

  it("lets no rule look at another rule: what they share is in rules/shared/", () => {
    const room = (path: string): string => path.split("/").slice(0, 2).join("/");
    const rooms = ["rules/causes", "rules/findings", "rules/run", "rules/config"];
    const wrong = imports.filter(
      ({ from, to }) => rooms.includes(room(to)) && stageOf(from) === "rules" && from !== "rules/index.ts",
    );
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([
      "rules/explain.ts -> rules/causes/ari101-channel-lost.ts",
    ]);
  });

  it("loads before a command runs no more than --help needs, and for a run what every run needs", () => {
    expect(packagesLoadedWith("cli.ts")).toEqual(["commander"]);
    expect([...loadedWith("cli.ts")].filter((path) => stageOf(path) === "rules")).toEqual([]);
    // to read times, to check options
    expect(packagesLoadedWith("cli/run.ts")).toEqual(["@date-fns/tz", "date-fns", "zod"]);
    expect(packagesLoadedWith("rules/explain.ts")).toEqual([]);
    // masks have long patterns and all top-level domains
    for (const path of ["cli/run.ts", "cli/run-merge.ts", "cli/follow.ts"])
      expect(
        [...loadedWith(path)].filter((file) => /^report\/redact(?:\.|\/(?:hosts|strict|keyed-masks))/.test(file)),
      ).toEqual([]);
  });

  it("lets only the command line touch the process and the console", () => {
    const code = (path: string): string => textOf(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*$|"[^"\n]*"|`[^`]*`/gm, "");
    expect(
      files.filter((path) => stageOf(path) !== "cli" && /\b(?:process\.|console\.)|"node:process"/.test(code(path))),
    ).toEqual([]);
  });

  it("lets only sources, the spool, the configuration and the command line touch the disk", () => {
    const touching = files.filter((path) =>
      /from "node:(?:fs|fs\/promises|child_process|net|http|https)"/.test(textOf(path)),
    );
    expect(
      touching.filter((path) => !/^(?:sources\/|io\/spool\.ts|asterisk\/config\/|cli\/|cli\.ts)/.test(path)),
    ).toEqual([]);
  });

  it("keeps no drawer for odds and ends, and no any", () => {
    expect(files.filter((path) => /\b(?:(?<!java-)utils?|helpers?|misc)\b/.test(path))).toEqual([]);
    expect(
      files.filter((path) =>
        /[:<(] ?any\b(?=[\s;,>)[\]])|as any\b/.test(textOf(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")),
      ),
    ).toEqual([]);
  });

  it("is tested by files that belong to a stage", () => {
    const here = dirname(fileURLToPath(import.meta.url));
    const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const known = new Set([
      ...files.map(stageOf),
      "support",
      "golden",
      "accuracy",
      "conversions",
      "fuzz",
      "endurance",
      "perturbation",
      "bench",
      "conversions",
      "fixtures",
      "docs",
      "conversions",
    ]);
    expect(folders.map(({ name }) => relative(here, join(here, name))).filter((name) => !known.has(name))).toEqual([]);
  });
});
