// The protocol timers that end a call at a fixed age after the answer. chan_pjsip logs none of them. Cause 18 makes them usable
// all the same, for no caller's BYE brings it (docs/asterisk/sip.md#no-ack-to-the-answer, docs/asterisk/sip.md#session-timers;
// RFC 3261 section 17, RFC 4028 section 10).
import { eventsOf } from "../../calls/call.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { SurroundingType } from "../../calls/tracking/run-log.js";
import type { CallEvent, EventOf } from "../../events/event.js";
import { confirmed, type Judgement, likely, possible, type Subject } from "../judgement.js";
import { around, fitsOthers, wasLost } from "./evidence.js";
import { hangupCause, hangupRequest } from "./hangup-evidence.js";

/** AST_CAUSE_NO_USER_RESPONSE, which Asterisk sets for SIP 408. */
const NO_USER_RESPONSE = 18;
/** 64*T1 with the default T1 of 500 ms (RFC 3261 section 17.1.1.2). */
const TIMER_H_SECONDS = 32;
/** Common values of Session-Expires: the minimum of RFC 4028, and its recommended default, which is Asterisk's. */
const SESSION_EXPIRES_SECONDS = [90, 1800];
/** The tolerance for an answer and an end that are read from logs. */
const SLACK_SECONDS = 1.2;

const close = (seconds: number, expected: number): boolean => Math.abs(seconds - expected) <= SLACK_SECONDS;

/** The session intervals that the far end may have agreed to: the usual ones, and what the configuration asks for. */
const sessions = ({ configuration }: Subject): readonly number[] => [
  ...SESSION_EXPIRES_SECONDS,
  ...(configuration?.sessionExpiresSeconds ?? []),
];

/** The ages at which the timers fire. */
export const SESSION_CLOCKS = {
  noAck: (seconds: number): boolean => close(seconds, TIMER_H_SECONDS),
  /** The far end was to refresh and did not: SE - min(32, SE/3) (RFC 4028 section 10). */
  expired: (seconds: number, subject: Subject): boolean =>
    sessions(subject).some((se) => close(seconds, se - Math.min(32, se / 3))),
  /** Our refresh at SE/2 got no answer for 64*T1 (RFC 4028 section 7.2). */
  refreshUnanswered: (seconds: number, subject: Subject): boolean =>
    sessions(subject).some((se) => close(seconds, se / 2 + TIMER_H_SECONDS)),
};

/** How long after the answer a call ended with cause 18. Null if it did not, or if the answer is not in the logs. */
export function sinceAnswer(subject: Subject): { seconds: number; at: TimedEvent } | null {
  const told = hangupRequest(subject) ?? hangupCause(subject);
  const answeredMs = subject.facts.answeredMs ?? heardAtOnceMs(subject);
  if (told?.cause !== NO_USER_RESPONSE || told.at.atMs === null || answeredMs === null) return null;
  return { seconds: (told.at.atMs - answeredMs) / 1000, at: told.at };
}

/**
 * For a bot that does not say, or not in words that are understood, when it answered. The caller heard something within a second
 * and a half of the channel's entry into Stasis(), and the answer lies between the two. Null if it took longer.
 */
function heardAtOnceMs({ facts }: Subject): number | null {
  const entered = facts.own.find(
    ({ event }) => event.type === "bot-stasis-start" || (event.type === "dialplan" && event.app === "Stasis"),
  );
  const heard = facts.own.find(({ event }) => event.type === "playing" || event.type === "moh-started");
  if (!entered || !heard || entered.atMs === null || heard.atMs === null) return null;
  const heardMs = heard.atMs + heard.event.precisionMs - 1;
  const told =
    facts.own.find(({ event, takenFor }) => (takenFor?.type ?? event.type) === "bot-stasis-start")?.atMs ?? null;
  const fromMs = told !== null && told <= heardMs ? Math.max(told, entered.atMs) : entered.atMs;
  return heardMs - fromMs <= AT_ONCE_MS ? (told !== null ? fromMs : heard.atMs) : null;
}

/** Half of the tolerance of SIP timers, plus the second of a stamp. */
const AT_ONCE_MS = 1_500;

/**
 * How long after the answer a lost call ended, if no line tells the cause. A timer that fires at that age is worth asking about.
 * Null if a cause is known, or if one of the two moments is not in the logs.
 */
export function untoldEndSeconds(subject: Subject): number | null {
  const { answeredMs, death } = subject.facts;
  if (!wasLost(subject) || hangupRequest(subject) || hangupCause(subject)) return null;
  return answeredMs === null || death === null || death.atMs === null ? null : (death.atMs - answeredMs) / 1000;
}

/** A chan_sip warning at the end of a call, and how surely it belongs to that call. */
export interface TimerEnd<T extends SurroundingType> {
  readonly warning: TimedEvent<EventOf<T>>;
  readonly death: TimedEvent;
  /**
   * `yes`: it has the call's SIP Call-ID, or no other call fits it. `by-age`: no call was found for it, and this one is as old
   * as the timer. `at-its-end`: the age does not tell. `one-of-several`: other calls fit it as well.
   */
  readonly isOwn: "yes" | "by-age" | "at-its-end" | "one-of-several";
}

/**
 * A chan_sip warning names a SIP dialog, not a channel. It belongs to this call if it was assigned to it
 * (calls/tracking/loose-warnings.ts). One that no call owns may belong to it.
 * @param isAge Whether the timer runs out at this age, counted from the answer.
 * @param hasOneAge True if it runs out at no other age.
 */
export function timerEnd<T extends SurroundingType>(
  subject: Subject,
  type: T,
  fits: (warning: TimedEvent<EventOf<T>>) => boolean,
  isAge: (seconds: number) => boolean,
  hasOneAge = false,
): TimerEnd<T> | null {
  const death = subject.facts.death?.by;
  if (!death || subject.call.driver === "chan_pjsip") return null;
  const request = hangupRequest(subject);
  if (request && request.cause !== NO_USER_RESPONSE && request.cause !== "not-told") return null;
  const isNear = ({ atMs }: TimedEvent): boolean =>
    atMs === null || death.atMs === null || Math.abs(death.atMs - atMs) <= NEAR_MS;
  const own = eventsOf(subject.call, type).find((warning) => fits(warning) && isNear(warning));
  if (own) return { warning: own, death, isOwn: "yes" };
  const warning = [...around(subject, type, death.atMs, NEAR_MS, NEAR_MS)].find(fits);
  if (!warning || !(wasLost(subject) || (warning.event as CallEvent).fitsSeveral)) return null;
  const { answeredMs } = subject.facts;
  const age = answeredMs === null || warning.atMs === null ? null : (warning.atMs - answeredMs) / 1000;
  const event: CallEvent = warning.event;
  if (event.fitsSeveral) return { warning, death, isOwn: "one-of-several" };
  // a stamp in whole seconds means some time within it
  const isOfAge = age !== null && [0, 0.5, 1].some((late) => isAge(age + (late * event.precisionMs) / 1000));
  if (age !== null && !isOfAge && hasOneAge) return null;
  if (fitsOthers(subject, [warning], NEAR_MS, NEAR_MS, (moment) => mayBeOf(moment.event, event, isAge)))
    return { warning, death, isOwn: "one-of-several" };
  return { warning, death, isOwn: isOfAge ? "by-age" : "at-its-end" };
}

/** Could a warning belong to another call that ended at the same time, by its cause, and by its age if that is known? */
function mayBeOf(
  { moment, cause, answeredWallMs, wallMs }: EventOf<"call-moment">,
  warning: CallEvent,
  isAge: (seconds: number) => boolean,
): boolean {
  if (moment !== "ended" || (cause !== null && cause !== NO_USER_RESPONSE)) return false;
  if (answeredWallMs === null || wallMs === null) return true;
  const seconds = (wallMs - answeredWallMs) / 1000;
  return [-1, 0, 1].some((apart) => isAge(seconds + (apart * warning.precisionMs) / 1000));
}

/** The channel is hung up with the warning. Stamps may be whole seconds. */
const NEAR_MS = 1_500;

/** What the firing of a timer says about a call. */
export function judgeTimerEnd<T extends SurroundingType>(
  { warning, death, isOwn }: TimerEnd<T>,
  summary: string,
): Judgement {
  if (isOwn === "yes" || isOwn === "by-age") return confirmed(summary, warning, death);
  if (isOwn === "at-its-end") return likely(summary, warning, death);
  return possible(0.6, "a chan_sip warning that names no channel comes at its end, and it fits other calls as well");
}
