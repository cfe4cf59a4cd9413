// One problem call as Markdown: what must be visible, and what may be folded.

import type { Evidence } from "../../verdict/verdict.js";
import type { CallLine } from "../choice.js";
import type { StepsById } from "../plan.js";
import { nameOf, worstFirst } from "../problem.js";
import type { CallRow, Finding, TimelineEntry } from "../schema.js";
import { limitInForce } from "../words/limits.js";
import {
  count,
  dateAndTime,
  duration,
  gapInWords,
  isRefusedPlayback,
  placeOf,
  sourceName,
  timeOfDay,
} from "../words/rows.js";
import { UNEXPLAINED, verdictInWords } from "../words/units.js";
import { isNotable } from "../words/waits.js";
import { asHtml } from "./plan.js";
import { code, codeBlock, prose, slug } from "./safe-markdown.js";

/** What fits on a screen besides the verdict. The rest is folded. */
const MAX_OPEN_EVIDENCE = 4;
const MAX_GAPS = 3;
/** A ticket takes about 65,000 characters. Of a longer timeline the evidence and the last lines are kept. */
const MAX_TIMELINE_ROWS = 60;

/** As Markdown names them. */
const LANGUAGES = { sh: "sh", conf: "ini" } as const;

/**
 * How much of a call: all under its own heading; all folded under its verdict, as one of many; or, of the only call of a
 * ticket, what one must see and the rest.
 */
export type Extent = "whole" | "folded" | "open" | "rest";

/** The block of one call. */
export function renderCall(call: CallRow, steps: StepsById, extent: Extent): string[] {
  const open = [...renderFacts(call), ...renderOpen(call, steps)];
  if (extent === "open") return open;
  if (extent === "rest") return renderFolded(call);
  const body = [...open, ...renderFolded(call)];
  if (extent === "whole") return [...renderCallHeading(call), ...body];
  return [foldedTitle(call), "", ...body, "</details>", ""];
}

/** The call's name and verdict. */
export function renderCallHeading(call: CallRow): string[] {
  return [`### Call ${code(nameOf(call))}: ${verdictOf(call)}`, ""];
}

/** A call where the room is scarce: its verdict and the first line that it rests on. */
export function renderCallBriefly(call: CallRow, steps: StepsById): string[] {
  const { summary, evidence } = call.diagnosis;
  const numbers = [...new Set(call.findings.flatMap((finding) => stepNumbers(finding, steps)))].sort((a, b) => a - b);
  return [
    foldedTitle(call),
    "",
    `**${prose(shortened(summary))}**`,
    "",
    ...evidence.slice(0, 1).flatMap((line) => quoted({ ...line, text: shortened(line.text) })),
    ...(numbers.length === 0 ? [] : [`What to do: ${numbers.slice(0, MAX_NUMBERS).join(", ")}.`, ""]),
    "</details>",
    "",
  ];
}

/** A call as one line of a list. */
export function renderCallLine({ id, cause, confidence, startedAt, proof }: CallLine): string[] {
  const facts = [
    startedAt === null ? null : dateAndTime(startedAt),
    proof === null ? null : code(shortened(placeOf(proof))),
  ].filter((fact) => fact !== null);
  return [`- ${code(shortened(id))}: ${[verdictInWords(slug(cause), confidence, true), ...facts].join(", ")}`];
}

/** Text in a brief form of a call. */
const MAX_BRIEF = 300;
const MAX_NUMBERS = 6;

function shortened(text: string): string {
  return text.length <= MAX_BRIEF ? text : `${text.slice(0, MAX_BRIEF)}…`;
}

function foldedTitle(call: CallRow): string {
  return `<details><summary>Call <code>${asHtml(nameOf(call))}</code>: ${verdictOf(call)}</summary>`;
}

function verdictOf({ diagnosis: { cause, confidence, summary } }: CallRow): string {
  return verdictInWords(slug(cause), confidence, true, summary);
}

function renderFacts(call: CallRow): string[] {
  const { channelName, logCallId, sipCallId, caller, exten, startedAt, endedAt, host } = call;
  const lasted =
    startedAt === null || endedAt === null ? null : duration((Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
  const facts = [
    ...[channelName, logCallId, sipCallId].map((known) => (known === null ? null : code(known))),
    caller === null && exten === null ? null : `${code(caller ?? "unknown")} to ${code(exten ?? "unknown")}`,
    startedAt === null ? "start not logged" : dateAndTime(startedAt),
    lasted === null ? null : `lasted ${lasted}`,
    host === null ? null : `on ${code(host)}`,
  ];
  const limit = limitInForce(call);
  return [facts.filter((fact) => fact !== null).join(" · "), ...(limit === null ? [] : ["", prose(limit)]), ""];
}

function renderOpen(call: CallRow, steps: StepsById): string[] {
  const { diagnosis, gaps, findings } = call;
  const asteriskRefused = call.timeline.some(isRefusedPlayback);
  const notable = gaps.filter(isNotable);
  return [
    `**${prose(diagnosis.summary)}**`,
    "",
    ...list(notable.slice(-MAX_GAPS).map((gap) => prose(gapInWords(gap, asteriskRefused)))),
    ...list(diagnosis.candidates.map(({ cause, why }) => `possible: ${code(cause)}: ${prose(why)}`)),
    ...diagnosis.evidence.slice(0, MAX_OPEN_EVIDENCE).flatMap(quoted),
    ...renderUnexplained(call),
    ...list(worstFirst(findings).map((finding) => findingInWords(finding, diagnosis.summary, steps))),
  ];
}

/** Lines that are errors and that nothing here explains. */
function renderUnexplained({ unexplained, unexplainedLineCount }: CallRow): string[] {
  if (unexplained.length === 0) return [];
  const more = unexplainedLineCount - unexplained.reduce((sum, line) => sum + line.count, 0);
  return [
    `${UNEXPLAINED}:`,
    "",
    ...unexplained.flatMap((line) => {
      const about = [
        line.count > 1 ? `${line.count} times` : null,
        line.reason === undefined ? null : prose(line.reason),
      ];
      const said = about.filter((part) => part !== null).join("; ");
      return [...(said === "" ? [] : [`${said}:`, ""]), ...quoted(line)];
    }),
    ...(more > 0 ? [`… ${count(more, "more line")} of other kinds`, ""] : []),
  ];
}

/** `> file:line`, then the line itself. */
function quoted(evidence: Evidence): string[] {
  return [...[code(placeOf(evidence)), "", ...codeBlock([evidence.text])].map((line) => `> ${line}`.trimEnd()), ""];
}

function findingInWords(finding: Finding, verdict: string, steps: StepsById): string {
  const { severity, code: ruleCode, name, message, evidence } = finding;
  const places = [...new Set(evidence.map(placeOf))].map(code);
  const numbers = stepNumbers(finding, steps);
  const see = numbers.length === 0 ? "" : ` What to do: ${numbers.join(", ")}.`;
  const at = places.length === 0 ? "" : ` (${places.join(", ")})`;
  // the finding of the cause repeats what stands above it
  const said = message === verdict ? "" : `: ${prose(message)}`;
  return `**${severity.toUpperCase()} ${ruleCode}** ${code(name)}${said}${at}${see}`;
}

function stepNumbers({ recommendationIds }: Finding, steps: StepsById): number[] {
  return recommendationIds.flatMap((id) => steps.get(id)?.number ?? []);
}

function renderFolded({ diagnosis, timeline }: CallRow): string[] {
  const { evidence, ruledOut, missing } = diagnosis;
  return [
    ...fold(
      `${count(Math.max(0, evidence.length - MAX_OPEN_EVIDENCE), "more line")} of evidence`,
      evidence.slice(MAX_OPEN_EVIDENCE).flatMap(quoted),
    ),
    ...fold(
      `Ruled out: ${ruledOut.length}`,
      list(
        ruledOut.map(({ cause, reason, evidence: lines }) => {
          const at = lines.length === 0 ? "" : ` (${lines.map((line) => code(placeOf(line))).join(", ")})`;
          return `${code(cause)}: ${prose(reason)}${at}`;
        }),
      ),
    ),
    ...fold(
      "To know next time",
      missing.flatMap(({ what, how, language }) =>
        language === undefined
          ? [`- ${prose(what)}: ${prose(how)}`, ""]
          : [`- ${prose(what)}`, "", ...codeBlock(how.split("\n"), LANGUAGES[language]).map((line) => `  ${line}`), ""],
      ),
    ),
    ...fold(`Timeline: ${count(timeline.length, "event")}, UTC`, renderTimeline(timeline, diagnosis.evidence)),
  ];
}

function renderTimeline(timeline: readonly TimelineEntry[], evidence: readonly Evidence[]): string[] {
  const cited = new Set(evidence.map(placeOf));
  const isCited = ({ source, line }: TimelineEntry): boolean => cited.has(`${sourceName(source)}:${line}`);
  const from = timeline.length - MAX_TIMELINE_ROWS;
  const shown = timeline.filter((entry, index) => index >= from || isCited(entry));
  const left = timeline.length - shown.length;
  const rows = shown.map((entry) => {
    const at = entry.at === null ? "time unknown" : timeOfDay(entry.at);
    const mark = `${isCited(entry) ? "!" : " "}${entry.attributed === "inferred" ? "~" : " "}`;
    return `${at} ${mark} ${entry.side.padEnd(8)} ${entry.event}: ${entry.text}`;
  });
  if (timeline.length === 0) return [];
  return [
    "`!` evidence, `~` the line does not name the call",
    "",
    ...codeBlock([...(left > 0 ? [`… ${count(left, "earlier event")} in the JSON report`] : []), ...rows]),
    "",
  ];
}

function fold(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`<details><summary>${title}</summary>`, "", ...lines, "</details>", ""];
}

function list(items: readonly string[]): string[] {
  return items.length === 0 ? [] : [...items.map((item) => `- ${item}`), ""];
}
