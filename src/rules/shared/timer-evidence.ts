// What a bot said about a time, or a timer, before a call ended.

import { eventsOf } from "../../calls/call.js";
import { isBefore } from "../../calls/facts/deeds.js";
import { timeoutNotice } from "../../calls/facts/own-lines.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import { timeToldBy } from "../../calls/words/told-time.js";
import type { EventType } from "../../events/event.js";
import type { Subject } from "../judgement.js";
import { isRefusalOf } from "./hangup-evidence.js";

/** A bot states the reason for a hang-up right before it, and then does it. */
const SAID_BEFORE_MS = 1_500;

/** The bot's own line may come after that of the request: one is written by the HTTP client, the other by the calling task. */
const SAID_AFTER_MS = 250;

/** What the bot said right before it hung up, or next to it. */
export interface SaidBefore {
  readonly at: TimedEvent;
  /** The round time that it mentions. */
  readonly seconds: number | null;
  /** True for a timer of the bot: words that speak of one, or a warning with a round time, in whatever language. */
  readonly isTimer: boolean;
}

/**
 * The line about this call next to the bot's hang-up that mentions a time: a timer of the bot, whatever it is called, or a line
 * with a round time that may be one. Null if there is none.
 */
export function saidBefore({ call, facts }: Subject, hangup: TimedEvent): SaidBefore | null {
  if (hangup.event.side !== "bot" || hangup.atMs === null) return null;
  const lines = [...call.unread.map(({ at }) => at), ...OF_A_TIME.flatMap((type) => eventsOf(call, type))];
  let found: SaidBefore | null = null;
  for (const at of lines) {
    const { event, atMs } = at;
    if (event.sourceIndex !== hangup.event.sourceIndex || atMs === null || at === hangup) continue;
    const beforeMs = hangup.atMs - atMs;
    const isNext = event.line < hangup.event.line ? beforeMs <= SAID_BEFORE_MS : -beforeMs <= SAID_AFTER_MS;
    const isAfterEnd = facts.endTold !== null && facts.endTold !== at && isBefore(facts.endTold, at, call.events);
    if (!isNext || isAfterEnd) continue;
    const { seconds, isTimer } = timeToldBy(event);
    if (!isTimer && (seconds === null || event.line > hangup.event.line)) continue;
    if (
      found === null ||
      (isTimer && !found.isTimer) ||
      (isTimer === found.isTimer && event.line > found.at.event.line)
    )
      found = { at, seconds, isTimer };
  }
  return found;
}

/** Lines in unknown words, and those by which a bot says that the call is over for it. */
const OF_A_TIME = ["bot-line", "bot-call-finished"] as const;

/** The bot's timer that hung up, if its line is next to the hang-up. */
export function timerBefore(subject: Subject, hangup: TimedEvent): SaidBefore | null {
  const said = saidBefore(subject, hangup);
  return said?.isTimer ? said : null;
}

/** A timer of the bot that no line says hung up. */
export interface TimerBeforeEnd extends SaidBefore {
  readonly end: TimedEvent;
  /** True if the bot's own line about the end follows at once. A caller leaving just then would be a rare coincidence. */
  readonly isSure: boolean;
}

/**
 * A timer of the bot whose line stands right before the channel's end, in a log that has no hang-ups: the end comes within the
 * time that a DELETE takes. Null if there is none, or if another line explains the end.
 */
export function timerBeforeEnd({ call, facts }: Subject): TimerBeforeEnd | null {
  // the bot's own stamp of the end is finer, and on the same clock as the line before
  const ends = [facts.endTold, facts.death?.by].filter((timed) => !!timed && !isRefusalOf(timed.event)) as TimedEvent[];
  const [end] = ends;
  if (!end || end.atMs === null || timeoutNotice(call)) return null;
  if (!ends.every(({ event }) => ENDS_WITHOUT_REASON.has(event.type))) return null;
  for (const at of [...call.unread.map((one) => one.at), ...eventsOf(call, "bot-line")]) {
    const { event, atMs } = at;
    if (event.side !== "bot" || atMs === null) continue;
    const { seconds, isWorded, isTimer } = timeToldBy(event);
    if (!isTimer) continue;
    const isOwnEnd = event.sourceIndex === end.event.sourceIndex;
    const afterMs = end.atMs - atMs;
    const isFollowed = isOwnEnd ? event.line < end.event.line : afterMs >= -END_STAMP_MS;
    if (!isFollowed || afterMs > SAID_BEFORE_MS) continue;
    return { at, seconds, isTimer, end, isSure: isWorded && isOwnEnd && afterMs <= AT_ONCE_MS };
  }
  return null;
}

/** ARI's events of the end follow a DELETE within milliseconds. A busy bot reads them later. */
const AT_ONCE_MS = 500;

/** Ends whose line says only that they happened. A DELETE, a BYE and a timeout by Asterisk all bring them. */
const ENDS_WITHOUT_REASON: ReadonlySet<EventType> = new Set<EventType>([
  "bot-stasis-end",
  "bot-channel-destroyed",
  "spawn-exited",
  "dialplan-ended",
]);

/** Asterisk stamps whole seconds. */
const END_STAMP_MS = 1_000;
