// Where the parts of a call's drawing go: lanes, rows, and the scale from time to the page. It makes no elements.

import { isNotable } from "../../words/waits.js";
import type { Bar, Call, TimelineEntry } from "./model.js";
import type { Kind } from "./page-data.js";

export type Lane = "caller" | "asterisk" | "bot";

export const LANE_NAMES: Readonly<Record<Lane, string>> = {
  caller: "Caller · SIP",
  asterisk: "Asterisk",
  bot: "Bot",
};

/** The lanes with their possible rows, from the top. */
const LANES: readonly (readonly [Lane, readonly (readonly [name: string, kinds: readonly Kind[]])[]])[] = [
  [
    "caller",
    [
      ["channel", ["channel"]],
      ["no RTP", ["no-rtp"]],
    ],
  ],
  [
    "asterisk",
    [
      ["music", ["music"]],
      ["sound", ["sound"]],
    ],
  ],
  [
    "bot",
    [
      ["hold", ["hold"]],
      ["model", ["model"]],
      ["speech", ["tts"]],
      ["playback", ["playback", "filler"]],
    ],
  ],
];

export const ROW_HEIGHT = 20;
const LANE_TITLE_HEIGHT = 20;
const LANE_SPACE = 8;
/** Three lines of labels: the wait, its limit, the loss. */
export const HEAD_HEIGHT = 62;
const AXIS_HEIGHT = 26;

/** A row of bars, or of the moments of a lane (`kinds` empty). */
export interface Row {
  readonly name: string;
  readonly y: number;
  readonly lane: Lane;
  readonly bars: readonly Bar[];
  readonly moments: readonly { readonly entry: TimelineEntry; readonly index: number; readonly atMs: number }[];
}

/** The drawing, measured. */
export interface Layout {
  readonly lanes: readonly {
    readonly lane: Lane;
    readonly y: number;
    readonly height: number;
    readonly isEmpty: boolean;
  }[];
  readonly rows: readonly Row[];
  readonly height: number;
  /** The position of the axis. */
  readonly axisY: number;
}

/** Events of the caller or the wire, whichever log contains them. */
const OF_THE_CALLER =
  /^sip-|^speech$|hangup-requested|strict-rtp|rtp-timeout|^codecs|retransmission|session-timer|^dtls|^rtp-/;

/** The lane of a line. */
export function laneOf({ event, isBot }: TimelineEntry): Lane {
  return OF_THE_CALLER.test(event) ? "caller" : isBot ? "bot" : "asterisk";
}

/** Measures the drawing of a call. */
export function layoutOf(call: Call, timeline: readonly TimelineEntry[]): Layout {
  const lanes: Layout["lanes"][number][] = [];
  const rows: Row[] = [];
  let y = HEAD_HEIGHT;
  for (const [lane, kinds] of LANES) {
    const top = y;
    y += LANE_TITLE_HEIGHT;
    const before = rows.length;
    const moments = timeline.flatMap((entry, index) =>
      entry.atMs === null || laneOf(entry) !== lane ? [] : [{ entry, index, atMs: entry.atMs }],
    );
    if (moments.length > 0) {
      rows.push({ name: "events", y, lane, bars: [], moments });
      y += ROW_HEIGHT;
    }
    for (const [name, of] of kinds) {
      const bars = call.bars.filter(({ kind }) => of.includes(kind));
      if (bars.length === 0) continue;
      rows.push({ name, y, lane, bars, moments: [] });
      y += ROW_HEIGHT;
    }
    const isEmpty = rows.length === before;
    if (isEmpty) y += ROW_HEIGHT;
    lanes.push({ lane, y: top, height: y - top, isEmpty });
    y += LANE_SPACE;
  }
  return { lanes, rows, height: y + AXIS_HEIGHT, axisY: y };
}

/** Which part of the call is drawn. */
export interface View {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Longer calls are first drawn around what went wrong. */
const LONG_CALL_MS = 90_000;
const AROUND_MS = 6_000;

/** The whole call, with a margin. */
export function wholeView(call: Call, timeline: readonly TimelineEntry[]): View {
  const times = [
    ...call.bars.flatMap(({ fromMs, toMs }) => [fromMs, toMs]),
    ...call.gaps.flatMap(({ fromMs, toMs }) => [fromMs, toMs]),
    ...timeline.flatMap(({ atMs }) => (atMs === null ? [] : [atMs])),
  ];
  const fromMs = times.reduce((a, b) => Math.min(a, b), times[0] ?? 0);
  const toMs = times.reduce((a, b) => Math.max(a, b), fromMs + 1_000);
  const air = (toMs - fromMs) * 0.03;
  return { fromMs: fromMs - air, toMs: toMs + air };
}

/** A close-up of what went wrong: the last gap worth showing, and the lines of the verdict. Null if the call is short. */
export function closeView(call: Call, timeline: readonly TimelineEntry[]): View | null {
  const whole = wholeView(call, timeline);
  if (whole.toMs - whole.fromMs < LONG_CALL_MS || !call.isProblem) return null;
  const gap = call.gaps.findLast(isNotable);
  const times = [
    ...(gap ? [gap.fromMs, gap.toMs] : []),
    ...(gap ? [] : timeline.flatMap(({ isEvidence, atMs }) => (isEvidence && atMs !== null ? [atMs] : []))),
    ...(call.survived === false && call.durationMs !== null ? [call.durationMs] : []),
  ];
  if (times.length === 0) return null;
  const first = times.reduce((a, b) => Math.min(a, b));
  const last = times.reduce((a, b) => Math.max(a, b));
  const fromMs = Math.max(whole.fromMs, first - AROUND_MS);
  const toMs = Math.min(whole.toMs, last + AROUND_MS);
  return toMs - fromMs > (whole.toMs - whole.fromMs) * 0.8 ? null : { fromMs, toMs };
}

/** Steps of an axis that people read easily, in seconds. */
const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 86400];

/** Round moments between `from` and `to`, at most `most` of them. */
export function ticks(
  from: number,
  to: number,
  most: number,
): { readonly step: number; readonly at: readonly number[] } {
  const step = STEPS.find((candidate) => (to - from) / candidate <= most) ?? (to - from) / Math.max(1, most);
  const at: number[] = [];
  for (let tick = Math.ceil(from / step); tick * step <= to; tick += 1) at.push(tick * step);
  return { step, at };
}
