// chan_sip's warnings about timers and lost dialogs name the SIP Call-ID only. Nothing but a SIP trace ties that to a channel
// (docs/asterisk/channel-ids.md#which-lines-carry-the-call-id). Each such warning is about one call: the one that ends right
// after it, at the age the timer implies. Where two calls fit equally well, neither gets it; both keep it as a possibility.
import type { CallEvent, EventOf, EventType } from "../../events/event.js";
import type { HalfCall } from "../half-call.js";

/** A warning that names no channel. */
export type LooseWarning = EventOf<
  "sip-retransmission-timeout" | "sip-critical-hangup" | "session-timer-expired" | "sip-dialog-gone"
>;

const LOOSE: ReadonlySet<EventType> = new Set<EventType>([
  "sip-retransmission-timeout",
  "sip-critical-hangup",
  "session-timer-expired",
  "sip-dialog-gone",
]);

/** A lost dialog has no age, and no line of the channel's end is peculiar to it. It is left to the rules. */
export function isOfTimer(event: CallEvent): event is LooseWarning {
  return isLoose(event) && event.type !== "sip-dialog-gone";
}

/** Is this a warning that names a SIP dialog and no channel? */
export function isLoose(event: CallEvent): event is LooseWarning {
  return LOOSE.has(event.type);
}

/** The channel is hung up at once (channels/chan_sip.c:retrans_pkt, proc_session_timer). Stamps may be whole seconds. */
const ENDS_WITHIN_MS = 1_500;
/** 64*T1 with the default T1 (RFC 3261 section 17.1.1.2), if the message does not say. */
const TIMER_H_MS = 32_000;
/** Answer and warning come from a log that may have whole seconds. */
const AGE_SLACK_MS = 2_000;
const ANSWERED_WITHIN_MS = 5_000;
/** So many at once are a flood of requests that belong to no call. */
const MAX_WAITING = 64;

/** What the end of a channel leaves in the log. */
const END_LINES: ReadonlySet<EventType> = new Set<EventType>([
  "bridge-left",
  "moh-stopped",
  "spawn-exited",
  "dialplan-ended",
  "playback-failed",
]);

interface Waiting {
  readonly warning: LooseWarning;
  readonly ended: HalfCall[];
}

/** Where a warning goes. */
export interface Takers {
  /** The only call that fits, and why. */
  readonly give: (half: HalfCall, warning: LooseWarning, why: string) => void;
  /** No call, or several that fit equally well. */
  readonly giveUp: (warning: CallEvent) => void;
}

/** Warnings that are waiting for the end that follows them. */
export class LooseWarnings {
  #waiting: Waiting[] = [];

  /** All state that later lines may need. */
  get memory(): readonly Waiting[] {
    return this.#waiting;
  }

  /** Restores the state that an earlier run left. */
  recall(memory: readonly Waiting[]): void {
    this.#waiting = [...memory];
  }

  /** Takes a warning. */
  add(warning: LooseWarning, takers: Takers): void {
    this.#waiting.push({ warning, ended: [] });
    if (this.#waiting.length > MAX_WAITING) this.#settleFirst([], takers);
  }

  /** Notes a line of a call that may be the end that a warning announced. */
  note(half: HalfCall, event: CallEvent): void {
    if (this.#waiting.length === 0 || !isEndLine(event) || !isOfChanSip(half)) return;
    for (const { warning, ended } of this.#waiting)
      if (isSoonAfter(warning, event) && !ended.includes(half)) ended.push(half);
  }

  /** Assigns the warnings whose time is up. @param open The calls that are up. @returns how many. */
  settle(nowMs: number, open: Iterable<HalfCall>, takers: Takers): number {
    const before = this.#waiting.length;
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      if (first.warning.wallMs !== null && nowMs - first.warning.wallMs <= ENDS_WITHIN_MS + 500) break;
      this.#settleFirst(open, takers);
    }
    return before - this.#waiting.length;
  }

  #settleFirst(open: Iterable<HalfCall>, { give, giveUp }: Takers): void {
    const first = this.#waiting.shift();
    if (!first) return;
    const { warning, ended } = first;
    const fits = [...open]
      .filter((half) => isOfChanSip(half) && (ended.includes(half) || !isOverBefore(half, warning)))
      .map((half) => ({ half, age: ageFit(half, warning), ended: ended.includes(half) }))
      .filter(({ age }) => age !== "no");
    const oldAndEnded = fits.filter((fit) => fit.ended && fit.age === "yes");
    // inside Stasis() a channel may end without a line: then any call that is up may be the one, and the bot's log tells more
    const mayBeOld = fits.filter(({ half }) => mayBeAsOld(half, warning));
    const mayBeOldAndEnded = mayBeOld.filter((fit) => fit.ended);
    const best = [oldAndEnded, mayBeOldAndEnded, fits].find(({ length }) => length > 0) ?? [];
    const [only, ...others] = best.map(({ half }) => half);
    const alike = best === fits ? fits.filter((fit) => fit.ended || mayBeOld.includes(fit)) : best;
    if (!only) giveUp(warning);
    else if (others.length > 0) giveUp(alike.length > 1 ? { ...warning, fitsSeveral: true } : warning);
    else
      give(
        only,
        warning,
        best !== fits
          ? `the only call that was answered ${Math.round(timerMs(warning) / 1000)} s before`
          : "the only call of chan_sip that it can be of",
      );
  }
}

function isEndLine(event: CallEvent): boolean {
  return END_LINES.has(event.type) || (event.type === "dialplan" && event.exten === "h");
}

function isOfChanSip({ channelNames }: HalfCall): boolean {
  return channelNames.some((name) => name.startsWith("SIP/"));
}

function isSoonAfter(warning: LooseWarning, event: CallEvent): boolean {
  if (warning.wallMs === null || event.wallMs === null) return true;
  return event.wallMs - warning.wallMs <= ENDS_WITHIN_MS && warning.wallMs - event.wallMs <= 0;
}

/** Had it ended before the warning came? */
function isOverBefore({ ended, lastWallMs }: HalfCall, { wallMs }: LooseWarning): boolean {
  return ended && wallMs !== null && lastWallMs < wallMs;
}

const timerMs = (warning: LooseWarning): number =>
  (warning.type === "sip-retransmission-timeout" ? warning.afterMs : null) ?? TIMER_H_MS;

/** Is a call as old as the timer that ran out? Only the timer of a missing ACK counts from a moment that the log shows. */
function ageFit(half: HalfCall, warning: LooseWarning): "yes" | "no" | "untold" {
  const { wallMs } = warning;
  if (wallMs === null || warning.type === "sip-dialog-gone") return "untold";
  const first = half.events.find(({ event }) => event.wallMs !== null)?.event;
  // no timer runs out before it was set
  if (first && first.wallMs !== null && begins(first) && wallMs - first.wallMs < timerMs(warning) - AGE_SLACK_MS)
    return "no";
  if (warning.type !== "sip-retransmission-timeout" || warning.packet !== "response") return "untold";
  const answeredMs = half.events.find(({ event }) => isAnswer(event))?.event.wallMs ?? null;
  if (answeredMs === null) return "untold";
  return Math.abs(wallMs - answeredMs - timerMs(warning)) <= AGE_SLACK_MS ? "yes" : "no";
}

/** A bot answers soon after the call begins. By its first line, may a call be as old as the timer of a missing ACK? */
function mayBeAsOld({ firstWallMs }: HalfCall, warning: LooseWarning): boolean {
  if (warning.wallMs === null || warning.type !== "sip-retransmission-timeout" || warning.packet !== "response")
    return false;
  const overMs = warning.wallMs - firstWallMs - timerMs(warning);
  return overMs >= -AGE_SLACK_MS && overMs <= ANSWERED_WITHIN_MS;
}

function begins(event: CallEvent): boolean {
  return event.type === "dialplan" && event.priority === 1 && event.exten !== "h";
}

function isAnswer(event: CallEvent): boolean {
  return (event.type === "dialplan" && event.app === "Answer") || (event.type === "dial" && event.state === "answered");
}
