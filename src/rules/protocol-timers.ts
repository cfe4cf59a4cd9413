// The protocol clocks that end a call at a fixed age, counted from the answer. What makes them usable is cause 18: no BYE of
// a caller brings it, and chan_pjsip writes no line for any of them (facts F.4, F.5; RFC 3261 17, RFC 4028 10).
import { eventsOf, type TimedEvent } from "../calls/call.js";
import type { SurroundingType } from "../calls/run-log.js";
import type { EventOf } from "../events/event.js";
import { around, hangupCause, hangupRequest, wasLost } from "./evidence.js";
import type { Subject } from "./rule.js";

/** AST_CAUSE_NO_USER_RESPONSE, which Asterisk sets on SIP 408. */
const NO_USER_RESPONSE = 18;
/** 64*T1 with the default T1 of 500 ms (RFC 3261 17.1.1.2). */
const TIMER_H_SECONDS = 32;
/** Session-Expires that are met: the least that RFC 4028 allows, and its recommended default, which is Asterisk's. */
const SESSION_EXPIRES_SECONDS = [90, 1800];
/** Answer and end are read off logs: give them this much. */
const SLACK_SECONDS = 1.2;

const close = (seconds: number, expected: number): boolean => Math.abs(seconds - expected) <= SLACK_SECONDS;

/** The sessions that the far end may have agreed to: the usual ones, and what the configuration asks for. */
const sessions = ({ sessionExpiresSeconds }: Subject): readonly number[] => [
  ...SESSION_EXPIRES_SECONDS,
  ...sessionExpiresSeconds,
];

/** At which ages the clocks strike. */
export const SESSION_CLOCKS = {
  noAck: (seconds: number): boolean => close(seconds, TIMER_H_SECONDS),
  /** The far end was to refresh and did not: SE - min(32, SE/3) (RFC 4028 section 10). */
  expired: (seconds: number, subject: Subject): boolean =>
    sessions(subject).some((se) => close(seconds, se - Math.min(32, se / 3))),
  /** Our refresh at SE/2 met no answer for 64*T1 (RFC 4028 section 7.2). */
  refreshUnanswered: (seconds: number, subject: Subject): boolean =>
    sessions(subject).some((se) => close(seconds, se / 2 + TIMER_H_SECONDS)),
};

/** How long after the answer a call ended with cause 18; null where it did not, or the answer is not in the logs. */
export function sinceAnswer(subject: Subject): { seconds: number; at: TimedEvent } | null {
  const told = hangupRequest(subject) ?? hangupCause(subject);
  const { answeredMs } = subject.story;
  if (told?.cause !== NO_USER_RESPONSE || told.at.atMs === null || answeredMs === null) return null;
  return { seconds: (told.at.atMs - answeredMs) / 1000, at: told.at };
}

/**
 * How long after the answer a lost call ended where no line tells the cause: a clock that strikes at that age is worth asking
 * for. null where a cause is told, or one of the two moments is not in the logs.
 */
export function untoldEndSeconds(subject: Subject): number | null {
  const { answeredMs, death } = subject.story;
  if (!wasLost(subject) || hangupRequest(subject) || hangupCause(subject)) return null;
  return answeredMs === null || death === null || death.atMs === null ? null : (death.atMs - answeredMs) / 1000;
}

/** A chan_sip warning names a SIP dialog, not a channel: it is this call's where it comes at this call's end. */
export function timerEnd<T extends SurroundingType>(
  subject: Subject,
  type: T,
  fits: (warning: TimedEvent<EventOf<T>>) => boolean,
): { warning: TimedEvent<EventOf<T>>; death: TimedEvent } | null {
  const death = subject.story.death?.by;
  if (!death || death.atMs === null) return null;
  const request = hangupRequest(subject);
  if (request && request.cause !== NO_USER_RESPONSE && request.cause !== "not-told") return null;
  const near = [...eventsOf(subject.call, type), ...around(subject, type, death.atMs, 1_500, 1_500)];
  const warning = near.find(fits);
  return warning ? { warning, death } : null;
}
