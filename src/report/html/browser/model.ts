// Turns the page's data into calls as the page uses them: numbers become words again.
import {
  type CallData,
  type CallDetail,
  CONFIDENCES,
  type FindingData,
  KINDS,
  type Kind,
  type LineData,
  type PageData,
  PLAYBACKS,
  SEVERITIES,
  type Severity,
  SIDES,
} from "./page-data.js";

/** A line of a log. */
export interface Line {
  readonly place: string;
  readonly text: string;
}

export interface Bar {
  readonly kind: Kind;
  readonly fromMs: number;
  readonly toMs: number;
  readonly endLogged: boolean;
  /** Index in the timeline. Null if the lines of the call were not kept. */
  readonly entry: number | null;
}

export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
  readonly seconds: number;
  readonly precisionSeconds: number;
  readonly limitSeconds: number | null;
  readonly limitOption: string | null;
  readonly exceedsLimit: boolean | null;
  readonly playback: (typeof PLAYBACKS)[number];
}

export interface TimelineEntry {
  readonly atMs: number | null;
  readonly place: string;
  readonly isBot: boolean;
  /** Which log says so, or which kind of capture. */
  readonly side: string;
  readonly event: string;
  readonly text: string;
  readonly reason: string | null;
  readonly isEvidence: boolean;
}

export interface Finding {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly evidence: readonly Line[];
  readonly advice: readonly number[];
}

/** Everything there is to say about a call. */
export interface Detail {
  readonly ids: readonly string[];
  /** The RTP limit that counted, and where it is set. Null if it is not known. */
  readonly limit: string | null;
  readonly evidence: readonly Line[];
  readonly unexplained: readonly { readonly line: Line; readonly count: number; readonly reason: string | null }[];
  readonly candidates: readonly { readonly cause: string; readonly why: string }[];
  readonly ruledOut: readonly { readonly cause: string; readonly reason: string; readonly evidence: readonly Line[] }[];
  /** `language`: what `how` may be copied into; null where it is prose. */
  readonly missing: readonly { readonly what: string; readonly how: string; readonly language: "sh" | "conf" | null }[];
  readonly findings: readonly Finding[];
  readonly timeline: readonly TimelineEntry[];
}

/** A call. Times within it count from its beginning. */
export interface Call {
  readonly index: number;
  readonly id: string;
  readonly channelName: string | null;
  readonly caller: string | null;
  readonly exten: string | null;
  readonly startMs: number | null;
  readonly durationMs: number | null;
  readonly cause: string;
  readonly confidence: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly survived: boolean | null;
  /** True if only the bot's own request found the channel gone. It may have gone earlier. */
  readonly isFoundGone: boolean;
  readonly gaps: readonly Gap[];
  readonly bars: readonly Bar[];
  readonly codes: readonly string[];
  readonly isProblem: boolean;
  /** Events of a call that went well, which the report leaves out. */
  readonly leftOutEventCount: number;
  /** What was kept besides its row. Null if nothing was. */
  readonly kept: CallDetail | null;
}

/** The report. */
export interface Model {
  readonly data: PageData;
  readonly calls: readonly Call[];
  readonly runFindings: readonly Finding[];
  readonly detailOf: (call: Call) => Detail | null;
  /** All words of a call in lower case, for searching. */
  readonly wordsOf: (call: Call) => string;
}

/** Reads the page's data. */
export function modelOf(data: PageData): Model {
  const text = (number: number): string => data.strings[number] ?? "";
  const optional = (number: number | null): string | null => (number === null ? null : text(number));
  const lines = (rows: readonly LineData[]): Line[] =>
    rows.map(([source, line, words]) => ({ place: `${text(source)}:${line}`, text: text(words) }));
  const finding = ([code, name, severity, message, evidence, advice]: FindingData): Finding => ({
    code: text(code),
    name: text(name),
    severity: SEVERITIES[severity] ?? "none",
    message: text(message),
    evidence: lines(evidence),
    advice,
  });

  const call = (row: CallData, index: number): Call => {
    const [id, channelName, caller, exten, startMs, durationMs, cause, confidence, severity, summary, survived] = row;
    const [, , , , , , , , , , , gaps, bars, codes, detail, leftOutEventCount] = row;
    const worst = SEVERITIES[severity] ?? "none";
    return {
      index,
      id,
      channelName: optional(channelName),
      caller,
      exten: optional(exten),
      startMs,
      durationMs,
      cause: text(cause),
      confidence: CONFIDENCES[confidence] ?? "possible",
      severity: worst,
      summary: text(summary),
      survived: survived === null ? null : survived === 1,
      isFoundGone: survived === 2,
      gaps: gaps.map(([fromMs, seconds, precisionSeconds, limitSeconds, option, exceeds, playback]) => ({
        fromMs,
        toMs: fromMs + seconds * 1000,
        seconds,
        precisionSeconds,
        limitSeconds,
        limitOption: optional(option),
        exceedsLimit: exceeds === null ? null : exceeds === 1,
        playback: PLAYBACKS[playback] ?? "unknown",
      })),
      bars: bars.map(([kind, fromMs, toMs, endLogged, entry]) => ({
        kind: KINDS[kind] ?? "channel",
        fromMs,
        toMs,
        endLogged: endLogged === 1,
        entry: entry < 0 ? null : entry,
      })),
      codes: codes.map(text),
      isProblem: text(cause) !== "none" || worst === "error" || worst === "warning",
      leftOutEventCount,
      kept: detail,
    };
  };

  const detailOf = ({ kept }: Call): Detail | null => {
    if (kept === null) return null;
    const evidence = lines(kept.evidence);
    const cited = new Set(evidence.map(({ place }) => place));
    return {
      ids: kept.ids.map(text),
      limit: optional(kept.limit),
      evidence,
      unexplained: kept.unexplained.map(([row, count, reason]) => ({
        line: lines([row])[0] as Line,
        count,
        reason: optional(reason),
      })),
      candidates: kept.candidates.map(([cause, why]) => ({ cause: text(cause), why: text(why) })),
      ruledOut: kept.ruledOut.map(([cause, reason, rows]) => ({
        cause: text(cause),
        reason: text(reason),
        evidence: lines(rows),
      })),
      missing: kept.missing.map(([what, how, language]) => ({ what: text(what), how: text(how), language })),
      findings: kept.findings.map(finding),
      timeline: kept.timeline.map(([atMs, source, side, line, event, words, reason]) => {
        const place = `${text(source)}:${line}`;
        return {
          atMs,
          place,
          isBot: side === 1,
          side: SIDES[side] ?? "Asterisk",
          event: text(event),
          text: text(words),
          reason: optional(reason),
          isEvidence: cited.has(place),
        };
      }),
    };
  };

  const words = new Map<number, string>();
  const wordsOf = (of: Call): string => {
    const known = words.get(of.index);
    if (known !== undefined) return known;
    const detail = of.kept;
    const all = [
      of.id,
      of.channelName,
      of.caller,
      of.exten,
      of.cause,
      of.summary,
      of.startMs === null ? null : new Date(of.startMs).toISOString(),
      ...of.codes,
      ...(detail?.ids.map(text) ?? []),
      ...(detail?.evidence.map(([, , line]) => text(line)) ?? []),
      ...(detail?.unexplained.map(([[, , line]]) => text(line)) ?? []),
      ...(detail?.timeline.map((row) => text(row[5])) ?? []),
    ];
    const made = all
      .filter((word) => word !== null)
      .join("\n")
      .toLowerCase();
    words.set(of.index, made);
    return made;
  };

  return { data, calls: data.calls.map(call), runFindings: data.runFindings.map(finding), detailOf, wordsOf };
}
