// One side's view of one call: what Asterisk's log, or the bot's, says about it. Halves are plain data, so that they can wait
// for their partner in a spool file.
import type { CallEvent, EventOf } from "../events/event.js";
import type { Side } from "../records/record.js";
import { FIRST_EVENTS, MAX_EVENTS, MAX_IDS } from "./limits.js";

/** An event and how it came to its call. */
export interface AttributedEvent {
  readonly event: CallEvent;
  /** Why the event was assigned to this call, if its line does not name it; null if it does. */
  readonly inferredFrom: string | null;
}

/** A line of a call that no pattern reads, and how often its like came. */
export interface UnreadLine {
  /** The first of them. */
  readonly event: CallEvent;
  /** Why it was assigned to this call, if it does not name it; null if it does. */
  readonly inferredFrom: string | null;
  count: number;
}

/** One side's view of one call. */
export interface HalfCall {
  readonly side: Side;
  /** Which stream of files it was read from. */
  readonly streamIndex: number;
  events: AttributedEvent[];
  /** Warnings and errors of the call that no pattern reads. They are kept apart, for they decide nothing. */
  unread: UnreadLine[];
  /** How many lines of further kinds were not kept. */
  unreadLeftOutCount: number;
  channelIds: string[];
  channelNames: string[];
  logCallIds: string[];
  sipCallIds: string[];
  /** Ids that the bot used but that never existed: a mistake about this call, not a channel of it. */
  strayIds: string[];
  /** How many starts of Asterisk this source has shown. Names and C- ids repeat after each. */
  generation: number;
  /** The last line before the call that tells Asterisk's version. Null if the log has none. */
  banner: EventOf<"log-opened"> | null;
  /** Wall-clock span in the source. */
  firstWallMs: number;
  lastWallMs: number;
  /** True once a line says that the call is over on this side. */
  ended: boolean;
  /** True if another call had one of its ids at the same time. A line with only that id may belong to either. */
  sharesId: boolean;
  /** What this source had proved able to log by the end of the half. */
  seen: SeenInLog;
}

/** What a log is known to record. Silence proves something only about what is listed here. */
export interface SeenInLog {
  readonly verbose: boolean;
  /** Dialplan steps (VERBOSE 3): they show how a call begins. */
  readonly dialplan: boolean;
  readonly notice: boolean;
  readonly debug: boolean;
  readonly sipTrace: boolean;
  readonly ariTrace: boolean;
  readonly moh: boolean;
  /** Strict RTP's lock on the source (VERBOSE 4). Without verbosity 4 its absence means nothing. */
  readonly rtpLock: boolean;
  readonly lossy: boolean;
  /** The shortest silence of any RTP timeout on this call's endpoint. Null without one. */
  readonly shortestSilenceSeconds: number | null;
  readonly hangupRequests: boolean;
  /** Causes of hangup requests. A bot that prints some prints all there are. */
  readonly hangupCauses: boolean;
  readonly stasisEnds: boolean;
  readonly unholds: boolean;
  /** DELETEs of channels with their answers, as an HTTP client logs them. Such a log shows all that the bot requests. */
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

/** An empty half. */
export function newHalfCall(side: Side, streamIndex: number, generation: number, wallMs: number): HalfCall {
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

/** Cutting moves everything behind, so it is not done at each event. */
const CUT_AT = MAX_EVENTS + MAX_EVENTS / 5;

/** Adds an event to a half and widens its span. @returns how many events were dropped from its middle. */
export function addEvent(half: HalfCall, event: CallEvent, inferredFrom: string | null): number {
  half.events.push({ event, inferredFrom });
  if (event.wallMs !== null) {
    half.firstWallMs = Math.min(half.firstWallMs, event.wallMs);
    half.lastWallMs = Math.max(half.lastWallMs, event.wallMs);
  }
  return half.events.length >= CUT_AT ? cutMiddle(half) : 0;
}

/** Drops events from the middle of a half that has too many. @returns how many. */
export function cutMiddle(half: HalfCall): number {
  const excess = Math.max(0, half.events.length - MAX_EVENTS);
  half.events.splice(FIRST_EVENTS, excess);
  return excess;
}

/** Adds to a list of ids those that are not in it. */
export function remember(list: string[], id: string | null): void {
  if (id !== null && list.length < MAX_IDS && !list.includes(id)) list.push(id);
}
