// What the report says about clocks: each log's zone, what it is based on, and what had to be assumed, with the flag that
// settles it.
import type { LogClock, LogClocks } from "../calls/clocks/log-clocks.js";
import type { LogStream } from "../calls/reading/stream.js";
import type { Side } from "../records/record.js";

const FLAG = { asterisk: "--tz", bot: "--bot-tz" } as const;

/** Minutes that the clock's zone is ahead of UTC. For a log without dates, without the days since 1970. */
export function zoneMinutes({ clock, statedOffsetMinutes }: LogClock): number {
  const day = 86_400_000;
  const rest = ((clock.offsetMs % day) + day) % day;
  return statedOffsetMinutes ?? (rest > 14 * 3_600_000 ? rest - day : rest) / 60_000;
}

/** What the clock reading is based on. With the side and its zone if a file has two. */
export function clockInWords(side: Side, log: LogClock, named: boolean): string {
  const basis = basisInWords(side, log);
  return named ? `${side}: ${zoneInWords(log)}, ${basis}` : basis;
}

function zoneInWords(log: LogClock): string {
  const minutes = zoneMinutes(log);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `UTC${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

function basisInWords(side: Side, { clock }: LogClock): string {
  switch (clock.basis) {
    case "log":
      return "the stamps state their own offset";
    case "uniqueid":
      if (clock.splitIsGuess)
        return "zone and skew together from the seconds in the uniqueids; the split between the two is a guess";
      // a clock that is an hour off looks like the next zone
      return clock.skewKnown && !clock.skewGiven && side === "bot"
        ? "the nearest zone by the seconds in the uniqueids; the rest is skew"
        : "from the seconds in the uniqueids";
    case "flag":
      return `given by ${FLAG[side]} ${clock.givenZone ?? ""}`.trimEnd();
    case "assumed":
      return "read as UTC: nothing in the log gives its zone";
  }
}

/** What had to be assumed about the clocks, and the flag that settles each. */
export function clocksAssumed(streams: readonly LogStream[], clocks: LogClocks): string[] {
  return streams.flatMap((stream) => {
    const path = stream.readings.map(({ source }) => source.path).join(", ");
    const named = stream.hostNames.length > 1;
    const notes = stream.parts
      .filter(({ reach }) => reach !== null)
      .flatMap(({ side, index, host }) =>
        assumedOf(named && host !== null ? `${path} (${host})` : path, side, clocks.of(side, index), stream),
      );
    if (stream.dateOrderByIds)
      notes.push(
        `${path}: its dates can be read with the day or the month first; read with the ${stream.dateOrderByIds === "dmy" ? "day" : "month"} first, as the uniqueids show. --date-order overrides that.`,
      );
    if (stream.hasAmbiguousDates)
      notes.push(
        `${path}: its dates can be read with the day or the month first, and nothing before them tells which; read with the ${stream.assumedDateOrder === "mdy" ? "month" : "day"} first. --date-order dmy or --date-order mdy settles it.`,
      );
    return notes;
  });
}

function assumedOf(path: string, side: Side, log: LogClock, stream: LogStream): string[] {
  const { clock, localTime, hourOffCount } = log;
  const flag = FLAG[side];
  const notes: string[] = [];
  const kinds = new Set(stream.readings.flatMap(({ stampKinds }) => [...stampKinds]));
  if (clock.basis === "assumed")
    notes.push(
      kinds.has("time-only")
        ? `${path}: its stamps have no date, and nothing gives the date or the zone; shown as of 1970 and in UTC. ${flag} gives the zone.`
        : `${path}: nothing gives the zone of its stamps; read as UTC. ${flag} settles it, such as ${flag} Europe/Berlin.`,
    );
  if (kinds.has("no-year") && !clock.yearGiven && !clock.yearKnown)
    notes.push(`${path}: its stamps have no year; the latest year that fits is assumed. --year settles it.`);
  if (clock.splitIsGuess)
    notes.push(
      `${path}: its clock is far from every time zone; treated as ${zoneInWords(log)} with a clock that is ${Math.abs(clock.skewMs / 1000).toFixed(1)} s ${clock.skewMs > 0 ? "ahead" : "behind"}. ${flag} or --bot-clock-offset settles it.`,
    );
  if (localTime && localTime.impossibleCount > 0)
    notes.push(
      `${path}: ${localTime.impossibleCount} of its stamps fall in an hour that summer time skips in ${localTime.zone}; is ${flag} right?`,
    );
  if (hourOffCount > 0)
    notes.push(
      `${path}: from some line on its clock is off by an hour, as when summer time begins or ends; ${flag} with the name of its zone, such as ${flag} Europe/Berlin, settles it.`,
    );
  return notes;
}
