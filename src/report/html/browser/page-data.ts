// The page's data, as JSON inside it: ../page-json.ts writes it, the files here draw it. It is compact, as ten thousand calls
// must fit into 5 MB: calls are rows, and repeated texts are stored once and referred to by number.

/** The number of a text in {@link PageData.strings}. */
export type Text = number;

/** What a bar of the drawing stands for. Its position here is its number. */
export const KINDS = ["channel", "no-rtp", "music", "sound", "hold", "model", "tts", "playback", "filler"] as const;
export type Kind = (typeof KINDS)[number];

export const CONFIDENCES = ["confirmed", "likely", "possible"] as const;
/** The worst finding of a call. `none` if it has none. */
export const SEVERITIES = ["none", "info", "warning", "error"] as const;
export type Severity = (typeof SEVERITIES)[number];
export const PLAYBACKS = ["played", "failed", "refused", "unknown", "refused-by-asterisk"] as const;
export const HEARD = ["speech", "filler", "music", "nothing", "unknown"] as const;

/** kind, from and to in ms after the call's beginning, 1 if the end is logged, index in the timeline (-1: not kept) */
export type BarRow = readonly [kind: number, fromMs: number, toMs: number, endLogged: 0 | 1, entry: number];

/** from in ms after the call's beginning, length, limit (null: not known, 0: off), its option, whether it is exceeded, outcome */
export type GapData = readonly [
  fromMs: number,
  seconds: number,
  precisionSeconds: number,
  limitSeconds: number | null,
  limitOption: Text | null,
  exceedsLimit: 0 | 1 | null,
  playback: number,
];

/** A line: file, number in it, text. */
export type LineData = readonly [source: Text, line: number, text: Text];

/** Whose a row of a timeline is, by its index. */
export const SIDES = ["Asterisk", "bot", "wire", "events"] as const;

export type TimelineRow = readonly [
  atMs: number | null,
  source: Text,
  side: number,
  line: number,
  event: Text,
  text: Text,
  /** Why the tool assigned the line to this call. Null if the line names it. */
  reason: Text | null,
];

export type FindingData = readonly [
  code: Text,
  name: Text,
  severity: number,
  message: Text,
  evidence: readonly LineData[],
  /** Numbers of {@link PageData.advice}, from 1. */
  advice: readonly number[],
];

/** Everything there is to say about a call that went wrong. */
export interface CallDetail {
  readonly ids: readonly Text[];
  /** The RTP limit that counted, and where it is set. */
  readonly limit: Text | null;
  readonly evidence: readonly LineData[];
  /** Errors that nothing explains, how many similar lines there are, and why each belongs to this call. See {@link LineData}. */
  readonly unexplained: readonly (readonly [line: LineData, count: number, reason: Text | null])[];
  readonly candidates: readonly (readonly [cause: Text, why: Text])[];
  readonly ruledOut: readonly (readonly [cause: Text, reason: Text, evidence: readonly LineData[]])[];
  /** `language`: what `how` may be copied into; null where it is prose. */
  readonly missing: readonly (readonly [what: Text, how: Text, language: "sh" | "conf" | null])[];
  readonly findings: readonly FindingData[];
  readonly timeline: readonly TimelineRow[];
}

/** A call. */
export type CallData = readonly [
  id: string,
  channelName: Text | null,
  caller: string | null,
  exten: Text | null,
  /** Milliseconds since 1970. */
  startMs: number | null,
  durationMs: number | null,
  cause: Text,
  confidence: number,
  severity: number,
  summary: Text,
  /** Was the channel alive when the bot wanted to play? 2: gone, as only the bot's own request found. */
  survived: 0 | 1 | 2 | null,
  gaps: readonly GapData[],
  bars: readonly BarRow[],
  /** Codes of its findings, so that calls without detail can be found by them. */
  codes: readonly Text[],
  /** Null if the call went well, or if there were too many calls to keep the details of each. */
  detail: CallDetail | null,
  /** Events of a call that went well, which the report leaves out, so that no bars are drawn for them. */
  leftOutEventCount: number,
];

/** What failed calls have in common. */
export type CauseData = readonly [
  cause: string,
  calls: number,
  /** Of the failed calls, in words. */
  share: string,
  /** How many of the verdicts are proven, in words. */
  certainty: string,
  longestWaitSeconds: number | null,
];

/** One of the things to do first: why, in a line or two, and what to type. */
export interface FirstStepData {
  readonly why: string;
  readonly action: readonly [verb: "Set" | "Run" | "Check", text: string, place: string | null] | null;
}

/** Something to do, with what can be copied. */
export interface AdviceData {
  readonly title: string;
  /** `helps 9 of 23 failed calls` */
  readonly helps: string | null;
  /** The first calls that it is for, and how many others there are. */
  readonly calls: readonly string[];
  readonly otherCalls: number;
  readonly reason: string;
  readonly risk: string | null;
  readonly place: string | null;
  readonly change: string | null;
  readonly appliesTo: string | null;
  readonly apply: readonly string[];
  readonly verify: readonly string[];
  readonly undo: readonly string[];
  readonly python: string | null;
  readonly node: string | null;
}

/** The page. */
export interface PageData {
  readonly tool: string;
  readonly outcome: string;
  /** From the first line to the last, and the files that were read, in words. */
  readonly period: string | null;
  readonly files: string;
  /** When and where the report was made, in words, and by which command. */
  readonly made: string;
  readonly command: string | null;
  readonly counts: { readonly calls: number; readonly failed: number; readonly gapsOver: number };
  /** The most frequent first. */
  readonly causes: readonly CauseData[];
  /** What failed calls have in common: code, message, place. */
  readonly inCommon: readonly (readonly [code: string, message: string, place: string | null])[];
  /** What is said on the first screen of the first ones of {@link advice}. */
  readonly first: readonly FirstStepData[];
  readonly inputs: readonly (readonly [path: string, what: string, lines: number, span: string, faults: string])[];
  readonly limits: readonly (readonly [scope: string, timeout: string, onHold: string, from: string])[];
  readonly notes: readonly string[];
  readonly runFindings: readonly FindingData[];
  /** What to do, the most helpful first. */
  readonly advice: readonly AdviceData[];
  readonly calls: readonly CallData[];
  /** Milliseconds for all calls whose events are in the report, in the order of {@link HEARD}. */
  readonly heard: readonly number[];
  /** Calls that went well and whose events are not in the report. */
  readonly withoutEvents: number;
  /** Calls that went wrong and whose details were left out. */
  readonly withoutDetail: number;
  readonly strings: readonly string[];
}
