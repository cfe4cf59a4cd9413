// Lines without a time, in the order of a call. Each stands between its neighbours in its own log. A bot without any times is
// compared with Asterisk: both log a line about one moment, and what tells of an end comes after the end.
import type { CallEvent, EventType } from "../../events/event.js";
import type { TimedEvent } from "../timed-event.js";

/** What Asterisk and the bot log about the same moment. */
const SAME: readonly (readonly [asterisk: EventType, bot: EventType])[] = [
  ["dialplan", "bot-stasis-start"],
  ["moh-started", "bot-hold"],
  ["moh-stopped", "bot-unhold"],
  ["playing", "bot-play"],
];

/** By these a channel ends for Asterisk. */
const ENDS: ReadonlySet<EventType> = new Set<EventType>(["rtp-timeout", "soft-hangup", "ami-hangup", "spawn-exited"]);

/** A bot hears of an end, or runs into it, after it came. */
const BEHIND_THE_END: ReadonlySet<EventType> = new Set<EventType>([
  ...(["bot-stasis-end", "bot-hangup-requested", "bot-channel-destroyed", "bot-channel-gone"] as const),
  "bot-call-finished",
]);

/**
 * The events of a call, in which a bot line without a time gets the time of Asterisk's line about the same moment, to the
 * second. Nothing is assigned if the series differ, or if that would reorder the bot's lines.
 */
export function datedByAsterisk(events: readonly TimedEvent[]): readonly TimedEvent[] {
  const bot = events.filter(({ event }) => event.side === "bot");
  if (bot.length === 0 || bot.length === events.length || bot.some(({ atMs }) => atMs !== null)) return events;
  const lines = bot.toSorted((a, b) => a.event.line - b.event.line);
  const at = new Map<TimedEvent, number>();
  for (const [ours, theirs] of SAME) {
    const moments = events
      .flatMap(({ event, atMs }) => (event.type === ours && isOfBot(event) && atMs !== null ? [atMs] : []))
      .sort((a, b) => a - b);
    const told = lines.filter(({ event, inferredFrom }) => event.type === theirs && inferredFrom === null);
    // the music of a dying channel stops too, and no bot asked for that
    const isAlike = moments.length === told.length || (ours === "moh-stopped" && moments.length === told.length + 1);
    if (isAlike) for (const [index, timed] of told.entries()) at.set(timed, moments[index] as number);
    else if (ours === "playing") for (const [timed, ms] of soundsByName(events, told)) at.set(timed, ms);
  }
  const times = lines.flatMap((timed) => at.get(timed) ?? []);
  if (times.some((ms, index) => ms < (times[index - 1] ?? ms))) return events;
  return events.map((timed) => {
    const atMs = at.get(timed);
    return atMs === undefined ? timed : { ...timed, atMs };
  });
}

/** Asterisk prints no playing line for a missing sound. Those that exist are matched by name. */
function soundsByName(events: readonly TimedEvent[], told: readonly TimedEvent[]): Map<TimedEvent, number> {
  const at = new Map<TimedEvent, number>();
  const names = new Set(told.map(({ event }) => soundOf(event)));
  for (const name of names) {
    if (name === null) continue;
    const isSame = ({ event }: TimedEvent): boolean => soundOf(event) === name;
    const ours = told.filter(isSame);
    const heard = events.flatMap((timed) =>
      timed.event.type === "playing" && timed.atMs !== null && isSame(timed) ? [timed.atMs] : [],
    );
    heard.sort((a, b) => a - b);
    if (heard.length === ours.length)
      for (const [index, timed] of ours.entries()) at.set(timed, heard[index] as number);
  }
  return at;
}

/** `sound:bot/hello`, and `bot/hello.slin` as Asterisk prints it with its format (main/file.c:ast_streamfile). */
function soundOf(event: CallEvent): string | null {
  if (event.type === "playing") return event.file.replace(/\.[a-z0-9]{1,10}$/, "");
  return event.type === "bot-play" ? (event.media?.replace(/^sound:/, "") ?? null) : null;
}

/** No line of the bot corresponds to the dialplan steps before Stasis(). */
const isOfBot = (event: CallEvent): boolean => event.type !== "dialplan" || event.app === "Stasis";

/** When Asterisk ended a channel that was the bot's. Null if no line says so, or if the channel had left the bot before. */
export function endOfAsterisk(events: readonly TimedEvent[]): number | null {
  const steps = events.flatMap(({ event }) => (event.type === "dialplan" && event.exten !== "h" ? [event.app] : []));
  if (steps.length > 0 && steps.at(-1) !== "Stasis") return null;
  return events.find(({ event, atMs }) => ENDS.has(event.type) && atMs !== null)?.atMs ?? null;
}

/**
 * Where each line without a time stands: right after the last timed one of its source, or before the first, for a console dates
 * its warnings and not its steps (main/asterisk.c:set_header). What tells of an end comes after the end.
 */
export function keysOfUndated(events: readonly TimedEvent[]): Map<TimedEvent, number> {
  const keys = new Map<TimedEvent, number>();
  const bySource = new Map<number, TimedEvent[]>();
  for (const timed of events) {
    const same = bySource.get(timed.event.sourceIndex);
    if (same) same.push(timed);
    else bySource.set(timed.event.sourceIndex, [timed]);
  }
  const endMs = endOfAsterisk(events);
  for (const lines of bySource.values()) {
    lines.sort((a, b) => a.event.line - b.event.line);
    let nearMs = lines.find(({ atMs }) => atMs !== null)?.atMs ?? null;
    for (const [index, timed] of lines.entries()) {
      if (timed.atMs !== null) nearMs = timed.atMs;
      else {
        if (endMs !== null && tellsOfEnd(timed.event)) {
          const nextMs = lines.slice(index).find(({ atMs }) => atMs !== null)?.atMs ?? endMs;
          nearMs = Math.max(nearMs ?? endMs, Math.min(endMs, nextMs));
        }
        if (nearMs !== null) keys.set(timed, nearMs);
      }
    }
  }
  return keys;
}

/** Does a bot's line tell of an end, or run into it? */
export function tellsOfEnd(event: CallEvent): boolean {
  return (
    event.side === "bot" &&
    (BEHIND_THE_END.has(event.type) || (event.type === "bot-request-failed" && event.status === 404))
  );
}
