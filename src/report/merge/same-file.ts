// Two reports may use one path for two files: /var/log/asterisk/full of two hosts, or of two days. What they cite distinguishes
// them.
import type { CallRow, InputRow, Report } from "../schema.js";
import { withoutMasks } from "./masks-apart.js";

/** The lines of a log that a report cites: `e476` as evidence has it, `t476` as a timeline or the first lines have it. */
type Cited = ReadonlyMap<string, string>;

/** What a report cites of each file. */
export class CitedLines {
  readonly #byPath = new Map<string, Map<string, string>>();

  constructor({ calls, runFindings }: Report) {
    for (const call of calls) this.#addCall(call);
    for (const { evidence } of runFindings) for (const row of evidence) this.#add(row.source, `e${row.line}`, row.text);
  }

  /** Do both reports cite the file at that path with the same words? Null if they cite no line in common. */
  agrees(path: string, other: CitedLines): boolean | null {
    const [fewer, more] = [this.#of(path), other.#of(path)].sort((a, b) => a.size - b.size) as [Cited, Cited];
    let agreeing = 0;
    for (const [line, text] of fewer) {
      const there = more.get(line);
      if (there === undefined) continue;
      if (there !== text) return false;
      agreeing += 1;
    }
    return agreeing > 0 ? true : null;
  }

  #addCall({ diagnosis, findings, firstLines, timeline }: CallRow): void {
    for (const { source, line, text } of [...firstLines, ...timeline]) this.#add(source, `t${line}`, text);
    const evidence = [diagnosis, ...diagnosis.ruledOut, ...findings].flatMap((part) => part.evidence);
    for (const { source, line, text } of evidence) this.#add(source, `e${line}`, text);
  }

  #add(path: string, line: string, text: string): void {
    const lines = this.#byPath.get(path) ?? new Map<string, string>();
    this.#byPath.set(path, lines.set(line, withoutMasks(text)));
  }

  #of(path: string): Cited {
    return this.#byPath.get(path) ?? new Map();
  }
}

/** A file as a report knows it: its state when it was read, and what is cited of it. */
export interface KnownFile {
  readonly path: string;
  /** Null for a configuration file. */
  readonly input: InputRow | null;
  /** The limits that are set in it. */
  readonly limits: string;
  readonly cited: CitedLines;
}

/**
 * Are they one file? A log may have grown from one report to the next, so its cited lines decide before its size does. A
 * configuration file is the same unless something shows otherwise.
 */
export function isSameFile(a: KnownFile, b: KnownFile): boolean {
  const agrees = a.path === b.path && a.cited.agrees(a.path, b.cited);
  if (agrees !== null) return agrees;
  if (a.input === null || b.input === null) return a.input === b.input && a.limits === b.limits;
  return (["bytes", "lineCount", "firstAt", "lastAt"] as const).every((key) => a.input?.[key] === b.input?.[key]);
}

/** The files that a report names. */
export function filesOf(report: Report): KnownFile[] {
  const cited = new CitedLines(report);
  const paths = new Set([
    ...report.inputs.map(({ path }) => path),
    ...report.limits.flatMap(({ file }) => file ?? []),
    ...report.runFindings.flatMap(({ evidence }) => evidence.map(({ source }) => source)),
    ...report.calls.flatMap(({ limits }) =>
      [limits.rtpTimeout, limits.rtpHoldTimeout, limits.rtpKeepalive].flatMap(({ file }) => file ?? []),
    ),
  ]);
  return [...paths].map((path) => ({
    path,
    input: report.inputs.find((input) => input.path === path) ?? null,
    limits: JSON.stringify(report.limits.filter(({ file }) => file === path)),
    cited,
  }));
}
