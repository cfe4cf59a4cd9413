// One problem call as Markdown: what must be visible, and what may be folded.

import type { Evidence } from "../../verdict/verdict.js";
import { type RecommendationNumbers, recommendationNumber } from "../recommendation-numbers.js";
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
import { code, codeBlock, prose } from "./safe-markdown.js";

/** What fits on a screen besides the verdict. The rest is folded. */
const MAX_OPEN_EVIDENCE = 4;
const MAX_GAPS = 3;
/** A ticket takes about 65,000 characters. Of a longer timeline the evidence and the last lines are kept. */
const MAX_TIMELINE_ROWS = 60;

/** As Markdown names them. */
const LANGUAGES = { sh: "sh", conf: "ini" } as const;

/** The block of one call. Folded under its verdict if it is one of many. */
export function renderCall(call: CallRow, numbers: RecommendationNumbers, folded: boolean): string[] {
  const id = call.channelId ?? call.channelName ?? call.logCallId ?? call.sipCallId ?? "unknown";
  const { cause, confidence, summary } = call.diagnosis;
  const verdict = verdictInWords(cause, confidence, true, summary);
  const body = [...renderFacts(call), ...renderOpen(call, numbers), ...renderFolded(call)];
  if (!folded) return [`### Call ${code(id)}: ${verdict}`, "", ...body];
  return [`<details><summary>Call <code>${asHtml(id)}</code>: ${verdict}</summary>`, "", ...body, "</details>", ""];
}

/** Markdown is not rendered inside a summary element, so text goes there as HTML. */
function asHtml(text: string): string {
  return text.replace(/[^\w.:/-]/gu, (character) => `&#${character.codePointAt(0)};`);
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

function renderOpen(call: CallRow, numbers: RecommendationNumbers): string[] {
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
    ...list(findings.map((finding) => findingInWords(finding, diagnosis.summary, numbers))),
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

function findingInWords(
  { severity, code: ruleCode, name, message, evidence, recommendations }: Finding,
  verdict: string,
  numbers: RecommendationNumbers,
): string {
  const places = [...new Set(evidence.map(placeOf))].map(code);
  const todo = recommendations.map((recommendation) => recommendationNumber(recommendation, numbers));
  const steps = todo.filter((number) => number !== undefined);
  const see = steps.length === 0 ? "" : ` What to do: ${steps.join(", ")}.`;
  const at = places.length === 0 ? "" : ` (${places.join(", ")})`;
  // the finding of the cause repeats what stands above it
  const said = message === verdict ? "" : `: ${prose(message)}`;
  return `**${severity.toUpperCase()} ${ruleCode}** ${code(name)}${said}${at}${see}`;
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
