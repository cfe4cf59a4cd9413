// Lines without a time, in the order of a call. Each stands between its neighbours in its own log; a bot's that has no times at
// all is held against Asterisk's: of one moment both write a line, and what tells of an end stands behind the end.
import type { CallEvent, EventType } from "../events/event.js";
import type { TimedEvent } from "./call.js";

/** What Asterisk and the bot log of the same moment. */
const SAME: readonly (readonly [asterisk: EventType, bot: EventType])[] = [
  ["dialplan", "bot-stasis-start"],
  ["moh-started", "bot-hold"],
  ["moh-stopped", "bot-unhold"],
  ["playing", "bot-play"],
];

/** With these a channel ends for Asterisk. */
const ENDS: ReadonlySet<EventType> = new Set<EventType>(["rtp-timeout", "soft-hangup", "ami-hangup", "spawn-exited"]);

/** A bot hears of an end, or meets it, after it came. */
const BEHIND_THE_END: ReadonlySet<EventType> = new Set<EventType>([
  ...(["bot-stasis-end", "bot-hangup-requested", "bot-channel-destroyed", "bot-channel-gone"] as const),
  "bot-call-finished",
]);

/**
 * The events of a call, those of a bot without times with the time of Asterisk's line of the same moment, as fine as a stamp of
 * whole seconds. Nothing is given where the series differ, or would put the bot's lines into another order than that of its log.
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
    // the music of a channel that dies stops too, and no bot asked for it
    const isAlike = moments.length === told.length || (ours === "moh-stopped" && moments.length === told.length + 1);
    if (isAlike) for (const [index, timed] of told.entries()) at.set(timed, moments[index] as number);
  }
  const times = lines.flatMap((timed) => at.get(timed) ?? []);
  if (times.some((ms, index) => ms < (times[index - 1] ?? ms))) return events;
  return events.map((timed) => {
    const atMs = at.get(timed);
    return atMs === undefined ? timed : { ...timed, atMs };
  });
}

/** To the dialplan's steps before Stasis() no line of the bot's answers. */
const isOfBot = (event: CallEvent): boolean => event.type !== "dialplan" || event.app === "Stasis";

/**
 * Where each line without a time stands: right behind the last one of its source with a time, or before the first, for a console
 * dates its warnings and not its steps (asterisk.c:set_header). What tells of an end stands behind the end.
 */
export function keysOfUndated(events: readonly TimedEvent[]): Map<TimedEvent, number> {
  const keys = new Map<TimedEvent, number>();
  const bySource = new Map<number, TimedEvent[]>();
  for (const timed of events) {
    const same = bySource.get(timed.event.sourceIndex);
    if (same) same.push(timed);
    else bySource.set(timed.event.sourceIndex, [timed]);
  }
  const endMs = events.find(({ event, atMs }) => ENDS.has(event.type) && atMs !== null)?.atMs ?? null;
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

function tellsOfEnd(event: CallEvent): boolean {
  return (
    event.side === "bot" &&
    (BEHIND_THE_END.has(event.type) || (event.type === "bot-request-failed" && event.status === 404))
  );
}
