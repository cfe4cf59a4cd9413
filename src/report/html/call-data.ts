// Turns rows of the report into rows of the page. Nothing is decided here, and the words are those of the other formats.

import { largest } from "../../io/extremes.js";
import type { Evidence } from "../../verdict/verdict.js";
import { type Bar, barsOf, lossOf } from "../call-bars.js";
import type { StepsById } from "../plan.js";
import type { CallRow, Finding, RunReport } from "../schema.js";
import { limitInForce } from "../words/limits.js";
import { isRefusedPlayback, sourceName } from "../words/rows.js";
import { REFUSED_BY_ASTERISK } from "../words/waits.js";
import {
  type BarRow,
  type CallData,
  type CallDetail,
  CONFIDENCES,
  type FindingData,
  type GapData,
  KINDS,
  type LineData,
  PLAYBACKS,
  SEVERITIES,
} from "./browser/page-data.js";
import { type StringTable, shown } from "./string-table.js";

/** The row of a call without its details. */
export function callData(call: CallRow, bars: readonly Bar[], strings: StringTable): CallData {
  const { channelId, channelName, logCallId, sipCallId, startedAt, endedAt, diagnosis } = call;
  const originMs = originOf(call, bars);
  const startMs = startedAt === null ? null : Date.parse(startedAt);
  const asteriskRefused = call.timeline.some(isRefusedPlayback);
  return [
    shown(channelId ?? channelName ?? logCallId ?? sipCallId ?? ""),
    optional(channelName, strings),
    call.caller === null ? null : shown(call.caller),
    optional(call.exten, strings),
    startMs ?? (bars.length > 0 ? originMs : null),
    startMs === null || endedAt === null ? null : Math.max(0, Date.parse(endedAt) - startMs),
    strings.add(diagnosis.cause),
    CONFIDENCES.indexOf(diagnosis.confidence),
    largest(
      call.findings.map(({ severity }) => SEVERITIES.indexOf(severity)),
      0,
    ),
    strings.add(diagnosis.summary),
    lossOf(call)?.isFoundOnly ? 2 : flag(call.channelSurvived),
    call.gaps.map(
      (gap): GapData => [
        Date.parse(gap.fromAt) - originMs,
        gap.seconds,
        gap.precisionSeconds,
        gap.limitSeconds,
        optional(gap.limitOption, strings),
        flag(gap.exceedsLimit),
        PLAYBACKS.indexOf(gap.playback === "refused" && asteriskRefused ? REFUSED_BY_ASTERISK : gap.playback),
      ],
    ),
    [],
    [...new Set(call.findings.flatMap(({ code, name }) => [code, name]))].map((text) => strings.add(text)),
    null,
    call.leftOutEventCount,
  ];
}

/** The row with its drawing: bars alone, or with the lines behind them. */
export function withBars(row: CallData, call: CallRow, bars: readonly Bar[], detail: CallDetail | null): CallData {
  const originMs = originOf(call, bars);
  const rows = bars.map(
    ({ kind, fromMs, toMs, endLogged, entries }): BarRow => [
      KINDS.indexOf(kind),
      fromMs - originMs,
      toMs - originMs,
      endLogged ? 1 : 0,
      detail === null ? -1 : (entries[0] ?? -1),
    ],
  );
  return [
    row[0],
    row[1],
    row[2],
    row[3],
    row[4],
    row[5],
    row[6],
    row[7],
    row[8],
    row[9],
    row[10],
    row[11],
    rows,
    row[13],
    detail,
    row[15],
  ];
}

/** What the rows of a page share. */
export interface PageContext {
  readonly strings: StringTable;
  /** What to do, by the ids of recommendations. */
  readonly steps: StepsById;
  /** Short names of the inputs, whose paths are told once. */
  readonly names: ReadonlyMap<string, string>;
}

/** Everything there is to say about a call. */
export function callDetail(call: CallRow, context: PageContext): CallDetail {
  const { diagnosis, timeline } = call;
  const { strings } = context;
  const name = (source: string): number => strings.add(nameIn(context, source));
  const originMs = originOf(call, barsOf(call));
  const add = (text: string): number => strings.add(text);
  return {
    ids: [
      ...[call.channelId, call.channelName, call.logCallId, call.sipCallId],
      call.host === null ? null : `on ${call.host}`,
    ].flatMap((id) => (id === null ? [] : add(id))),
    limit: optional(limitInForce(call), strings),
    evidence: lines(diagnosis.evidence, context),
    unexplained: call.unexplained.map(({ source, line, text, count, reason }) => [
      [name(source), line, add(text)],
      count,
      reason === undefined ? null : add(reason),
    ]),
    candidates: diagnosis.candidates.map(({ cause, why }) => [add(cause), add(why)]),
    ruledOut: diagnosis.ruledOut.map(({ cause, reason, evidence }) => [
      add(cause),
      add(reason),
      lines(evidence, context),
    ]),
    missing: diagnosis.missing.map(({ what, how, language }) => [add(what), add(how), language ?? null]),
    findings: call.findings.map((finding) => findingData(finding, context)),
    timeline: timeline.map(({ at, source, side, line, event, text, reason }) => [
      at === null ? null : Date.parse(at) - originMs,
      name(source),
      SIDE_INDEX[side],
      line,
      add(event.replace(/^bot-/, "")),
      add(text),
      reason === undefined ? null : add(reason),
    ]),
  };
}

/** As the page counts them ({@link SIDES}). */
const SIDE_INDEX: Readonly<Record<CallRow["timeline"][number]["side"], number>> = {
  asterisk: 0,
  bot: 1,
  wire: 2,
  events: 3,
};

/** A finding, of a call or of the run. */
export function findingData(finding: Finding, context: PageContext): FindingData {
  const { strings, steps } = context;
  const { code, name, severity, message, evidence, recommendationIds } = finding;
  return [
    strings.add(code),
    strings.add(name),
    SEVERITIES.indexOf(severity),
    strings.add(message),
    lines(evidence, context),
    recommendationIds.flatMap((id) => steps.get(id)?.number ?? []),
  ];
}

/** The inputs in words, a row each. */
export function inputRows({ inputs }: RunReport): (readonly [string, string, number, string, string])[] {
  return inputs.map(
    ({ path, role, format, lineCount, firstAt, lastAt, unparsedLineCount, cutLineCount, lossy, clockNote }) => [
      shown(sourceName(path)),
      format === "" ? role : `${role}: ${format}`,
      lineCount,
      firstAt === null || lastAt === null
        ? "no times"
        : `${firstAt} to ${lastAt}${clockNote === null ? "" : ` (${clockNote})`}`,
      [
        lossy ? "the logger discarded lines" : "",
        unparsedLineCount > 0 ? `${unparsedLineCount} lines not understood` : "",
        cutLineCount > 0 ? `${cutLineCount} lines cut` : "",
      ]
        .filter((fault) => fault !== "")
        .join(", "),
    ],
  );
}

/** The RTP limits in words, a row each. */
export function limitRows({ limits }: RunReport): (readonly [string, string, string, string])[] {
  const seconds = (value: number | null): string => (value === null ? "not known" : value === 0 ? "off" : `${value} s`);
  return limits.map(({ driver, scope, rtpTimeoutSeconds, rtpHoldTimeoutSeconds, from, file, line }) => [
    `${driver} ${scope}`,
    seconds(rtpTimeoutSeconds),
    seconds(rtpHoldTimeoutSeconds),
    file === null ? from : line === null ? file : `${file}:${line}`,
  ]);
}

/** Times of a call count from here. */
function originOf(call: CallRow, bars: readonly Bar[]): number {
  if (call.startedAt !== null) return Date.parse(call.startedAt);
  const [first] = bars;
  const at = [...call.timeline, ...call.firstLines].find((entry) => entry.at !== null)?.at ?? null;
  return first?.fromMs ?? (at === null ? 0 : Date.parse(at));
}

function lines(evidence: readonly Evidence[], context: PageContext): LineData[] {
  const { strings } = context;
  return evidence.map(({ source, line, text }) => [strings.add(nameIn(context, source)), line, strings.add(text)]);
}

function nameIn({ names }: PageContext, source: string): string {
  return names.get(source) ?? sourceName(source);
}

function optional(text: string | null, strings: StringTable): number | null {
  return text === null ? null : strings.add(text);
}

function flag(value: boolean | null): 0 | 1 | null {
  return value === null ? null : value ? 1 : 0;
}
