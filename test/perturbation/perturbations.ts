// What happens to logs on their way to whoever reads them. Each perturbation makes logs out of those of one run, or of two;
// every line goes on knowing which run it is of.
import type { Configuration } from "../../src/asterisk/config/configuration.js";
import type { Random } from "../fuzz/random.js";
import type { LogText } from "../support/analyse.js";
import type { Material } from "./materials.js";

/** A line (latin1), and the run that it is of. */
export interface LineOf {
  readonly text: string;
  readonly of: Material;
}

/** A log of such lines. */
export interface PerturbedLog {
  readonly path: string;
  readonly lines: readonly LineOf[];
}

/** What is given to the tool. */
export interface Perturbed {
  readonly logs: readonly PerturbedLog[];
  readonly config: Configuration | null;
}

/** Perturbs the logs of a run; `other` is another one. */
export type Perturbation = (run: Material, other: Material, random: Random) => Perturbed;

const linesOf = (of: Material, { latin1 }: LogText): LineOf[] =>
  latin1
    .replace(/\n$/, "")
    .split("\n")
    .map((text) => ({ text, of }));

const logsOf = (run: Material, side?: "asterisk" | "bot"): PerturbedLog[] =>
  [...(side === "bot" ? [] : run.asterisk), ...(side === "asterisk" ? [] : run.bot)].map((log) => ({
    path: log.path,
    lines: linesOf(run, log),
  }));

/** Changes the lines of each log, one log at a time. */
const eachLog =
  (change: (lines: readonly LineOf[], random: Random) => readonly LineOf[]): Perturbation =>
  (run, _other, random) => ({
    logs: logsOf(run).map(({ path, lines }) => ({ path, lines: change(lines, random) })),
    config: run.config,
  });

const SECOND_OF_DAY = /\b(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,6}))?/;
const DAY_SECONDS = 86_400;

/** Lines with the second at which they were written; one without a stamp belongs to the line before. */
function timed(lines: readonly LineOf[]): { line: LineOf; seconds: number; begins: boolean }[] {
  let seconds = 0;
  return lines.map((line) => {
    const stamp = SECOND_OF_DAY.exec(line.text.slice(0, 120));
    if (!stamp) return { line, seconds, begins: false };
    const [, h, m, s, fraction = "0"] = stamp;
    const ofDay = Number(h) * 3600 + Number(m) * 60 + Number(s) + Number(`0.${fraction}`);
    // past midnight the day counts on
    seconds = ofDay + DAY_SECONDS * Math.round((seconds - ofDay) / DAY_SECONDS);
    return { line, seconds, begins: true };
  });
}

/** Records move by up to so many seconds, with the lines that belong to them. */
function shuffledWithin(seconds: number, lines: readonly LineOf[], random: Random): LineOf[] {
  let key = 0;
  return timed(lines)
    .map(({ line, seconds: at, begins }) => {
      if (begins) key = at + (random.below(1_000) / 1_000) * seconds;
      return { line, key };
    })
    .sort((a, b) => a.key - b.key)
    .map(({ line }) => line);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (n: number): string => String(n).padStart(2, "0");
const clockOf = (date: Date): string =>
  `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;

const FULL = /(\d{4})-(\d\d)-(\d\d)([T ])(\d\d):(\d\d):(\d\d)/;
const YEARLESS = /(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ([ \d]\d) (\d\d):(\d\d):(\d\d)/;

/** The first stamp of a line, by a clock that is ahead; a moment that its words tell stays. */
function ahead(text: string, seconds: number): string {
  const [full, yearless] = [text.search(FULL), text.search(YEARLESS)];
  if (full >= 0 && (yearless < 0 || full < yearless))
    return text.replace(
      FULL,
      (_all, y: string, mo: string, d: string, between: string, h: string, mi: string, s: string) => {
        const date = new Date(Date.UTC(+y, +mo - 1, +d, +h, +mi, +s) + seconds * 1000);
        return `${date.toISOString().slice(0, 10)}${between}${clockOf(date)}`;
      },
    );
  return text.replace(YEARLESS, (_all, mon: string, d: string, h: string, mi: string, s: string) => {
    const date = new Date(Date.UTC(2026, MONTHS.indexOf(mon), +d, +h, +mi, +s) + seconds * 1000);
    return `${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${clockOf(date)}`;
  });
}

const shifted = (logs: readonly PerturbedLog[], seconds: number): PerturbedLog[] =>
  logs.map(({ path, lines }) => ({ path, lines: lines.map(({ text, of }) => ({ text: ahead(text, seconds), of })) }));

/** Both runs' lines of one side as one file. */
const asOne = (path: string, logs: readonly PerturbedLog[]): PerturbedLog[] =>
  logs.length === 0 ? [] : [{ path, lines: logs.flatMap(({ lines }) => lines) }];

/** Whole records of two logs in turn, a few of each at a time. */
function inTurn(a: readonly LineOf[], b: readonly LineOf[], random: Random): LineOf[] {
  const queues = [timed(a), timed(b)];
  const out: LineOf[] = [];
  while (queues.some((queue) => queue.length > 0)) {
    const queue = random.of(queues.filter((one) => one.length > 0));
    for (let n = 1 + random.below(4); n > 0 && queue.length > 0; n -= 1)
      do out.push((queue.shift() as (typeof queue)[number]).line);
      while (queue[0] && !queue[0].begins);
  }
  return out;
}

/** The lines of two logs by the time that they state, as a collector of both would write them. */
const byTime = (a: readonly LineOf[], b: readonly LineOf[]): LineOf[] =>
  [...timed(a), ...timed(b)].sort((x, y) => x.seconds - y.seconds).map(({ line }) => line);

const joined = (logs: readonly PerturbedLog[]): LineOf[] => logs.flatMap(({ lines }) => [...lines]);

/** The clock of a run's logs by which its first line is as late as another's first: two hosts at work at one time. */
function secondsBehind(run: Material, other: Material): number {
  const first = (of: Material): number =>
    timed(joined(logsOf(of, "asterisk"))).find(({ begins }) => begins)?.seconds ?? 0;
  return Math.round(first(run) - first(other));
}

/** A run as it would have been at another time: its stamps, the seconds in its uniqueids, the milliseconds in its JSON. */
function atAnotherTime(run: Material, seconds: number): Material {
  const epochs = (text: string): string =>
    text.replaceAll(/\b(1[5-9]\d{8})(\d{3})?\b/g, (_all, epoch: string, ms = "") => `${Number(epoch) + seconds}${ms}`);
  const texts = (logs: readonly LogText[]): LogText[] =>
    logs.map(({ path, latin1 }) => ({
      path,
      latin1: latin1
        .split("\n")
        .map((line) => epochs(ahead(line, seconds)))
        .join("\n"),
    }));
  return {
    ...run,
    asterisk: texts(run.asterisk),
    bot: texts(run.bot),
    calls: run.calls.map(({ ids, causes }) => ({ ids: ids.map(epochs), causes })),
  };
}

/** Two hosts' logs, of which the second host's are as late as the first's, bots and all. */
const together =
  (mix: (a: readonly LineOf[], b: readonly LineOf[], random: Random) => readonly LineOf[]): Perturbation =>
  (run, other, random) => {
    const second = atAnotherTime(other, secondsBehind(run, other));
    return {
      logs: [
        { path: "full", lines: mix(joined(logsOf(run, "asterisk")), joined(logsOf(second, "asterisk")), random) },
        ...logsOf(run, "bot"),
        ...logsOf(second, "bot").map(({ path, lines }) => ({ path: `other-${path}`, lines })),
      ],
      config: run.config,
    };
  };

export const perturbations: Readonly<Record<string, Perturbation>> = {
  "lines left out": eachLog((lines, random) => {
    const inHundred = 5 + random.below(16);
    return lines.filter(() => random.below(100) >= inHundred);
  }),
  "lines twice": eachLog((lines, random) => lines.flatMap((line) => (random.below(10) === 0 ? [line, line] : [line]))),
  "lines shuffled within two seconds": eachLog((lines, random) => shuffledWithin(2, lines, random)),
  "the bot's clock set elsewhere": (run, _other, random) => ({
    logs: [
      ...logsOf(run, "asterisk"),
      ...shifted(logsOf(run, "bot"), random.below(240) - 120 + 1800 * (random.below(9) - 4)),
    ],
    config: run.config,
  }),
  "Asterisk's clock set elsewhere": (run, _other, random) => ({
    logs: [
      ...shifted(logsOf(run, "asterisk"), random.below(240) - 120 + 3600 * (random.below(5) - 2)),
      ...logsOf(run, "bot"),
    ],
    config: run.config,
  }),
  "another bot's log beside": (run, other) => ({
    logs: [...logsOf(run), ...logsOf(other, "bot").map(({ path, lines }) => ({ path: `other-${path}`, lines }))],
    config: run.config,
  }),
  "another bot's log instead": (run, other) => ({
    logs: [...logsOf(run, "asterisk"), ...logsOf(other, "bot")],
    config: run.config,
  }),
  "another host's configuration": (run, other) => ({ logs: logsOf(run), config: other.config }),
  "another host's log behind": (run, other) => ({
    logs: [
      ...asOne("full", [...logsOf(run, "asterisk"), ...logsOf(other, "asterisk")]),
      ...asOne("bot", [...logsOf(run, "bot"), ...logsOf(other, "bot")]),
    ],
    config: run.config,
  }),
  "another host's log in turn": (run, other, random) => ({
    logs: [
      { path: "full", lines: inTurn(joined(logsOf(run, "asterisk")), joined(logsOf(other, "asterisk")), random) },
      ...asOne("bot", [...logsOf(run, "bot"), ...logsOf(other, "bot")]),
    ],
    config: run.config,
  }),
  "another host's log at the same time": together(byTime),
  "another host's log at the same time, in turn": together(inTurn),
};

/** The text of a log. */
export const textOf = ({ path, lines }: PerturbedLog): LogText => ({
  path,
  latin1: lines.map(({ text }) => `${text}\n`).join(""),
});
