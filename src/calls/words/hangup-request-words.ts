// Learns which words a bot uses for ARI's ChannelHangupRequest. That event says what no other line of a bot does: who ended the
// call, by a number or by its absence (docs/asterisk/stasis-and-ari.md#hangup-requests). Where Asterisk's log tells the same of
// some calls, the line with that number is found, in whatever language.
import type { EventOf } from "../../events/event.js";
import type { HalfCall } from "../half-call.js";
import { templateOf } from "./template.js";

/** What a line says about a cause at its end. */
export interface CauseAtEnd {
  /** The words before it, as a template. */
  readonly words: string;
  /** Null if a sign for "none" stands in its place. */
  readonly cause: number | null;
}

// … sebab 32 | … cause=- | … (16) | … : None
const CAUSE_AT_END = /(?:^|[\s=:：(（])["']?(?<told>-|–|—|none|null|nil|<nil>|undefined|\d{1,3})["']?[)）.]?$/iu;
/** The last thing that a line says is this close to its end. */
const MAX_TAIL = 32;

// … sebab 32 channel_id=1795371234.5: as long as an id may be
const ID_AT_END = /[\s,;]["'([{]?[\w.]{1,40}["']?[=:] ?["']?[\w.@/:-]{7,100}["')\]}]*$/;
const MAX_IDS_AT_END = 3;

/** Loggers put ids after the words. */
function withoutIdsAtEnd(message: string): string {
  let text = message;
  for (let n = 0; n < MAX_IDS_AT_END; n += 1) {
    const tail = text.slice(-MAX_ID_TAIL);
    const at = ID_AT_END.exec(tail)?.index;
    if (at === undefined) return text;
    text = text.slice(0, text.length - tail.length + at).trimEnd();
  }
  return text;
}

const MAX_ID_TAIL = 150;

/** The cause at the end of a message's words. Null if there is none. */
export function causeAtEnd(message: string): CauseAtEnd | null {
  const text = withoutIdsAtEnd(message.trimEnd());
  const tail = text.slice(-MAX_TAIL);
  const found = CAUSE_AT_END.exec(tail);
  const told = found?.groups?.told;
  if (!found || told === undefined) return null;
  const words = templateOf(text.slice(0, text.length - tail.length + found.index));
  if (words === null) return null;
  return { words, cause: /^\d/.test(told) ? Number(told) : null };
}

/** What was seen of one kind of line that ends with a cause. */
interface Seen {
  useCount: number;
  callCount: number;
  /** Calls for which Asterisk's log tells the cause, and the line agrees. */
  agreeCount: number;
  /** Calls for which the line disagrees. */
  contradictCount: number;
  /** Uses that cannot be a hangup request: a number that none brings, or one before Asterisk's last line of the call. */
  unfitCount: number;
  noneCount: number;
  /** Uses with a number that hardly anything else brings. */
  tellingCount: number;
  readonly templates: Set<string>;
  readonly sample: string;
}

/** What {@link noteHangupRequests} remembers. */
export interface HangupRequestMemory {
  readonly byWords: Map<string, Seen>;
  /** Calls that ended in a way of which Asterisk tells no bot. They can have no hangup request. */
  silentEndCount: number;
}

/** The state before any call. */
export const noHangupRequests = (): HangupRequestMemory => ({ byWords: new Map(), silentEndCount: 0 });

/** A line of the bot, and how long at most it comes after Asterisk's last line of the call. */
export interface LateLine {
  readonly message: string;
  readonly isAtEnd: boolean;
}

/**
 * What a hangup request brings: nothing (a BYE), the flag of a soft one (1, 4, 32), or a Q.850 cause that ends answered calls
 * (include/asterisk/channel.h, causes.h). Other numbers are turns, seconds, scores.
 */
const BROUGHT: ReadonlySet<number> = new Set([0, 1, 4, 16, 17, 18, 19, 21, 26, 31, 32, 34, 38, 41, 44, 102, 127]);
/** A DELETE or CLI hangup, lost signalling, a CANCEL. */
const TELLING: ReadonlySet<number> = new Set([18, 32, 127]);

/** If its answer is never acknowledged, Asterisk gives a call up after 64*T1, with cause 18 (RFC 3261 section 13.3.1.4). */
const TIMER_H_MS = 32_000;
const TIMER_H_OFF_MS = 1_500;
const NO_USER_RESPONSE = 18;

const LEAST_CALLS = 3;
const LEAST_OF_USES = 0.9;
const MAX_KINDS = 60;
const MAX_TEMPLATES = 8;

/**
 * Looks at the lines of a call that is in both logs.
 * @param ageMs Of the channel at its end, since it entered Stasis(). Null if one of the two is not in Asterisk's log.
 */
export function noteHangupRequests(
  memory: HangupRequestMemory,
  lines: readonly LateLine[],
  asterisk: HalfCall,
  ageMs: number | null,
): void {
  const known = causeThatAsteriskTells(asterisk);
  if (known === "no-request") memory.silentEndCount += 1;
  const isOfMissingAck = ageMs !== null && Math.abs(ageMs - TIMER_H_MS) <= TIMER_H_OFF_MS;
  const inThisCall = new Set<string>();
  for (const { message, isAtEnd } of lines) {
    const told = causeAtEnd(message);
    const template = told && templateOf(message);
    if (!told || template === null) continue;
    const seen = memory.byWords.get(told.words) ?? {
      useCount: 0,
      callCount: 0,
      agreeCount: 0,
      contradictCount: 0,
      unfitCount: 0,
      noneCount: 0,
      tellingCount: 0,
      templates: new Set<string>(),
      sample: message,
    };
    if (!memory.byWords.has(told.words) && memory.byWords.size >= MAX_KINDS) continue;
    memory.byWords.set(told.words, seen);
    seen.useCount += 1;
    if (seen.templates.size < MAX_TEMPLATES) seen.templates.add(template);
    const isFit = isAtEnd && (told.cause === null || BROUGHT.has(told.cause));
    if (!isFit) seen.unfitCount += 1;
    if (told.cause === null) seen.noneCount += 1;
    else if (TELLING.has(told.cause)) seen.tellingCount += 1;
    if (inThisCall.has(told.words)) continue;
    inThisCall.add(told.words);
    seen.callCount += 1;
    if (known === undefined) {
      if (isOfMissingAck && told.cause === NO_USER_RESPONSE) seen.agreeCount += 1;
      continue;
    }
    if (known === told.cause || (known === null && told.cause === 0)) seen.agreeCount += 1;
    else seen.contradictCount += 1;
  }
}

/** The kind of line that tells of hangup requests. Null if there is none, or if several are possible. */
export function hangupRequestWords(
  memory: HangupRequestMemory,
): { templates: readonly string[]; callCount: number; sample: string } | null {
  const fitting = [...memory.byWords.values()].filter((seen) => tellsOfRequests(seen, memory.silentEndCount));
  const [only, ...others] = fitting;
  return only && others.length === 0
    ? { templates: [...only.templates], callCount: only.callCount, sample: only.sample }
    : null;
}

function tellsOfRequests(seen: Seen, silentEndCount: number): boolean {
  const { callCount, useCount, agreeCount, contradictCount, unfitCount, noneCount, tellingCount } = seen;
  if (callCount < LEAST_CALLS || contradictCount > 0) return false;
  // ARI sends one that matters, at the end of the call
  if (callCount < LEAST_OF_USES * useCount || unfitCount > (1 - LEAST_OF_USES) * useCount) return false;
  // a bot that never prints one says nothing by its silence
  if (noneCount === useCount) return false;
  // confirmed by Asterisk twice; or once, if the line sometimes lacks a number and sometimes has one that nothing else brings
  return agreeCount >= 2 || (agreeCount + silentEndCount >= 1 && noneCount > 0 && tellingCount > 0);
}

/**
 * What the request's cause must have been, if Asterisk's log says what ended the call; otherwise undefined. chan_sip's RTP
 * timeout and a hangup by AMI send no request at all.
 */
function causeThatAsteriskTells({ events }: HalfCall): number | null | "no-request" | undefined {
  for (const { event } of events) {
    if (event.type === "rtp-timeout") return event.driver === "chan_pjsip" ? 1 : "no-request";
    if (event.type === "ami-hangup") return "no-request";
    if (event.type === "ari-event" && event.event === "ChannelHangupRequest") return event.cause;
    if (event.type === "sip-message" && event.method === "BYE") return causeOfBye(event);
  }
  return undefined;
}

/** `Q.850;cause=16` in the far end's BYE (res/res_pjsip_rfc3326.c). One of our own does not say why. */
function causeOfBye({ direction, reason }: EventOf<"sip-message">): number | null | undefined {
  if (direction === "sent") return undefined;
  const cause = /Q\.850\s*;\s*cause=(\d{1,3})/i.exec(reason ?? "")?.[1];
  return cause === undefined ? null : Number(cause);
}
