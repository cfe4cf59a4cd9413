// Turns calls and verdicts into rows of the report. This is the one place where events become evidence and times become text.

import { type ConfigPlace, lineAt } from "../asterisk/config/cite.js";
import type { ConfigTree } from "../asterisk/config/read.js";
import { type Call, eventsOf } from "../calls/call.js";
import type { CallFacts } from "../calls/facts/call-facts.js";
import { exceeds, gapsOf } from "../calls/facts/gaps.js";
import { applicableLimit, type LimitsInForce } from "../calls/facts/limits-in-force.js";
import type { SettledCall } from "../calls/joining/settled-call.js";
import type { TimedEvent } from "../calls/timed-event.js";
import type { TakenFor } from "../calls/words/word-learning.js";
import type { CallEvent } from "../events/event.js";
import type { CallFinding, Verdict } from "../findings/diagnose.js";
import type { ConfigFault } from "../findings/judge-config.js";
import type { RunFault } from "../findings/judge-run.js";
import type { Unexplained } from "../findings/unexplained.js";
import { isoUtc } from "../time.js";
import type { Evidence, Recommendation } from "../verdict/verdict.js";
import { takenForInWords } from "./learnt-words.js";
import { isProblem } from "./problem.js";
import { safeText } from "./safe-text.js";
import type {
  AdvisedFinding,
  CallLimits,
  CallRow,
  Finding,
  FirstLine,
  GapRow,
  LegRow,
  TimelineEntry,
  UnexplainedRow,
} from "./schema.js";
import { wireRows } from "./wire-rows.js";

/** The path of each source, by its index. */
export type SourcePaths = readonly string[];

/** For which calls a row contains the events. Those of calls that went well are half the work and half the report. */
export type Timelines = "all" | "of problems" | "none";

/** A judged call as a row of the report. */
export function callRow(
  call: Call,
  facts: CallFacts,
  limits: LimitsInForce,
  verdict: Verdict,
  paths: SourcePaths,
  hostOf: (event: CallEvent) => string | null,
  timelines: Timelines,
  idOf: (recommendation: Recommendation) => string | null,
): CallRow {
  const endMs = endOf(call, facts);
  const judged = {
    channelId: call.channelId,
    channelName: call.channelName,
    logCallId: call.logCallId,
    sipCallId: call.sipCallId,
    host: firstTold(call, hostOf),
    caller: call.caller,
    exten: call.exten,
    legs: legRows(call, endMs),
    startedAt: iso(call.startMs),
    endedAt: iso(endMs),
    channelSurvived: facts.survived,
    limits: callLimits(limits),
    gaps: gapsOf(facts, limits).map(
      (gap): GapRow => ({
        kind: "hold-to-playback",
        fromAt: isoUtc(gap.fromMs),
        toAt: isoUtc(gap.toMs),
        seconds: gap.seconds,
        precisionSeconds: gap.precisionSeconds,
        limitSeconds: gap.limitSeconds,
        limitOption: gap.limitOption,
        exceedsLimit: gap.exceedsLimit,
        playback: gap.playback,
      }),
    ),
    diagnosis: {
      cause: verdict.cause,
      confidence: verdict.confidence,
      summary: safeText(verdict.summary),
      evidence: evidenceRows(verdict.proof, paths),
      candidates: verdict.candidates.map(({ cause, why }) => ({ cause, why: safeText(why) })),
      ruledOut: verdict.ruledOut.map(({ cause, reason, proof }) => ({
        cause,
        reason: safeText(reason),
        evidence: evidenceRows(proof, paths),
      })),
      missing: [...verdict.missing],
    },
    findings: verdict.findings.map((finding) => referring(findingRow(finding, paths), idOf)),
    unexplained: verdict.unexplained.quoted.flatMap((one) => unexplainedRow(one, paths)),
    unexplainedLineCount: verdict.unexplained.lineCount,
    firstLines: firstLines(call, paths),
    ...wireRows(call, (event) => pathOf(event, paths)),
  };
  return timelines === "all" || (timelines === "of problems" && isProblem(judged))
    ? { ...judged, timeline: timeline(call, paths), leftOutEventCount: 0 }
    : { ...judged, timeline: [], leftOutEventCount: call.events.length + (call.witnessed?.events.length ?? 0) };
}

/**
 * A call that went well at a glance as a row of the report: as {@link callRow} makes it of a call without findings.
 * @param limits Those in force.
 * @param summary The verdict in words.
 */
export function settledRow(
  call: SettledCall,
  limits: LimitsInForce,
  summary: string,
  paths: SourcePaths,
  hostOf: (event: CallEvent) => string | null,
): CallRow {
  const { channelId, channelName, firstOf } = call;
  const [startedAt, endedAt] = [isoUtc(call.startMs), isoUtc(call.endMs)];
  const { seconds: limitSeconds, option: limitOption } = applicableLimit(limits);
  const first = (side: "asterisk" | "bot"): FirstLine[] => {
    const line = firstOf[side];
    return line === null ? [] : [firstLine(line, side, paths)];
  };
  return {
    channelId,
    channelName,
    logCallId: call.logCallId,
    sipCallId: call.sipCallId,
    host: call.asterisk.events.map(({ event }) => hostOf(event)).find((host) => host !== null) ?? null,
    caller: call.caller,
    exten: call.exten,
    legs: [
      {
        channelId,
        channelName,
        driver: call.driver,
        role: "caller",
        startedAt,
        endedAt,
        hangupCause: call.hangupCause,
      },
    ],
    startedAt,
    endedAt,
    channelSurvived: true,
    limits: callLimits(limits),
    gaps: call.waits.map(({ fromMs, toMs, precisionMs }) => {
      const [seconds, precisionSeconds] = [(toMs - fromMs) / 1000, precisionMs / 1000];
      return {
        kind: "hold-to-playback",
        fromAt: isoUtc(fromMs),
        toAt: isoUtc(toMs),
        seconds,
        precisionSeconds,
        limitSeconds,
        limitOption,
        exceedsLimit: exceeds(seconds, precisionSeconds, limitSeconds, null),
        playback: "played",
      };
    }),
    diagnosis: {
      cause: "none",
      confidence: "likely",
      summary,
      evidence: [],
      candidates: [],
      ruledOut: [],
      missing: [],
    },
    findings: [],
    unexplained: [],
    unexplainedLineCount: 0,
    firstLines: [...first("asterisk"), ...first("bot")],
    settled: true,
    timeline: [],
    leftOutEventCount: call.eventCount,
  };
}

/** The host whose log contains the call. Null if there is only one, or none does. */
function firstTold(call: Call, hostOf: (event: CallEvent) => string | null): string | null {
  for (const { event } of call.events) {
    const host = hostOf(event);
    if (host !== null) return host;
  }
  return null;
}

function callLimits(limits: LimitsInForce): CallLimits {
  const { driver, scope, why, from, file, line, hold, keepalive } = limits;
  return {
    driver,
    scope,
    why: why && safeText(why),
    // a flag takes precedence over the file, so the value is not set there
    rtpTimeout: {
      seconds: limits.rtpTimeoutSeconds,
      from,
      ...(from === "flag" ? { file: null, line: null } : { file, line }),
    },
    rtpHoldTimeout: { seconds: limits.rtpHoldTimeoutSeconds, ...hold },
    rtpKeepalive: { seconds: keepalive.seconds, from: keepalive.from, file: keepalive.file, line: keepalive.line },
  };
}

function findingRow({ rule, message, proof, advice }: CallFinding, paths: SourcePaths): AdvisedFinding {
  return {
    code: rule.code,
    name: rule.name,
    severity: rule.severity,
    message: safeText(message),
    evidence: evidenceRows(proof, paths),
    recommendations: advice.map(spelledOut),
  };
}

/** A fault of the run as a row of the report. */
export function runFindingRow(
  { rule, message, proof, evidence, advice }: RunFault,
  paths: SourcePaths,
): AdvisedFinding {
  return {
    code: rule.code,
    name: rule.name,
    severity: rule.severity,
    message: safeText(message),
    evidence: [...evidenceRows(proof, paths), ...evidence],
    recommendations: advice.map(spelledOut),
  };
}

/** A fault of the configuration as a row of the report. */
export function configFindingRow({ rule, message, places, advice }: ConfigFault, tree: ConfigTree): AdvisedFinding {
  return {
    code: rule.code,
    name: rule.name,
    severity: rule.severity,
    message: safeText(message),
    evidence: places.flatMap((place) => configEvidence(place, tree)),
    recommendations: advice.map(spelledOut),
  };
}

/** Its sentences may name what a log or a configuration does. File, section and option stay as they are: they are to be found. */
function spelledOut(recommendation: Recommendation): Recommendation {
  const { title, reason, risk } = recommendation;
  return { ...recommendation, title: safeText(title), reason: safeText(reason), risk: risk && safeText(risk) };
}

/** The finding with the ids of its recommendations in their place: the report holds each of them once. */
export function referring(
  { recommendations, ...finding }: AdvisedFinding,
  idOf: (recommendation: Recommendation) => string | null,
): Finding {
  return { ...finding, recommendationIds: recommendations.flatMap((recommendation) => idOf(recommendation) ?? []) };
}

function configEvidence(place: ConfigPlace, tree: ConfigTree): Evidence[] {
  const cited = lineAt(tree, place);
  if (cited === null) return [];
  return [{ source: cited.file, line: cited.line, byteOffset: cited.byteOffset, at: null, text: safeText(cited.text) }];
}

/** Lines as evidence, each once. */
export function evidenceRows(proof: readonly TimedEvent[], paths: SourcePaths): Evidence[] {
  const rows = proof.map(({ event, atMs }) => ({
    source: pathOf(event, paths),
    line: event.line,
    byteOffset: event.byteOffset,
    at: iso(atMs),
    text: safeText(event.text),
  }));
  return rows.filter(
    (row, i) => rows.findIndex((other) => other.source === row.source && other.line === row.line) === i,
  );
}

function unexplainedRow({ at, count }: Unexplained, paths: SourcePaths): UnexplainedRow[] {
  const { event, inferredFrom } = at;
  const thrown = event.exception ? ` … ${safeText(event.exception)}` : "";
  return evidenceRows([at], paths).map((row) => ({
    ...row,
    text: row.text + thrown,
    count,
    ...(inferredFrom === null ? {} : { reason: inferredFrom }),
  }));
}

/** For each log, the first line that names the call itself. */
function firstLines(call: Call, paths: SourcePaths): FirstLine[] {
  return (["asterisk", "bot"] as const).flatMap((side) => {
    const first = call.events.find(({ event, inferredFrom }) => event.side === side && inferredFrom === null);
    if (!first) return [];
    return [firstLine(first, side, paths)];
  });
}

function firstLine(
  { event, atMs }: Pick<TimedEvent, "event" | "atMs">,
  side: FirstLine["side"],
  paths: SourcePaths,
): FirstLine {
  return { at: iso(atMs), source: pathOf(event, paths), side, line: event.line, text: safeText(event.message) };
}

/** Every event of the call, from its logs and from captures, in order of time. */
function timeline(call: Call, paths: SourcePaths): TimelineEntry[] {
  return withWitnessed(call).map(({ event, atMs, inferredFrom, takenFor }) => ({
    at: iso(atMs),
    source: pathOf(event, paths),
    side: event.side,
    line: event.line,
    event: takenFor?.type ?? event.type,
    text: safeText(event.message),
    ...measured(event),
    attributed: inferredFrom === null && !takenFor ? "direct" : "inferred",
    ...reasonOf(inferredFrom, takenFor),
  }));
}

/** The events of the logs keep their order; those of captures stand where their times put them. */
function withWitnessed({ events, witnessed }: Call): readonly TimedEvent[] {
  if (witnessed === null) return events;
  const all = [...events];
  for (const timed of witnessed.events) {
    const { atMs } = timed;
    const before = atMs === null ? all.length - 1 : all.findLastIndex((one) => one.atMs !== null && one.atMs <= atMs);
    all.splice(before + 1, 0, timed);
  }
  return all;
}

/** Why a line belongs to the call, and means what it does, if it does not say so itself. */
function reasonOf(inferredFrom: string | null, takenFor: TakenFor | undefined): { reason?: string } {
  const reasons = [inferredFrom, takenFor ? takenForInWords(takenFor) : null].filter((reason) => reason !== null);
  return reasons.length === 0 ? {} : { reason: reasons.join("; ") };
}

function pathOf({ sourceIndex }: CallEvent, paths: SourcePaths): string {
  return paths[sourceIndex] ?? "-";
}

/** What a line says about lengths and playbacks. Drawings of the call are based on it. */
function measured(event: CallEvent): Pick<TimelineEntry, "lastedSeconds" | "playbackId" | "playbackState"> {
  switch (event.type) {
    case "bot-tts":
    case "bot-model-answered":
      return event.tookMs === null ? {} : { lastedSeconds: event.tookMs / 1000 };
    case "rtp-timeout":
      return { lastedSeconds: event.silenceSeconds };
    case "bot-play":
      return event.playbackId === null ? {} : { playbackId: event.playbackId };
    case "bot-play-finished":
      return { ...(event.playbackId !== null && { playbackId: event.playbackId }), playbackState: event.state };
    default:
      return {};
  }
}

function legRows(call: Call, endMs: number | null): LegRow[] {
  return call.legs.map(({ channelId, channelName, role }) => {
    const isOfIt = ({ event }: TimedEvent): boolean =>
      (channelName !== null && event.channelName === channelName) ||
      (channelId !== null && event.channelId === channelId);
    const destroyed = eventsOf(call, "bot-channel-destroyed").find(({ event }) => event.channelId === channelId);
    return {
      channelId,
      channelName,
      driver: channelName === null ? null : technology(channelName),
      role,
      startedAt: role === "caller" ? iso(call.startMs) : iso(call.events.find(isOfIt)?.atMs ?? null),
      endedAt: role === "caller" ? iso(endMs) : iso(call.events.findLast(isOfIt)?.atMs ?? null),
      hangupCause:
        destroyed?.event.cause ??
        // AST_CAUSE_REQUESTED_CHAN_UNAVAIL belongs to the leg that the NOTICE names, and to no other
        (eventsOf(call, "rtp-timeout").some(({ event }) => event.channelName === channelName) ? 44 : null),
    };
  });
}

function technology(channelName: string): string {
  const prefix = channelName.slice(0, channelName.indexOf("/"));
  return prefix === "SIP" ? "chan_sip" : prefix === "PJSIP" ? "chan_pjsip" : prefix;
}

function endOf(call: Call, facts: CallFacts): number | null {
  return facts.death?.atMs ?? call.events.findLast(({ atMs }) => atMs !== null)?.atMs ?? null;
}

function iso(ms: number | null): string | null {
  return ms === null ? null : isoUtc(ms);
}
