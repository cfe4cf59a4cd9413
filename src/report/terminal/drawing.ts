// A call as a drawing: a row for each thing that lasted (../call-bars.ts), the wait with its limit above them, and the moment from
// which there was no channel through all of them. Rows are named and filled with patterns of their own, so that they can be read
// without colour. It consists of plain lines, so it works in a pager and in a ticket.

import { largest, smallest } from "../../io/extremes.js";
import { type Bar, type BarKind, barsOf, type Loss, lossOf } from "../call-bars.js";
import type { CallRow, GapRow } from "../schema.js";
import { duration, timeOfDay } from "../words/rows.js";
import { waitToMeasure } from "../words/waits.js";
import { type Page, paragraph } from "./page.js";
import type { Style } from "./style.js";

type Paint = (text: string) => string;

/** One column of a row. */
interface Ink {
  readonly glyph: string;
  readonly paint: Paint;
}
/** Empty columns are absent. */
type Row = Map<number, Ink>;

/** Which part of the call is drawn, and on how many columns. */
interface Scale {
  readonly fromMs: number;
  readonly toMs: number;
  readonly columns: number;
}

const INDENT = "  ";
const NAME_COLUMNS = "playback ".length;
/** A wait below this share of the call would be a speck. Then the drawing begins a while before the wait. */
const SMALLEST_SHARE = 0.15;
/** How many lengths of the wait are shown before it. */
const WAITS_BEFORE = 1.5;

const LIMIT = "┃";
const GONE = "X";
const SINCE_GONE = ":";
const END_NOT_LOGGED = "?";

/** The rows from the top: the channel, what Asterisk did on it, what the bot did. */
const ROWS: readonly (readonly [name: string, kinds: readonly BarKind[]])[] = [
  ["channel", ["channel"]],
  ["no RTP", ["no-rtp"]],
  ["music", ["music"]],
  ["sound", ["sound"]],
  ["hold", ["hold"]],
  ["model", ["model"]],
  ["TTS", ["tts"]],
  ["playback", ["playback", "filler"]],
];

/** Dense is what is heard, light is what is waited for. */
const FILLS: Readonly<Record<BarKind, readonly [glyph: string, paint: keyof Style]>> = {
  channel: ["═", "plain"],
  "no-rtp": ["x", "bad"],
  music: ["▒", "good"],
  sound: ["▓", "good"],
  hold: ["░", "plain"],
  model: ["~", "doubtful"],
  tts: ["-", "doubtful"],
  playback: ["█", "good"],
  filler: ["f", "good"],
};

/** The drawing with its clock and its legend. Nothing if a call has no length, or if nothing in it lasted. */
export function renderDrawing(call: CallRow, page: Page): string[] {
  const bars = barsOf(call);
  const gap = waitToMeasure(call.gaps);
  const loss = lossOf(call);
  if (gap === null && bars.every(({ kind }) => kind === "channel")) return [];
  const scale = scaleOf(bars, gap, page.width - INDENT.length - NAME_COLUMNS);
  if (scale === null) return [];
  const seen = bars.filter(({ fromMs, toMs }) => toMs >= scale.fromMs && fromMs <= scale.toMs);
  const rows = ROWS.flatMap(([name, kinds]) => {
    const of = seen.filter(({ kind }) => kinds.includes(kind));
    return of.length === 0 ? [] : [rendered(name, withLoss(barRow(of, scale, page), name, loss, scale, page))];
  });
  return [...renderWait(gap, scale, page), ...rows, clockRow(scale), ...legend(seen, loss, scale, page)];
}

/** All of the call or, for a long one, the time shortly before the wait and after it. */
function scaleOf(bars: readonly Bar[], gap: GapRow | null, columns: number): Scale | null {
  const waitMs = gap === null ? [] : [Date.parse(gap.fromAt), Date.parse(gap.toAt)];
  const fromMs = smallest([...bars.map((bar) => bar.fromMs), ...waitMs], Number.POSITIVE_INFINITY);
  const toMs = largest([...bars.map((bar) => bar.toMs), ...waitMs], Number.NEGATIVE_INFINITY);
  if (!(toMs > fromMs)) return null;
  const [waitFromMs, waitToMs] = waitMs;
  if (waitFromMs === undefined || waitToMs === undefined) return { fromMs, toMs, columns };
  const aroundMs = (waitToMs - waitFromMs) * WAITS_BEFORE;
  const isSpeck = aroundMs > 0 && waitToMs - waitFromMs < SMALLEST_SHARE * (toMs - fromMs);
  if (!isSpeck) return { fromMs, toMs, columns };
  return { fromMs: Math.max(fromMs, waitFromMs - aroundMs), toMs: Math.min(toMs, waitToMs + aroundMs), columns };
}

/** The column of a moment. Outside of the drawing, its edge. */
function columnOf(ms: number, { fromMs, toMs, columns }: Scale): number {
  const column = Math.round(((ms - fromMs) / (toMs - fromMs)) * (columns - 1));
  return Math.min(Math.max(column, 0), columns - 1);
}

function isWithin(ms: number, { fromMs, toMs }: Scale): boolean {
  return ms >= fromMs && ms <= toMs;
}

function barRow(bars: readonly Bar[], scale: Scale, { style }: Page): Row {
  const row: Row = new Map();
  for (const { kind, fromMs, toMs, endLogged } of bars) {
    const [glyph, paint] = FILLS[kind];
    const last = columnOf(toMs, scale);
    for (let column = columnOf(fromMs, scale); column <= last; column += 1)
      row.set(column, { glyph, paint: style[paint] });
    if (!endLogged && isWithin(toMs, scale)) row.set(last, { glyph: END_NOT_LOGGED, paint: style[paint] });
  }
  return row;
}

/** The channel's row ends in a cross. Rows that are free there let its line through. */
function withLoss(row: Row, name: string, loss: Loss | null, scale: Scale, { style }: Page): Row {
  if (loss === null || !isWithin(loss.atMs, scale)) return row;
  const column = columnOf(loss.atMs, scale);
  if (name === "channel") row.set(column, { glyph: GONE, paint: style.bad });
  else if (!row.has(column)) row.set(column, { glyph: SINCE_GONE, paint: style.bad });
  return row;
}

/** `├──────┃───┤`, to the scale of the rows below, with the limit explained under it. */
function renderWait(gap: GapRow | null, scale: Scale, page: Page): string[] {
  if (gap === null) return [];
  const { plain, bad } = page.style;
  const fromMs = Date.parse(gap.fromAt);
  const [first, last] = [columnOf(fromMs, scale), columnOf(Date.parse(gap.toAt), scale)];
  const limitMs = gap.limitSeconds === null || gap.limitSeconds === 0 ? null : fromMs + gap.limitSeconds * 1000;
  const row: Row = new Map();
  for (let column = first; column <= last; column += 1) {
    const isOver = gap.exceedsLimit === true && limitMs !== null && column > columnOf(limitMs, scale);
    row.set(column, { glyph: "─", paint: isOver ? bad : plain });
  }
  row.set(first, { glyph: "├", paint: plain });
  row.set(last, { glyph: "┤", paint: gap.exceedsLimit ? bad : plain });
  if (limitMs === null || !isWithin(limitMs, scale)) return [rendered("wait", row)];
  const at = columnOf(limitMs, scale);
  row.set(at, { glyph: LIMIT, paint: gap.exceedsLimit ? bad : plain });
  return [rendered("wait", row), limitLabel(`limit ${duration(gap.limitSeconds ?? 0)}`, at, scale)];
}

/** The limit's words under its mark, or before the arrow if there is no room after it. */
function limitLabel(words: string, at: number, { columns }: Scale): string {
  const line = at + 2 + words.length <= columns ? `${" ".repeat(at)}^ ${words}` : `${words} ^`.padStart(at + 1);
  return INDENT + " ".repeat(NAME_COLUMNS) + line;
}

function rendered(name: string, row: Row): string {
  const last = largest(row.keys(), -1);
  let line = "";
  let run = "";
  let paint: Paint | null = null;
  for (let column = 0; column <= last; column += 1) {
    const ink = row.get(column);
    if (ink === undefined || ink.paint !== paint) {
      line += paint === null ? run : paint(run);
      run = "";
      paint = ink?.paint ?? null;
    }
    run += ink?.glyph ?? " ";
  }
  return `${INDENT}${name.padEnd(NAME_COLUMNS)}${line}${paint === null ? run : paint(run)}`.trimEnd();
}

/** Seconds between two times on the clock. */
const STEPS_SECONDS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600];
const DAY_SECONDS = 86_400;

/** `|15:58:00   |15:58:05`: each bar stands at the moment whose time follows it. */
function clockRow(scale: Scale): string {
  const { fromMs, toMs, columns } = scale;
  const room = "|15:58:00.0 ".length;
  const wantedSeconds = ((toMs - fromMs) / 1000 / columns) * room;
  const stepSeconds =
    STEPS_SECONDS.find((step) => step >= wantedSeconds) ?? Math.ceil(wantedSeconds / DAY_SECONDS) * DAY_SECONDS;
  const stepMs = stepSeconds * 1000;
  let line = "";
  for (let atMs = Math.ceil(fromMs / stepMs) * stepMs; atMs <= toMs; atMs += stepMs) {
    const time = timeOfDay(new Date(atMs).toISOString()).slice(0, stepSeconds < 1 ? 10 : 8);
    const column = columnOf(atMs, scale);
    if (column + 1 + time.length <= columns) line = `${line.padEnd(column)}|${time}`;
  }
  return `${INDENT}${"UTC".padEnd(NAME_COLUMNS)}${line}`.trimEnd();
}

function legend(seen: readonly Bar[], loss: Loss | null, scale: Scale, page: Page): string[] {
  const has = (kind: BarKind): boolean => seen.some((bar) => bar.kind === kind);
  const words = [
    loss !== null && isWithin(loss.atMs, scale)
      ? `${GONE} = channel ${loss.isFoundOnly ? "found gone" : "gone"} at ${timeOfDay(new Date(loss.atMs).toISOString())}`
      : null,
    has("filler") ? "f = filler" : null,
    seen.some(({ endLogged, toMs }) => !endLogged && isWithin(toMs, scale)) ? "? = its end is not logged" : null,
  ].filter((part) => part !== null);
  return words.length === 0 ? [] : paragraph(page, words.join(", "), { paint: page.style.quiet });
}
