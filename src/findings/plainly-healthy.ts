// A call that went well by its own lines (calls/joining/settled-call.ts) is plainly healthy if nothing around it matters to it
// either: the logs show it whole, no wait was too long, and no event of the run falls into it. No rule has anything to say about
// such a call, so none is asked.

import { exceeds } from "../calls/facts/gaps.js";
import type { LimitsInForce } from "../calls/facts/limits-in-force.js";
import { applicableLimit } from "../calls/facts/limits-in-force.js";
import { isToldTo, type LogSpans } from "../calls/facts/log-reach.js";
import type { SettledCall } from "../calls/joining/settled-call.js";
import type { Surroundings, SurroundingType } from "../calls/tracking/run-log.js";

/** Do the logs show the whole call, and is there nothing of the run that rules would look at? */
export function isWholeAndUntouched(call: SettledCall, spans: LogSpans, surroundings: Surroundings): boolean {
  const { begins, startMs, lastPlayMs, asteriskPrecisionMs } = call;
  return (
    isToldTo(spans.bot, { begins: begins.bot, startMs, toMs: 0, precisionMs: asteriskPrecisionMs }) &&
    isToldTo(spans.asterisk, {
      begins: begins.asterisk,
      startMs,
      toMs: lastPlayMs,
      precisionMs: asteriskPrecisionMs,
    }) &&
    isUntouched(call, surroundings)
  );
}

/** No wait exceeds the RTP limit in force, or the time that an answer may take. */
export function isWithinLimits({ waits }: SettledCall, limits: LimitsInForce, answerBudgetSeconds: number): boolean {
  const { seconds: limitSeconds } = applicableLimit(limits);
  return waits.every(({ fromMs, toMs, precisionMs }) => {
    const lastsMs = toMs - fromMs;
    return (
      exceeds(lastsMs / 1000, precisionMs / 1000, limitSeconds, limits.atMostSeconds) !== true &&
      lastsMs < answerBudgetSeconds * 1_000
    );
  });
}

/** Where an event of the run matters to a call: during it, or just before or after it as well. Null if it never does. */
type Reach = "within" | "beside" | null;

const TOUCHES: Readonly<Record<SurroundingType, Reach>> = {
  "asterisk-ready": "within",
  "asterisk-ended": "within",
  "stasis-app-deactivated": "within",
  "stasis-app-activated": "within",
  "stasis-app-replaced": "within",
  "websocket-closed-abruptly": "beside",
  "websocket-write-failed": "beside",
  "http-session-limit": "within",
  "rtp-ports-exhausted": "within",
  "descriptors-exhausted": "within",
  "taskprocessor-full": "within",
  "bot-started": "within",
  "bot-stopping": "within",
  "bot-ari-closed": "within",
  "bot-ari-connected": "within",
  "bot-app-replaced": "within",
  "sip-retransmission-timeout": "beside",
  "sip-critical-hangup": "beside",
  "session-timer-expired": "beside",
  "sip-dialog-gone": "beside",
  // only tells the version
  "log-opened": null,
  // about other calls
  "call-moment": null,
  // matters only if a call was lost
  "cli-connected": null,
};

const TOUCHING = (Object.keys(TOUCHES) as SurroundingType[]).filter((type) => TOUCHES[type] !== null);

/** How far from the end of a call rules look for a line about it. Stamps may be whole seconds. */
const BESIDE_MS = 1_500;

/** True if no event of the run that rules would look at happened meanwhile. */
function isUntouched({ startMs, lastMs }: SettledCall, surroundings: Surroundings): boolean {
  return TOUCHING.every((type) => {
    const besideMs = TOUCHES[type] === "beside" ? BESIDE_MS : 0;
    for (const { atMs } of surroundings.of(type))
      if (atMs === null || (atMs >= startMs - besideMs && atMs <= lastMs + besideMs)) return false;
    return true;
  });
}
