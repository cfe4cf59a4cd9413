// Reports of several hosts or days in, one report of the same shape out. Nothing is judged anew: a call keeps its verdict and
// its lines; what counts calls is counted again.

import { numberedApart } from "./merge/masks-apart.js";
import { numberedAnew } from "./merge/numbered-anew.js";
import type { NamedReport } from "./merge/parse-report.js";
import { pathsApart } from "./merge/paths-apart.js";
import { callsOnce, type SharedCall } from "./merge/same-call.js";
import { isMaskedNote, maskedNote, redactionOf, redactionOfAll } from "./redaction.js";
import { type Origin, originOf } from "./run-report.js";
import type { CallRow, Finding, InputRow, Report, RunReport, Summary } from "./schema.js";
import { SCHEMA_VERSION } from "./schema-version.js";
import { Sums } from "./sums.js";

/** A report with all its calls at hand. */
export interface Merged {
  readonly runReport: RunReport;
  /** In the order of their start. */
  readonly calls: readonly CallRow[];
}

/** This many calls that two reports judge differently are named. */
const MAX_DIFFERING = 5;

/** Brings reports together; their names must differ. `origin` is that of the new report. */
export function mergeReports(named: readonly NamedReport[], toolVersion: string, origin: Origin): Merged {
  const names = named.map(({ name }) => name);
  const masked = named.filter(({ report }) => redactionOf(report).level !== "none").length;
  const apart = named.map(({ report }) => report);
  const numbered = masked > 1 ? numberedApart(apart) : apart;
  const sums = new Sums();
  const reports = pathsApart(numbered.map((report, index) => ({ name: names[index] ?? "", report }))).map((report) =>
    numberedAnew(report, sums.book),
  );

  const shared = callsOnce(reports);
  const hosts = hostsOf(reports, shared);
  const calls = shared
    .map(({ call, reports: [owner] }) => (hosts.has(owner ?? -1) ? withHost(call, names[owner ?? -1] ?? "") : call))
    .sort((a, b) => startOf(a) - startOf(b));

  for (const call of calls) sums.addCall(call, null);
  const runFindings = unitedFindings(reports, names);
  const { summary, recommendations } = sums.totals(runFindings);
  const evicted = evictedOf(reports);
  return {
    runReport: {
      schemaVersion: SCHEMA_VERSION,
      tool: { name: "ari-doctor", version: toolVersion },
      ...originOf(origin),
      redaction: redactionOfAll(reports),
      inputs: unitedInputs(reports),
      limits: distinct(reports.flatMap(({ limits }) => limits)),
      summary: {
        ...summary,
        partial: reports.some((report) => report.summary.partial),
        ...(evicted !== undefined && { evicted }),
      },
      runFindings,
      recommendations: [...recommendations],
      notes: [...notesOf(shared, named), ...unitedNotes(reports, names)],
    },
    calls,
  };
}

const startOf = ({ startedAt }: CallRow): number => (startedAt === null ? 0 : Date.parse(startedAt));

/**
 * Reports whose Asterisk logs cover the same time but share no call come from different hosts. The days of one host follow each
 * other.
 */
function hostsOf(reports: readonly Report[], shared: readonly SharedCall[]): ReadonlySet<number> {
  const together = new Set(shared.flatMap(({ reports: owners }) => (owners.length > 1 ? owners : [])));
  const spans = reports.map(({ inputs }) => inputs.filter(({ role }) => role === "asterisk" || role === "mixed"));
  const overlap = (a: InputRow, b: InputRow): boolean =>
    a.path !== b.path && (a.firstAt ?? "") < (b.lastAt ?? "") && (b.firstAt ?? "") < (a.lastAt ?? "");
  const hosts = reports.flatMap((_report, index) => {
    const others = spans.filter((_inputs, other) => other !== index).flat();
    const isOther = spans[index]?.some((input) => others.some((other) => overlap(input, other)));
    return isOther && !together.has(index) ? [index] : [];
  });
  return new Set(hosts);
}

function withHost(call: CallRow, name: string): CallRow {
  const isAsterisks = [...call.firstLines, ...call.timeline].some(({ side }) => side === "asterisk");
  return call.host === null && isAsterisks ? { ...call, host: name.replace(/\.json$/, "") } : call;
}

/** What was dropped in all of them. Undefined if nothing was. */
function evictedOf(reports: readonly Report[]): Summary["evicted"] {
  const all = reports.flatMap(({ summary }) => summary.evicted ?? []);
  if (all.length === 0) return undefined;
  const sum = (key: keyof (typeof all)[number]): number => all.reduce((total, row) => total + row[key], 0);
  return {
    ids: sum("ids"),
    calls: sum("calls"),
    events: sum("events"),
    names: sum("names"),
    runEvents: sum("runEvents"),
  };
}

/** A log that was read twice is one input, in its most complete state. */
function unitedInputs(reports: readonly Report[]): InputRow[] {
  const byPath = new Map<string, InputRow>();
  for (const input of reports.flatMap(({ inputs }) => inputs)) {
    const known = byPath.get(input.path);
    if (known === undefined || known.lineCount < input.lineCount) byPath.set(input.path, input);
  }
  return [...byPath.values()];
}

/** What is said about single reports names the report. */
function unitedFindings(reports: readonly Report[], names: readonly string[]): Finding[] {
  const keyOf = ({ code, message, evidence }: Finding): string =>
    JSON.stringify([code, message, evidence.map(({ source, line }) => [source, line])]);
  const owners = new Map<string, number[]>();
  for (const [owner, { runFindings }] of reports.entries())
    for (const finding of runFindings) owners.set(keyOf(finding), [...(owners.get(keyOf(finding)) ?? []), owner]);
  return reports.flatMap(({ runFindings }, owner) =>
    runFindings.flatMap((finding) => {
      const of = owners.get(keyOf(finding)) ?? [];
      if (of[0] !== owner) return [];
      return [of.length === reports.length ? finding : { ...finding, message: `${names[owner]}: ${finding.message}` }];
    }),
  );
}

function unitedNotes(reports: readonly Report[], names: readonly string[]): string[] {
  const all = distinct(reports.flatMap(({ notes }) => notes)).filter((note) => !isMaskedNote(note));
  const said = all.map((note) => {
    const of = names.filter((_name, index) => reports[index]?.notes.includes(note));
    return of.length === names.length ? note : `${of.join(", ")}: ${note}`;
  });
  const masked = reports.map(redactionOf).filter(({ level }) => level !== "none");
  const least = masked.find(({ level }) => level === "kinds") ?? masked[0];
  return least === undefined ? said : [maskedNote(least), ...notesOnMasks(reports, names), ...said];
}

/** Reports that are not masked alike: what is seen in one, or has two masks, the reader must know. */
function notesOnMasks(reports: readonly Report[], names: readonly string[]): string[] {
  const each = reports.map(redactionOf);
  const bare = names.filter((_name, index) => each[index]?.level === "none");
  const keys = new Set(each.filter(({ level }) => level !== "none").map(({ key }) => key));
  return [
    ...(bare.length > 0 ? [`Not masked: ${bare.join(", ")}. What they tell is as logged.`] : []),
    ...(keys.size > 1
      ? ["They were masked with different keys: one value has several masks. Give all of them the same --redact-key."]
      : []),
  ];
}

/** What the merging itself has to report. */
function notesOf(shared: readonly SharedCall[], named: readonly NamedReport[]): string[] {
  const name = (index: number): string => named[index]?.name ?? "";
  const twice = shared.filter(({ reports }) => reports.length > 1).length;
  const differing = shared.filter(({ otherVerdicts }) => otherVerdicts.length > 0);
  const from = named.map(({ name: of, report }) => `${of} (${report.calls.length})`).join(", ");
  return [
    `Brought together from the calls of ${from}.`,
    ...(twice > 0
      ? [`${twice === 1 ? "1 call stands" : `${twice} calls stand`} in more than one of them; counted once.`]
      : []),
    ...differing.slice(0, MAX_DIFFERING).map(({ call, reports: [owner], otherVerdicts }) => {
      const others = otherVerdicts.map(({ report, cause }) => `${name(report)} says ${cause}`).join(", ");
      const id = call.channelId ?? call.channelName ?? call.logCallId ?? call.sipCallId ?? "without a name";
      return `Call ${id} is ${call.diagnosis.cause} by ${name(owner ?? -1)}, which has more of its lines; ${others}.`;
    }),
    ...(differing.length > MAX_DIFFERING
      ? [`${differing.length - MAX_DIFFERING} more calls are judged differently.`]
      : []),
  ];
}

function distinct<T>(rows: readonly T[]): T[] {
  const byText = new Map(rows.map((row) => [JSON.stringify(row), row]));
  return [...byText.values()];
}
