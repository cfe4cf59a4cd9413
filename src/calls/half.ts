// One side's view of one call: what Asterisk's log, or the bot's, says of it. Halves are plain data, so that they can wait
// for their partner in a spool file.
import type { CallEvent, EventOf } from "../events/event.js";
import type { Side } from "../records/record.js";
import { FIRST_EVENTS, MAX_EVENTS, MAX_IDS } from "./limits.js";

/** An event and how it came to its call. */
export interface AttributedEvent {
  readonly event: CallEvent;
  /** Why the event was given to this call, where its line does not name it; null where it does. */
  readonly inferredFrom: string | null;
}

/** A line of a call that nothing reads, and how often the like of it came. */
export interface UnreadLine {
  /** The first of them. */
  readonly event: CallEvent;
  /** Why it was given to this call, where it does not name it; null where it does. */
  readonly inferredFrom: string | null;
  count: number;
}

/** One side's view of one call. */
export interface Half {
  readonly side: Side;
  /** Which stream of files it was read from. */
  readonly streamIndex: number;
  events: AttributedEvent[];
  /** Warnings and errors of the call that nothing reads: apart, for they decide nothing. */
  unread: UnreadLine[];
  /** Lines of further kinds than are kept. */
  unreadLeftOutCount: number;
  channelIds: string[];
  channelNames: string[];
  logCallIds: string[];
  sipCallIds: string[];
  /** Ids that the bot used but that never existed: they are a mistake about this call, not a channel of it. */
  strayIds: string[];
  /** Counts the starts of the Asterisk process that this source has shown: names and C- ids repeat after one. */
  generation: number;
  /** The last line before the call that tells Asterisk's version; null where the log has none. */
  banner: EventOf<"log-opened"> | null;
  /** Wall-clock span in the source. */
  firstWallMs: number;
  lastWallMs: number;
  /** True once a line says that the call is over on this side. */
  ended: boolean;
  /** True where another call bore one of its ids at the same time: a line that has no more than the id may be of either. */
  sharesId: boolean;
  /** What this source had shown itself able to log by the end of the half. */
  seen: SeenInLog;
}

/** What a log is known to record: silence proves something only of what is in here. */
export interface SeenInLog {
  readonly verbose: boolean;
  /** Steps of the dialplan (VERBOSE 3): then it shows how a call begins. */
  readonly dialplan: boolean;
  readonly notice: boolean;
  readonly debug: boolean;
  readonly sipTrace: boolean;
  readonly ariTrace: boolean;
  readonly moh: boolean;
  /** Strict RTP's lock on the source (VERBOSE 4): without verbosity 4 its absence says nothing. */
  readonly rtpLock: boolean;
  readonly lossy: boolean;
  /** The shortest silence of any RTP timeout of this call's endpoint; null without one. */
  readonly shortestSilenceSeconds: number | null;
  readonly hangupRequests: boolean;
  /** Causes of hangup requests: a bot that prints some prints all that there are. */
  readonly hangupCauses: boolean;
  readonly stasisEnds: boolean;
  readonly unholds: boolean;
  /** DELETEs of channels, with their answers, as an HTTP client logs them: such a log shows all that the bot asks for. */
  readonly deletes: boolean;
}

/** The same, while the log is still being read. */
export type Seeing = { -readonly [K in keyof SeenInLog]: SeenInLog[K] };

export const NOTHING_SEEN: SeenInLog = {
  verbose: false,
  dialplan: false,
  notice: false,
  debug: false,
  sipTrace: false,
  ariTrace: false,
  moh: false,
  rtpLock: false,
  lossy: false,
  shortestSilenceSeconds: null,
  hangupRequests: false,
  hangupCauses: false,
  stasisEnds: false,
  unholds: false,
  deletes: false,
};

/** A half with nothing in it yet. */
export function newHalf(side: Side, streamIndex: number, generation: number, wallMs: number): Half {
  return {
    side,
    streamIndex,
    generation,
    banner: null,
    events: [],
    unread: [],
    unreadLeftOutCount: 0,
    channelIds: [],
    channelNames: [],
    logCallIds: [],
    sipCallIds: [],
    strayIds: [],
    firstWallMs: wallMs,
    lastWallMs: wallMs,
    ended: false,
    sharesId: false,
    seen: NOTHING_SEEN,
  };
}

/** Cutting moves what comes after: not at each event. */
const CUT_AT = MAX_EVENTS + MAX_EVENTS / 5;

/** Adds an event to a half and widens its span. @returns how many events were let go from its middle. */
export function addEvent(half: Half, event: CallEvent, inferredFrom: string | null): number {
  half.events.push({ event, inferredFrom });
  if (event.wallMs !== null) {
    half.firstWallMs = Math.min(half.firstWallMs, event.wallMs);
    half.lastWallMs = Math.max(half.lastWallMs, event.wallMs);
  }
  return half.events.length >= CUT_AT ? cutMiddle(half) : 0;
}

/** Lets events go from the middle of a half where it has too many. @returns how many. */
export function cutMiddle(half: Half): number {
  const excess = Math.max(0, half.events.length - MAX_EVENTS);
  half.events.splice(FIRST_EVENTS, excess);
  return excess;
}

/** Adds to a list of ids what is not in it. */
export function remember(list: string[], id: string | null): void {
  if (id !== null && list.length < MAX_IDS && !list.includes(id)) list.push(id);
}
