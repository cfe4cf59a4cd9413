// The run in three drawings: calls over time, waits against the limit, and what callers heard. Each says in words what it shows,
// so that reading it takes neither colour nor length. One that has too little to show is left out.

import { counted, duration } from "../../words/units.js";
import { h, svg } from "./element.js";
import type { Call, Gap, Model } from "./model.js";
import { HEARD } from "./page-data.js";
import { ticks } from "./timeline-layout.js";

/** Fewer calls, or waits, are read one by one. */
const FEW = 5;

/** The drawings that say something of this run. */
export function chartsOf(model: Model): HTMLElement | null {
  if (model.calls.length < FEW) return null;
  const charts = [overTime(model), waits(model), heard(model)].filter((chart) => chart !== null);
  return charts.length === 0 ? null : h("section", { id: "charts", "aria-label": "Charts" }, ...charts);
}

function figure(title: string, says: string, ...drawn: readonly (Node | null)[]): HTMLElement {
  return h("figure", { class: "chart" }, h("figcaption", {}, h("h3", {}, title), h("p", {}, says)), ...drawn);
}

/** A drawing is as wide as its frame: on a telephone fewer units, so that its letters stay legible. */
const CHART_WIDTH = innerWidth < 560 ? 330 : 520;
const CHART_HEIGHT = 150;
const LEFT = 46;
const BOTTOM = 22;
const MOST_COLUMNS = 40;

function overTime({ calls }: Model): HTMLElement | null {
  const timed = calls.filter((call): call is Call & { startMs: number } => call.startMs !== null);
  const first = timed[0];
  if (!first || timed.length < FEW) return null;
  const startsMs = timed.map(({ startMs }) => startMs);
  const fromMs = startsMs.reduce((a, b) => Math.min(a, b));
  const toMs = startsMs.reduce((a, b) => Math.max(a, b));
  const { step: stepSeconds } = ticks(fromMs / 1000, Math.max(toMs, fromMs + 10_000) / 1000, MOST_COLUMNS);
  const stepMs = Math.max(1_000, stepSeconds * 1000);
  const originMs = Math.floor(fromMs / stepMs) * stepMs;
  const count = Math.floor((toMs - originMs) / stepMs) + 1;
  const columns = Array.from({ length: count }, () => ({ well: 0, wrong: 0 }));
  for (const { startMs, cause } of timed) {
    const column = columns[Math.floor((startMs - originMs) / stepMs)];
    if (column) column[cause === "none" ? "well" : "wrong"] += 1;
  }
  const wrong = timed.filter(({ cause }) => cause !== "none").length;
  const worst = columns.reduce((best, column, index) => (column.wrong > (columns[best]?.wrong ?? 0) ? index : best), 0);
  const when = (index: number): string => clock(originMs + index * stepMs, toMs - fromMs);
  const says = `From ${clock(fromMs, 0)} to ${clock(toMs, 0)} UTC: ${wrong.toLocaleString("en")} failed, ${(timed.length - wrong).toLocaleString("en")} healthy${
    count > 1 && (columns[worst]?.wrong ?? 0) > wrong / 2
      ? `; most failures within ${duration(stepMs / 1000)} from ${when(worst)}`
      : ""
  }.`;
  const drawing = columnChart(
    columns.map(({ well, wrong: lost }) => [
      ["wrong", lost],
      ["well", well],
    ]),
    "Calls over time",
  );
  const labels = count === 1 ? [0] : [0, Math.floor(count / 2), count - 1];
  for (const index of new Set(labels)) drawing.append(axisLabel(when(index), columnMiddle(index, count)));
  return figure(
    "Calls over time",
    says,
    drawing,
    legend([
      ["wrong", "failed"],
      ["well", "healthy"],
    ]),
  );
}

/** `15:57:24`, with the date if the run is longer than a day. */
function clock(ms: number, spanMs: number): string {
  const iso = new Date(ms).toISOString();
  return spanMs > 86_400_000 ? `${iso.slice(5, 10)} ${iso.slice(11, 16)}` : iso.slice(11, 19);
}

function waits({ calls }: Model): HTMLElement | null {
  const title = "Waits from hold to playback";
  const gaps = calls.flatMap((call) => call.gaps);
  if (gaps.length < FEW) return null;
  const longest = gaps.reduce((most, { seconds }) => Math.max(most, seconds), 0);
  const limits = commonLimits(gaps);
  const { step } = ticks(0, Math.max(longest, limits[0] ?? 0, 1), 24);
  const count = Math.floor(Math.max(longest, limits[0] ?? 0) / step) + 1;
  const columns = Array.from({ length: count }, () => ({ over: 0, within: 0, unknown: 0 }));
  for (const { seconds, exceedsLimit } of gaps) {
    const column = columns[Math.floor(seconds / step)];
    if (column) column[exceedsLimit === null ? "unknown" : exceedsLimit ? "over" : "within"] += 1;
  }
  const over = gaps.filter(({ exceedsLimit }) => exceedsLimit).length;
  const unknown = gaps.filter(({ exceedsLimit }) => exceedsLimit === null).length;
  const sorted = gaps.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const says = [
    `${counted(gaps.length, "wait")}, half of them up to ${duration(sorted[Math.ceil(sorted.length / 2) - 1] ?? 0)}, the longest ${duration(longest)}`,
    `${over.toLocaleString("en")} over the RTP limit${limits.length > 0 ? ` (${limits.map(duration).join(", ")})` : ""}`,
    unknown > 0 ? `of ${unknown.toLocaleString("en")} the limit is not known` : null,
  ];
  const drawing = columnChart(
    columns.map((column) => [
      ["over", column.over],
      ["within", column.within],
      ["unknown", column.unknown],
    ]),
    title,
  );
  const x = (seconds: number): number => LEFT + (seconds / (count * step)) * (CHART_WIDTH - LEFT);
  for (const tick of ticks(0, count * step, 6).at) {
    if (x(tick) < CHART_WIDTH - 16) drawing.append(axisLabel(tick === 0 ? "0" : duration(tick), x(tick)));
  }
  for (const limit of limits) {
    const left = x(limit);
    const label = `limit ${duration(limit)}`;
    drawing.append(
      svg("line", { class: "limit", x1: left, x2: left, y1: 4, y2: CHART_HEIGHT - BOTTOM }),
      svg(
        "text",
        {
          class: "limit-label",
          x: left + (left > CHART_WIDTH - 80 ? -4 : 4),
          y: 12,
          "text-anchor": left > CHART_WIDTH - 80 ? "end" : "start",
        },
        label,
      ),
    );
  }
  const shown = (
    [
      ["over", "over the limit"],
      ["within", "within it"],
      ["unknown", "limit not known"],
    ] as const
  ).filter(([name]) => columns.some((column) => column[name] > 0));
  return figure(title, `${says.filter((part) => part !== null).join("; ")}.`, drawing, legend(shown));
}

/** The limits that most gaps were compared with, at most three. */
function commonLimits(gaps: readonly Gap[]): number[] {
  const counts = new Map<number, number>();
  for (const { limitSeconds } of gaps) {
    if (limitSeconds) counts.set(limitSeconds, (counts.get(limitSeconds) ?? 0) + 1);
  }
  const longest = gaps.reduce((most, { seconds }) => Math.max(most, seconds), 0);
  // a limit far beyond every wait would squeeze them into one column
  const near = [...counts].filter(([limit]) => limit <= longest * 4);
  return near
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([limit]) => limit);
}

const HEARD_NAMES: Readonly<Record<(typeof HEARD)[number], string>> = {
  speech: "speech of the bot",
  filler: "filler",
  music: "music on hold",
  nothing: "nothing played (the caller may be speaking)",
  unknown: "not logged",
};

function heard({ data, calls }: Model): HTMLElement | null {
  const title = "What the caller heard";
  const whole = data.heard.reduce((sum, ms) => sum + ms, 0);
  const { withoutEvents } = data;
  const uncounted =
    withoutEvents === 0
      ? []
      : [`Without ${counted(withoutEvents, "call")} that went well: their events are left out; --all keeps them.`];
  if (whole === 0 || calls.length - withoutEvents < FEW) return null;
  const shares = HEARD.map((name, index) => ({ name, ms: data.heard[index] ?? 0 })).filter(({ ms }) => ms > 0);
  const bar = svg("svg", { class: "shares", viewBox: "0 0 1000 34", preserveAspectRatio: "none", role: "img" });
  let left = 0;
  for (const { name, ms } of shares) {
    const width = (ms / whole) * 1000;
    bar.append(svg("rect", { class: name, x: left, y: 0, width, height: 34 }));
    left += width;
  }
  const percent = (ms: number): string => `${Math.round((ms / whole) * 100)} %`;
  const rows = shares.map(({ name, ms }) =>
    h(
      "li",
      {},
      h("span", { class: `swatch ${name}`, "aria-hidden": "true" }),
      h("span", { class: "name" }, HEARD_NAMES[name]),
      h("span", { class: "number" }, `${percent(ms)} · ${duration(ms / 1000)}`),
    ),
  );
  bar.setAttribute("aria-label", shares.map(({ name, ms }) => `${HEARD_NAMES[name]} ${percent(ms)}`).join(", "));
  return figure(
    title,
    [`Of ${duration(whole / 1000)} of calls, as far as the logs tell.`, ...uncounted].join(" "),
    bar,
    h("ul", { class: "heard" }, ...rows),
  );
}

type Column = readonly (readonly [name: string, count: number])[];

/** Stacked columns with a scale of counts. */
function columnChart(columns: readonly Column[], label: string): SVGSVGElement {
  const height = CHART_HEIGHT - BOTTOM;
  const total = (column: Column): number => column.reduce((sum, [, count]) => sum + count, 0);
  const most = columns.reduce((high, column) => Math.max(high, total(column)), 1);
  const drawing = svg("svg", {
    class: "columns",
    viewBox: `0 0 ${CHART_WIDTH} ${CHART_HEIGHT}`,
    role: "img",
    "aria-label": label,
  });
  const scale = (count: number): number => (count / most) * (height - 18);
  for (const tick of ticks(0, most, 3).at.filter((tick) => Number.isInteger(tick))) {
    const y = height - scale(tick);
    drawing.append(
      svg("line", { class: "grid", x1: LEFT, x2: CHART_WIDTH, y1: y, y2: y }),
      svg("text", { class: "tick", x: LEFT - 6, y: y + 4, "text-anchor": "end" }, tick.toLocaleString("en")),
    );
  }
  const width = (CHART_WIDTH - LEFT) / columns.length;
  for (const [index, column] of columns.entries()) {
    let y = height;
    for (const [name, count] of column) {
      if (count === 0) continue;
      const tall = Math.max(1.5, scale(count));
      y -= tall;
      const thick = Math.min(Math.max(1, width - 2), 60);
      drawing.append(
        svg("rect", { class: name, x: columnMiddle(index, columns.length) - thick / 2, y, width: thick, height: tall }),
      );
    }
  }
  return drawing;
}

function columnMiddle(index: number, count: number): number {
  return LEFT + ((index + 0.5) / count) * (CHART_WIDTH - LEFT);
}

function axisLabel(words: string, x: number): SVGTextElement {
  const half = (words.length * 6.4) / 2;
  const at = Math.min(Math.max(x, LEFT + half - 8), CHART_WIDTH - half);
  return svg("text", { class: "tick", x: at, y: CHART_HEIGHT - 6, "text-anchor": "middle" }, words);
}

function legend(names: readonly (readonly [name: string, words: string])[]): HTMLElement {
  return h(
    "ul",
    { class: "legend" },
    ...names.map(([name, words]) => h("li", {}, h("span", { class: `swatch ${name}`, "aria-hidden": "true" }), words)),
  );
}
