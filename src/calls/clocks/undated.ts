// Lines without a time, in the order of a call. Each stands between its neighbours in its own log; a bot's that has no times at
// all is held against Asterisk's: of one moment both write a line, and what tells of an end stands behind the end.
import type { CallEvent, EventType } from "../../events/event.js";
import type { TimedEvent } from "../timed-event.js";

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
    else if (ours === "playing") for (const [timed, ms] of soundsByName(events, told)) at.set(timed, ms);
  }
  const times = lines.flatMap((timed) => at.get(timed) ?? []);
  if (times.some((ms, index) => ms < (times[index - 1] ?? ms))) return events;
  return events.map((timed) => {
    const atMs = at.get(timed);
    return atMs === undefined ? timed : { ...timed, atMs };
  });
}

/** Of a sound that is missing Asterisk has no line of playing: those that are there are told by their names. */
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

/** `sound:bot/hello`, and `bot/hello.slin` as Asterisk prints it with its format (file.c:ast_streamfile). */
function soundOf(event: CallEvent): string | null {
  if (event.type === "playing") return event.file.replace(/\.[a-z0-9]{1,10}$/, "");
  return event.type === "bot-play" ? (event.media?.replace(/^sound:/, "") ?? null) : null;
}

/** To the dialplan's steps before Stasis() no line of the bot's answers. */
const isOfBot = (event: CallEvent): boolean => event.type !== "dialplan" || event.app === "Stasis";

/** When Asterisk ended a channel that was the bot's; null where no line says so, or the channel had left the bot before. */
export function endOfAsterisk(events: readonly TimedEvent[]): number | null {
  const steps = events.flatMap(({ event }) => (event.type === "dialplan" && event.exten !== "h" ? [event.app] : []));
  if (steps.length > 0 && steps.at(-1) !== "Stasis") return null;
  return events.find(({ event, atMs }) => ENDS.has(event.type) && atMs !== null)?.atMs ?? null;
}

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

/** Does a line of the bot's tell of an end, or meet it? */
export function tellsOfEnd(event: CallEvent): boolean {
  return (
    event.side === "bot" &&
    (BEHIND_THE_END.has(event.type) || (event.type === "bot-request-failed" && event.status === 404))
  );
}
