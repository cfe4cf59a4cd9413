// Where the calls of a run pile up: in a group, at an age, at a moment, behind one line. Takes sums and returns patterns;
// pattern-in-words.ts has the words.
import type { Evidence } from "../../verdict/verdict.js";
import { FEWEST, peaksOf, type Share, standsOut } from "./chance.js";
import type { AgeFrom, Grouping, RunFacts, Tally } from "./run-facts.js";

/** A group of calls that has a cause far more often than the rest. */
export interface GroupFound {
  readonly group: string;
  readonly cause: string;
  readonly tally: Tally;
  readonly inGroup: Share;
  readonly elsewhere: Share;
}

/**
 * Groups in which a cause stands out.
 * @param apart How many calls of a cause and group another pattern accounts for.
 */
export function* groupsThatStandOut(
  { groups }: RunFacts,
  grouping: Grouping,
  apart: (cause: string, group: string) => number = () => 0,
): Generator<GroupFound> {
  const { calls, causes } = groups[grouping];
  const all = sum(calls.values());
  for (const [cause, table] of causes) {
    const hit = sum([...table.values()].map(({ count }) => count));
    for (const [group, tally] of table) {
      const of = calls.get(group) ?? 0;
      const inGroup = { hit: tally.count, of };
      const elsewhere = { hit: hit - tally.count, of: all - of };
      const told = apart(cause, group);
      if (standsOut({ hit: inGroup.hit - told, of: of - told }, elsewhere, calls.size * causes.size))
        yield { group, cause, tally, inGroup, elsewhere };
    }
  }
}

/** An age at which the calls of a cause ended. */
export interface AgeFound {
  readonly cause: string;
  readonly from: AgeFrom;
  readonly second: number;
  readonly count: number;
  /** Calls of that cause whose age at the end is known. */
  readonly told: number;
  /** Calls of the run that grew older, whatever became of them. */
  readonly longer: number;
  readonly evidence: readonly Evidence[];
}

/** Younger calls end alike for reasons of their own: a refusal takes no time. */
const YOUNGEST_SECONDS = 10;

/** For each cause, the age at which most of its calls ended, counted from the answer or from the start. */
export function agesThatStandOut({ ages, lengths }: RunFacts): AgeFound[] {
  return [...new Set([...ages.answer.keys(), ...ages.start.keys()])].flatMap((cause) => {
    const peaks = (["answer", "start"] as const).flatMap((from) => {
      const table = ages[from].get(cause);
      if (!table) return [];
      const longest = [...lengths[from].keys()].reduce((most, length) => Math.max(most, length), 0);
      return peaksOf(table.counts, longest + 1)
        .filter(({ second }) => second >= YOUNGEST_SECONDS)
        .map(
          ({ second, count }): AgeFound => ({
            cause,
            from,
            second,
            count,
            told: sum(table.counts.values()),
            longer: sum([...lengths[from]].map(([length, calls]) => (length > second + 1 ? calls : 0))),
            evidence: examplesAt(table.examples, second),
          }),
        );
    });
    // the answer comes first: protocol timers start there, and the sort is stable
    return peaks.sort((a, b) => b.count - a.count).slice(0, 1);
  });
}

/** Calls with one cause that a single event ended. */
interface Together {
  readonly cause: string;
  readonly count: number;
  readonly evidence: readonly Evidence[];
}

/** An event and the ends that it causes are this close. */
const SAME_EVENT_MS = 60_000;

/** Lines that several verdicts are based on. Of the lines about one event, only the one with the most calls. */
export function sharedEvents({ sharedLines }: RunFacts): (Together & { readonly atMs: number })[] {
  const lines = [...sharedLines.values()]
    .filter(({ count }) => count >= FEWEST)
    .map(({ cause, count, evidence }) => ({ cause, count, evidence, atMs: Date.parse(evidence[0]?.at ?? "") }))
    .sort((a, b) => b.count - a.count);
  return lines.filter(
    ({ cause, atMs }, i) =>
      !lines.slice(0, i).some((other) => other.cause === cause && !(Math.abs(other.atMs - atMs) > SAME_EVENT_MS)),
  );
}

type Moment = Together & { readonly second: number };

/** Moments at which calls of one cause ended together, except those that {@link sharedEvents} reports by the line behind them. */
export function momentsThatStandOut(facts: RunFacts): Moment[] {
  const events = sharedEvents(facts);
  return momentsOf(facts).filter(
    ({ cause, second }) =>
      !events.some((event) => event.cause === cause && Math.abs(event.atMs - second * 1000) <= SAME_EVENT_MS),
  );
}

function momentsOf({ deaths, span }: RunFacts): Moment[] {
  if (span === null) return [];
  const spanSeconds = (span.toMs - span.fromMs) / 1000 + 1;
  return [...deaths].flatMap(([cause, { counts, examples }]) =>
    peaksOf(counts, spanSeconds).map((peak) => ({ cause, ...peak, evidence: examplesAt(examples, peak.second) })),
  );
}

/** How many calls of a cause ended at one moment, within an hour of the day. */
export function endedInOneMoment(facts: RunFacts): (cause: string, hour: string) => number {
  const moments = momentsOf(facts);
  return (cause, hour) =>
    sum(
      moments
        .filter((moment) => moment.cause === cause && new Date(moment.second * 1000).getUTCHours() === Number(hour))
        .map(({ count }) => count),
    );
}

/** Examples from a peak, which spreads over two seconds. */
function examplesAt(examples: ReadonlyMap<number, Tally>, second: number): Evidence[] {
  return [second, second + 1].flatMap((at) => examples.get(at)?.evidence ?? []).slice(0, 3);
}

function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
