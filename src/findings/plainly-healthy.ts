// Most calls in a busy log go well, and one look at their events is enough to tell: nothing but events of healthy calls, in the
// right order, no wait that was too long, an ordinary end, and no event of the run in between. No rule has anything to say about
// such a call, so none is asked; asking them all would take longer than everything else that is done for the call. The rules judge
// every other call. test/findings/plainly-healthy.test.ts checks that both ways give the same verdict, and so do the tests of all
// rules, which run through the whole pipeline.
import type { Call } from "../calls/call.js";
import type { CallFacts } from "../calls/facts/call-facts.js";
import { wantsTo } from "../calls/facts/deeds.js";
import { gapsOf } from "../calls/facts/gaps.js";
import { samePlayback } from "../calls/facts/playbacks.js";
import type { Turn } from "../calls/facts/turn.js";
import type { TimedEvent } from "../calls/timed-event.js";
import type { SurroundingType } from "../calls/tracking/run-log.js";
import { fitsHealthyCall } from "../events/healthy-events.js";
import type { Subject } from "../rules/judgement.js";
import { rtpStoppedEarly } from "../rules/shared/rtp-evidence.js";

/** True if no rule has anything to say about a call: it went well, and every line of it says so. */
export function isPlainlyHealthy(subject: Subject): boolean {
  const { call, facts } = subject;
  return (
    isToldByBoth(call) &&
    call.events.every(isPlain) &&
    isWholeAndServed(call, facts) &&
    facts.turns.every((turn) => isSoundTurn(call, turn)) &&
    isSoundOrder(call, facts) &&
    rtpStoppedEarly(subject) === null &&
    isWithinLimits(subject) &&
    isUntouched(call)
  );
}

/** One channel that both logs describe, in words that are understood, with no line left unread. */
function isToldByBoth(call: Call): boolean {
  return (
    call.sides.asterisk &&
    call.sides.bot &&
    call.botUnderstood &&
    call.clockMeasured &&
    !call.sharesId &&
    !call.seen.lossy &&
    call.legs.length === 1 &&
    call.strayIds.length === 0 &&
    call.unread.length === 0 &&
    call.unreadLeftOutCount === 0
  );
}

function isPlain({ event, atMs, takenFor }: TimedEvent): boolean {
  return atMs !== null && takenFor === undefined && fitsHealthyCall(event);
}

function isWholeAndServed(call: Call, facts: CallFacts): boolean {
  const { own, steps, turns, faults, death } = facts;
  return (
    own.length === call.events.length &&
    faults.length === 0 &&
    facts.begun &&
    facts.wholly &&
    !facts.cutShort &&
    facts.served &&
    facts.leftStasis === null &&
    (steps.length === 0 || steps.at(-1)?.event.app === "Stasis") &&
    turns.length > 0 &&
    // music that stops may also be the end of the call; that is for the rules
    (death === null || death.by.event.side === "bot")
  );
}

/** With stamps of whole seconds, the music seems to start up to a second before the hold. */
const STAMP_MS = 1_000;

/** The bot held the call, with music, then took it off hold and played something. */
function isSoundTurn({ eventsByType }: Call, { hold, attempt, outcome }: Turn): boolean {
  if (hold.event.type !== "bot-hold" || attempt?.event.type !== "bot-play" || outcome !== "played") return false;
  const [fromMs, toMs] = [hold.atMs as number, attempt.atMs as number];
  const isWithin =
    (sinceMs: number): ((timed: TimedEvent) => boolean) =>
    ({ atMs }) =>
      (atMs as number) >= sinceMs && (atMs as number) <= toMs;
  return (
    (eventsByType.get("bot-unhold")?.some(isWithin(fromMs)) ?? false) &&
    (eventsByType.get("moh-started")?.some(isWithin(fromMs - STAMP_MS)) ?? false)
  );
}

/** Nobody hears a playback that is shorter. */
const HEARD_MS = 100;

/** The call was answered before the first playback, each playback was heard and ended before the next, and none was asked for in vain. */
function isSoundOrder({ events }: Call, { answeredMs }: CallFacts): boolean {
  let playing: TimedEvent | null = null;
  let isWanted = false;
  for (const timed of events) {
    const { event, atMs } = timed;
    if (event.type === "bot-play") {
      if (playing !== null || event.playbackId === null || (atMs as number) < (answeredMs ?? 0)) return false;
      playing = timed;
      isWanted = false;
    } else if (event.type === "bot-play-finished") {
      if (playing?.event.type !== "bot-play" || !samePlayback(event.playbackId, playing.event.playbackId)) return false;
      if ((atMs as number) - (playing.atMs as number) < HEARD_MS) return false;
      playing = null;
    } else if (wantsTo(event, "play")) isWanted = true;
  }
  return playing === null && !isWanted;
}

/** No gap from hold to playback exceeds the RTP limit in force, or the time that an answer may take. */
function isWithinLimits({ facts, limits, settings }: Subject): boolean {
  return gapsOf(facts, limits).every(
    ({ exceedsLimit, fromMs, toMs }) => exceedsLimit !== true && toMs - fromMs < settings.answerBudgetSeconds * 1_000,
  );
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
function isUntouched({ events, startMs, surroundings }: Call): boolean {
  const [fromMs, toMs] = [startMs ?? 0, events.at(-1)?.atMs ?? 0];
  return TOUCHING.every((type) => {
    const besideMs = TOUCHES[type] === "beside" ? BESIDE_MS : 0;
    for (const { atMs } of surroundings.of(type))
      if (atMs === null || (atMs >= fromMs - besideMs && atMs <= toMs + besideMs)) return false;
    return true;
  });
}
