// Where the calls of a run heap up: in a group, at an age, in a moment, behind one line. Sums in, patterns out; the words
// are run-patterns.ts's.
import type { Evidence } from "../../verdict/verdict.js";
import { FEWEST, peaksOf, type Share, standsOut } from "./chance.js";
import type { AgeFrom, Grouping, RunFacts, Tally } from "./run-facts.js";

/** A group of calls that meets with a cause far more often than the rest. */
export interface GroupFound {
  readonly group: string;
  readonly cause: string;
  readonly tally: Tally;
  readonly inGroup: Share;
  readonly elsewhere: Share;
}

/**
 * Groups in which a cause stands out.
 * @param apart how many calls of a cause and group another pattern tells of.
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
  /** Calls of the run that became older, whatever became of them. */
  readonly longer: number;
  readonly evidence: readonly Evidence[];
}

/** Younger calls end alike for reasons of their own: a refusal takes no time. */
const YOUNGEST_SECONDS = 10;

/** For each cause the age at which most of its calls ended, counted from the answer or from the start. */
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
    // the answer first: protocol timers start there, and the sort is stable
    return peaks.sort((a, b) => b.count - a.count).slice(0, 1);
  });
}

/** Calls of one cause that one thing ended. */
interface Together {
  readonly cause: string;
  readonly count: number;
  readonly evidence: readonly Evidence[];
}

/** An event and the ends that it brings lie so near to each other. */
const SAME_EVENT_MS = 60_000;

/** Lines that several verdicts rest on; of the lines that tell of one event only the one with most calls. */
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

/** Moments in which calls of one cause ended together, but those that {@link sharedEvents} tells of by the line behind them. */
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

/** How many calls of a cause ended in one moment of an hour of the day. */
export function endedInOneMoment(facts: RunFacts): (cause: string, hour: string) => number {
  const moments = momentsOf(facts);
  return (cause, hour) =>
    sum(
      moments
        .filter((moment) => moment.cause === cause && new Date(moment.second * 1000).getUTCHours() === Number(hour))
        .map(({ count }) => count),
    );
}

/** Examples of a heap, which spreads over two seconds. */
function examplesAt(examples: ReadonlyMap<number, Tally>, second: number): Evidence[] {
  return [second, second + 1].flatMap((at) => examples.get(at)?.evidence ?? []).slice(0, 3);
}

function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
