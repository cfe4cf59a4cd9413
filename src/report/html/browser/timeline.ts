// The drawing of one call: three lanes over one clock, the wait shaded and measured against the RTP limit, and the moment at
// which the channel was gone. Every bar and moment can be pointed at or reached with the arrow keys, and then shows its line.

import { dateAndTime, duration, timeOfDay } from "../../words/units.js";
import { waitToMeasure } from "../../words/waits.js";
import { button, h, svg } from "./element.js";
import type { Bar, Call, Gap, TimelineEntry } from "./model.js";
import type { Kind } from "./page-data.js";
import {
  closeView,
  HEAD_HEIGHT,
  LANE_NAMES,
  type Layout,
  layoutOf,
  ROW_HEIGHT,
  type Row,
  ticks,
  type View,
  wholeView,
} from "./timeline-layout.js";

const BAR_NAMES: Readonly<Record<Kind, string>> = {
  channel: "channel up",
  "no-rtp": "no RTP from the caller",
  music: "music on hold",
  sound: "sound played by Asterisk",
  hold: "hold",
  model: "model at work",
  tts: "speech being made",
  playback: "playback",
  filler: "filler",
};

const BAR_HEIGHT = 14;
const CHARACTER_WIDTH = 6.4;
const NARROW = 560;

/** The drawing with its readout. It is drawn when it becomes visible, and again when its width changes. */
export function timelineOf(call: Call, timeline: readonly TimelineEntry[]): HTMLElement {
  const close = closeView(call, timeline);
  let view = close ?? wholeView(call, timeline);
  const stage = h("div", { class: "stage" });
  const readout = h("p", { class: "readout", "aria-live": "polite" });
  const hint = "Point at a bar or a mark, or use the arrow keys, to read its line.";
  readout.textContent = hint;

  let width = 0;
  const draw = (): void => {
    width = stage.clientWidth;
    if (width > 0) stage.replaceChildren(drawing(call, timeline, view, width, show));
  };
  function show(words: readonly (readonly [name: string, text: string])[] | null): void {
    readout.replaceChildren(
      ...(words ?? [["hint", hint] as const]).map(([name, text]) => h("span", { class: name }, text)),
    );
  }
  new ResizeObserver(() => {
    if (Math.abs(stage.clientWidth - width) > 1) draw();
  }).observe(stage);

  const zoom =
    close === null
      ? null
      : button("Show the whole call", () => {
          const isClose = view === close;
          view = isClose ? wholeView(call, timeline) : close;
          if (zoom) zoom.textContent = isClose ? "Show what went wrong" : "Show the whole call";
          draw();
        });
  return h("figure", { class: "timeline" }, ...(zoom ? [zoom] : []), stage, readout);
}

/** Describes what is pointed at. Null: nothing. */
type Show = (words: readonly (readonly [name: string, text: string])[] | null) => void;

function drawing(call: Call, timeline: readonly TimelineEntry[], view: View, width: number, show: Show): SVGSVGElement {
  const layout = layoutOf(call, timeline);
  const gutter = width < NARROW ? 62 : 84;
  const x = (ms: number): number => gutter + ((ms - view.fromMs) / (view.toMs - view.fromMs)) * (width - gutter - 12);
  const paper: Paper = { call, layout, view, width, gutter, x };
  const wait = waitToMeasure(call.gaps);
  const items = [...layout.rows.flatMap((row) => itemsOf(row, timeline, paper))].sort((a, b) => a.atMs - b.atMs);
  const picture = svg(
    "svg",
    {
      width,
      height: layout.height,
      viewBox: `0 0 ${width} ${layout.height}`,
      role: "group",
      "aria-label": `Timeline of call ${call.id}, ${items.length} items; arrow keys move between them`,
    },
    patterns(),
    ...layout.lanes.map((lane) => laneGround(lane, paper)),
    ...axis(paper),
    ...call.gaps.map((gap) => shade(gap, paper)),
    ...layout.rows.map((row) =>
      svg("text", { class: "row-name", x: gutter - 8, y: row.y + 14, "text-anchor": "end" }, row.name),
    ),
    ...items.map(({ element }) => element),
    wait === null ? null : measure(wait, paper),
    ...loss(paper),
  );
  reachItemsByKeys(picture, items, show);
  return picture;
}

/** Where things are put. */
interface Paper {
  readonly call: Call;
  readonly layout: Layout;
  readonly view: View;
  readonly width: number;
  readonly gutter: number;
  readonly x: (ms: number) => number;
}

/** Colour alone tells nothing, so what is too long, or missing, is also hatched. */
function patterns(): SVGDefsElement {
  const hatch = (id: string, angle: number): SVGPatternElement =>
    svg(
      "pattern",
      { id, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${angle})` },
      svg("line", { class: id, x1: 0, y1: 0, x2: 0, y2: 7 }),
    );
  return svg("defs", {}, hatch("hatch-over", 45), hatch("hatch-missing", -45));
}

function laneGround(
  { lane, y, height, isEmpty }: Layout["lanes"][number],
  { call, width, gutter }: Paper,
): SVGGElement {
  const silent =
    call.kept === null
      ? call.leftOutEventCount > 0
        ? "Events left out"
        : ""
      : `No line of ${lane === "bot" ? "the bot" : lane === "asterisk" ? "Asterisk" : "the caller"}`;
  return svg(
    "g",
    {},
    svg("rect", { class: "lane", x: 0, y, width, height, rx: 6 }),
    svg("text", { class: "lane-name", x: 10, y: y + 14 }, LANE_NAMES[lane]),
    isEmpty ? svg("text", { class: "lane-empty", x: gutter, y: y + 33 }, silent) : null,
  );
}

function axis({ call, layout, view, width, gutter, x }: Paper): SVGElement[] {
  const originMs = call.startMs ?? 0;
  const inside = { fromMs: Math.max(view.fromMs, -1e12), toMs: view.toMs };
  const most = Math.max(2, Math.floor((width - gutter) / 90));
  const { step, at } = ticks((originMs + inside.fromMs) / 1000, (originMs + inside.toMs) / 1000, most);
  return at.flatMap((second) => {
    const left = x(second * 1000 - originMs);
    if (left < gutter || left > width - 24) return [];
    const time = timeOfDay(Math.round(second * 1000));
    return [
      svg("line", { class: "grid", x1: left, x2: left, y1: HEAD_HEIGHT, y2: layout.axisY }),
      svg(
        "text",
        { class: "tick", x: left, y: layout.axisY + 16, "text-anchor": "middle" },
        step < 1 ? time.slice(3, 10) : time.slice(0, 8),
      ),
    ];
  });
}

/** The wait behind everything: the part within the limit, and the part over it. */
function shade({ fromMs, toMs, limitSeconds, exceedsLimit }: Gap, paper: Paper): SVGGElement {
  const limitMs = exceedsLimit && limitSeconds ? fromMs + limitSeconds * 1000 : toMs;
  const band = (name: string, from: number, to: number): SVGRectElement | null => {
    const left = clampedX(from, paper);
    const right = clampedX(to, paper);
    if (right - left < 0.5) return null;
    return svg("rect", {
      class: name,
      x: left,
      y: HEAD_HEIGHT,
      width: right - left,
      height: paper.layout.axisY - HEAD_HEIGHT,
    });
  };
  return svg(
    "g",
    {},
    band("gap", fromMs, Math.min(limitMs, toMs)),
    band("gap-over", limitMs, toMs),
    exceedsLimit ? band("gap-hatch", limitMs, toMs) : null,
  );
}

/** The wait as a measure above the lanes, with the limit marked on it. */
function measure({ fromMs, toMs, seconds, limitSeconds, exceedsLimit }: Gap, paper: Paper): SVGGElement {
  const { x, layout, width, gutter } = paper;
  const left = clampedX(fromMs, paper);
  const right = clampedX(toMs, paper);
  const limitX = limitSeconds === null || limitSeconds === 0 ? null : x(fromMs + limitSeconds * 1000);
  const label = `hold to playback ${duration(seconds)}${exceedsLimit && limitSeconds ? `, ${duration(seconds - limitSeconds)} over` : ""}`;
  const y = 24;
  const drawn = limitX !== null && limitX > gutter && limitX < width - 4;
  return svg(
    "g",
    { class: exceedsLimit ? "measure over" : "measure" },
    svg("path", { d: `M${left} ${y - 5}v10M${left} ${y}H${right}M${right} ${y - 5}v10` }),
    textWithin(label, (left + right) / 2, y - 9, paper, "measure-label"),
    drawn ? svg("line", { class: "limit", x1: limitX, x2: limitX, y1: y - 6, y2: layout.axisY }) : null,
    drawn && limitX !== null
      ? textBeside(`RTP limit ${duration(limitSeconds ?? 0)}`, limitX, "end", HEAD_HEIGHT - 21, paper, "limit-label")
      : null,
  );
}

/** The moment from which there was no channel or, if only the bot's request found it gone, that moment. */
function loss(paper: Paper): SVGElement[] {
  const { call, layout, view, x } = paper;
  if (call.survived !== false || call.durationMs === null) return [];
  const atMs = call.durationMs;
  if (atMs < view.fromMs || atMs > view.toMs) return [];
  const left = x(atMs);
  const words = call.isFoundGone ? "found gone" : "channel gone";
  return [
    svg("line", { class: "loss", x1: left, x2: left, y1: HEAD_HEIGHT - 15, y2: layout.axisY }),
    svg("path", {
      class: "loss",
      d: `M${left - 5} ${layout.axisY - 5}l10 10m0 -10l-10 10`,
    }),
    textBeside(words, left, "start", HEAD_HEIGHT - 5, paper, "loss-label"),
  ];
}

function textWithin(words: string, middle: number, y: number, { width, gutter }: Paper, name: string): SVGTextElement {
  const half = (words.length * CHARACTER_WIDTH) / 2;
  const at = Math.min(Math.max(middle, gutter * 0.3 + half), Math.max(half, width - half - 4));
  return svg("text", { class: name, x: at, y, "text-anchor": "middle" }, words);
}

/** At the foot of the head: before a line or after it, depending on where there is room. */
function textBeside(
  words: string,
  line: number,
  side: "start" | "end",
  y: number,
  { width, gutter }: Paper,
  name: string,
): SVGTextElement {
  const length = words.length * CHARACTER_WIDTH + 10;
  const fits = side === "end" ? line - length > gutter * 0.3 : line + length < width;
  const anchor = fits ? side : side === "end" ? "start" : "end";
  const x = anchor === "end" ? line - 6 : line + 6;
  return svg("text", { class: name, x, y, "text-anchor": anchor }, words);
}

function clampedX(ms: number, { view, x }: Paper): number {
  return x(Math.min(Math.max(ms, view.fromMs), view.toMs));
}

/** What can be pointed at. */
interface Item {
  readonly atMs: number;
  readonly element: SVGGElement;
  readonly words: readonly (readonly [name: string, text: string])[];
}

function itemsOf(row: Row, timeline: readonly TimelineEntry[], paper: Paper): Item[] {
  const { view } = paper;
  const bars = row.bars.filter(({ fromMs, toMs }) => toMs >= view.fromMs && fromMs <= view.toMs);
  const moments = row.moments.filter(({ atMs }) => atMs >= view.fromMs && atMs <= view.toMs);
  return [
    ...bars.map((bar) => barItem(bar, row, timeline, paper)),
    ...moments.map(({ entry, atMs }) => momentItem(entry, atMs, row, paper)),
  ];
}

function barItem(bar: Bar, row: Row, timeline: readonly TimelineEntry[], paper: Paper): Item {
  const left = clampedX(bar.fromMs, paper);
  const width = Math.max(3, clampedX(bar.toMs, paper) - left);
  const lasted = (bar.toMs - bar.fromMs) / 1000;
  const name = `${BAR_NAMES[bar.kind]}, ${duration(lasted)}${bar.endLogged ? "" : " at most: its end is not logged"}`;
  const short = bar.kind === "filler" ? `filler ${duration(lasted)}` : duration(lasted);
  const fits = width > short.length * CHARACTER_WIDTH + 8;
  const entry = bar.entry === null ? undefined : timeline[bar.entry];
  const y = row.y + (ROW_HEIGHT - BAR_HEIGHT) / 2;
  const element = svg(
    "g",
    { class: `item bar ${bar.kind}${bar.endLogged ? "" : " open"}` },
    svg("rect", { x: left, y, width, height: BAR_HEIGHT, rx: 3 }),
    bar.kind === "no-rtp" ? svg("rect", { class: "hatched", x: left, y, width, height: BAR_HEIGHT, rx: 3 }) : null,
    fits ? svg("text", { x: left + 6, y: y + 11 }, short) : null,
  );
  return {
    atMs: bar.fromMs,
    element,
    words: [["what", `${time(bar.fromMs, paper.call)} ${name}`], ...(entry ? lineWords(entry) : [])],
  };
}

function momentItem(entry: TimelineEntry, atMs: number, row: Row, paper: Paper): Item {
  const left = paper.x(atMs);
  const y = row.y + ROW_HEIGHT / 2;
  const kind = `${entry.isEvidence ? " evidence" : ""}${entry.reason === null ? "" : " inferred"}`;
  const element = svg(
    "g",
    { class: `item moment${kind}` },
    // room for a finger
    svg("rect", { class: "touch", x: left - 8, y: y - 10, width: 16, height: 20 }),
    entry.isEvidence
      ? svg("path", { d: `M${left} ${y - 6.5}l6.5 6.5l-6.5 6.5l-6.5 -6.5z` })
      : FAULTS.test(entry.event)
        ? svg("path", { class: "fault", d: `M${left - 4} ${y - 4}l8 8m0 -8l-8 8` })
        : svg("circle", { cx: left, cy: y, r: 4 }),
  );
  const what = `${time(atMs, paper.call)} ${entry.event}${entry.isEvidence ? " (evidence)" : ""}`;
  return { atMs, element, words: [["what", what], ...lineWords(entry)] };
}

/** What somebody did not get. */
const FAULTS = /failed|gone|missing|refused|not-in-stasis|unreadable|no-translation/;

function lineWords({ place, text, reason }: TimelineEntry): (readonly [string, string])[] {
  return [
    ["place", place],
    ["line", text],
    ...(reason === null ? [] : [["reason", `The line does not name the call: ${reason}`] as const]),
  ];
}

function time(ms: number, { startMs }: Call): string {
  return startMs === null ? `${duration(ms / 1000)} after the first line:` : timeOfDay(startMs + ms);
}

/** One stop for the Tab key. The arrows move from item to item, Home and End to the ends. */
function reachItemsByKeys(picture: SVGSVGElement, items: readonly Item[], show: Show): void {
  for (const [index, { element, words }] of items.entries()) {
    element.setAttribute("tabindex", index === 0 ? "0" : "-1");
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", words.map(([, text]) => text).join(" "));
    element.addEventListener("pointerenter", () => show(words));
    element.addEventListener("focus", () => show(words));
    element.addEventListener("click", () => element.focus());
  }
  picture.addEventListener("keydown", (event) => {
    const at = items.findIndex(({ element }) => element === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[event.key];
    const next = to === undefined ? undefined : items[to];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    items[at]?.element.setAttribute("tabindex", "-1");
    next.element.setAttribute("tabindex", "0");
    next.element.focus();
  });
}

/** The beginning of a call, in words. */
export function beginning({ startMs }: Call): string {
  return startMs === null ? "start not logged" : dateAndTime(startMs);
}
