// The bot deleted its own channel before its own playback: a watchdog, a clean-up, a second code path. A DELETE leaves no line
// in Asterisk's log. ARI's hangup request is soft with flag 32, as for a hangup by CLI
// (docs/asterisk/stasis-and-ari.md#hangup-requests).
import { firstOf } from "../../calls/call.js";
import { isBefore } from "../../calls/facts/deeds.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { EventType } from "../../events/event.js";
import { confirmed, type Judgement, likely, type Proof, possible, ruledOut, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";
import { missingBotDelete, missingDebug, missingHangupEvent, watchTheChannel } from "../shared/advice.js";
import { lossesOf, mayHaveBot, wasLost } from "../shared/evidence.js";
import {
  type BotHangup,
  botHangup,
  explicitSender,
  hangupCause,
  hangupRequest,
  SOFT,
  wouldShowDelete,
} from "../shared/hangup-evidence.js";
import { operatorTrace } from "../shared/operator-trace.js";
import { saidBefore, timerBefore, timerBeforeEnd } from "../shared/timer-evidence.js";
import { farEndsEnd } from "../shared/wire-evidence.js";

/** The bot's words when a timer or a clean-up decided. */
function whyOf({ at, done }: BotHangup): string | null {
  for (const { event } of done ? [at, done as BotHangup["at"]] : [at])
    if ("why" in event && event.why) return event.why;
  return null;
}

function proofOfHangup({ at, done }: BotHangup, request: TimedEvent | undefined): Proof {
  return [at, ...(done ? [done] : []), ...(request ? [request] : [])];
}

export const botHangupRule = defineCause({
  code: "BOT101",
  name: "bot-hangup",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup"],
  docs: {
    meaning: "The bot itself deleted the channel, then tried to play on it.",
    impact: "The caller was cut off by the bot; no Asterisk setting is involved.",
    evidence:
      "Confirmed by the bot's own line that it hung up (a DELETE with 204, `hung up`), or by its DELETE in ARI's debug, before the end of a channel that it still needed. If the bot only announces it (`Hanging up`), the channel must end within 1.5 s. Only likely if the open hold is all that shows that the call was not done, because a playback or its refusal may be missing. Also likely: such an announcement that no end follows; a hangup request with flag 32 right after a warning of the bot that names a round time (a timer of its own); a hangup request with flag 32 when Asterisk's log shows that nobody used the CLI at that moment. So does a capture of the channel's events with flag 32 and an end with a cause, 16 as a rule, if the channel was in no bridge. A DELETE leaves no other line in Asterisk's log. Without any of these it is a candidate, if the call came to a bot at all.",
    excludedBy:
      "A hangup request with no cause, or with any cause but 32; captured events with flag 32 and an end with cause 0; a BYE or CANCEL of the far end in a capture of packets. What the bot does after its own line about the end (hangup request, StasisEnd, ChannelDestroyed, a 404, the call finished), or after Asterisk's, is clean-up. It stays a candidate if the bot deleted a channel that it had found as an orphan, or deleted it after a restart, because the bot had been away. A hang-up after the playback had failed also stays a candidate.",
    fix: "Let only one place in the bot hang up. Find the task that deletes channels (watchdog, clean-up, end of session) and have it check first whether the call is waiting for the model or the speech. Log every DELETE with its reason.",
    references: ["res/ari/resource_channels.c:ast_ari_channels_hangup", "main/channel.c:ast_softhangup"],
  },
  judge: (subject) => {
    const hangup = botHangup(subject);
    const farEnd = farEndsEnd(subject.call);
    if (farEnd && wasLost(subject))
      return ruledOut(
        hangup
          ? `The log's reading was that the bot hung up; the wire shows that the far end's ${farEnd.method} came first.`
          : `The far end sent the ${farEnd.method}, as the wire shows.`,
        farEnd.at,
      );
    if (!wasLost(subject)) return judgeServed(subject, hangup);
    const request = hangupRequest(subject);
    const orphan = firstOf(subject.call, "bot-orphan-found");
    if (hangup && orphan)
      return possible(0.3, "the bot deleted the channel, but as an orphan that it had found: it had been away before");
    const said = hangup && saidBefore(subject, hangup.at);
    if (hangup?.proven && whyOf(hangup) === null && !said?.isTimer && wasAboutToPlay(subject, hangup.at))
      return likely(
        "The bot hung up the call with its answer ready, unless it played the answer and that line is missing.",
        ...proofOfHangup(hangup, request?.at),
      );
    if (hangup && startedAnewBefore(subject, hangup.at))
      return possible(
        0.3,
        "the bot deleted the channel, but it had been restarted since it last did anything for the call",
      );
    if (hangup && hadFailedBefore(subject, hangup.at))
      return possible(0.3, "the bot deleted the channel, but the playback that the caller missed had failed before");
    if (hangup?.proven && whyOf(hangup) === null && !said && isLostByHoldAlone(subject))
      return likely(
        "As far as the logs show, the bot hung up the call while it was on hold; no line says what it was needed for next.",
        ...proofOfHangup(hangup, request?.at),
      );
    if (hangup?.proven)
      return confirmed(
        `${
          whyOf(hangup) || said?.isTimer
            ? "The bot hung up the call by itself."
            : "The bot hung up the call before it was done with it."
        }${said ? ` Right next to it the bot says: ${said.at.event.message}` : ""}`,
        ...proofOfHangup(hangup, request?.at),
        ...(said ? [said.at] : []),
      );
    if (request && request.cause !== SOFT.explicit && request.cause !== "not-told")
      return ruledOut("A DELETE by the bot would be a soft hangup request with flag 32.", request.at);
    if (hangup)
      return likely(
        "The bot said that it would hang up the call, and the channel was gone when it was next needed; no line shows that one caused the other.",
        ...proofOfHangup(hangup, request?.at),
      );
    const fired = request ? null : timerBeforeEnd(subject);
    if (fired?.isSure)
      return likely(
        `A timer in the bot hung up the call: its line comes right before the end, and no other line tells of an end. It says: ${fired.at.event.message}`,
        fired.at,
        fired.end,
      );
    if (fired)
      return possible(
        0.7,
        `the bot mentioned a time right before the end, and its timer may have hung up; no line says so. The bot says: ${fired.at.event.message}`,
      );
    const told = hangupCause(subject);
    if (!request && told?.cause === 0)
      return ruledOut(
        "A DELETE by the bot sets a cause (16 if it gives no reason); this channel ended with 0.",
        told.at,
      );
    if (!request && wouldShowDelete(subject))
      return possible(
        0.2,
        "the bot's log shows its requests, and no DELETE for this channel; another process may have sent one",
      );
    if (!mayHaveBot(subject)) return null;
    const sender = explicitSender(subject);
    if (sender?.by === "cli")
      return ruledOut(
        "A DELETE by the bot sets a cause (16 if it gives no reason); the captured channel ended with 0.",
        ...sender.proof,
      );
    if (!request || request.cause === "not-told")
      return possible(
        0.4,
        "a DELETE from another task of the bot leaves no line in Asterisk's log, and not every bot logs it",
      );
    const timer = timerBefore(subject, request.at);
    if (timer)
      return likely(
        `A timer in the bot hung up the call: its line comes right before an explicit hangup request (flag 32). It says: ${timer.at.event.message}`,
        timer.at,
        request.at,
      );
    if (sender?.by === "bot")
      return likely(
        `The bot hung up the call: an explicit hangup request (flag 32), and the channel ended with cause ${sender.cause}, which a DELETE sets and the CLI does not.`,
        ...sender.proof,
      );
    const trace = operatorTrace(subject);
    if (trace.used !== null)
      return possible(0.5, "flag 32 can be a DELETE by the bot or a CLI hangup, and the CLI was in use at that moment");
    return trace.visible
      ? likely(
          "The bot hung up the call: the hangup request is an explicit one (flag 32), and nobody used the CLI or AMI at that moment.",
          request.at,
        )
      : possible(0.8, "the hangup request is an explicit one (flag 32): the bot's DELETE, or a CLI hangup");
  },
  advise: () => [
    {
      kind: "bot",
      title: "Let only one place hang up, and never while an answer is on its way",
      reason:
        "Find the task that deletes channels (watchdog, clean-up of stale calls, end of session) and have it check whether the call is waiting for the model or the speech.",
      risk: null,
      apply: [],
      verify: [],
    },
    watchTheChannel,
  ],
  missing: () => [missingBotDelete, missingHangupEvent, missingDebug],
});

/**
 * The call lost nothing that the logs show. A timer that ended it may still have cut the caller off, for no line says whether
 * the caller wanted more.
 */
function judgeServed(subject: Subject, hangup: BotHangup | null): Judgement | null {
  if (!hangup?.proven) return null;
  const said = timerBefore(subject, hangup.at);
  const words = said?.at.event.message ?? (isTimers(hangup) ? whyOf(hangup) : null);
  return words === null
    ? null
    : possible(
        0.6,
        `a timer in the bot ended the call after it had been served; no line says whether the caller wanted more. The bot says: ${words}`,
      );
}

function isTimers({ at: { event } }: BotHangup): boolean {
  return event.type !== "ari-request" && event.timer;
}

/**
 * Is the open hold the only sign that something was lost? If a log lost a playback, or its refusal, the same lines would be
 * left.
 */
function isLostByHoldAlone(subject: Subject): boolean {
  return lossesOf(subject).every(({ kind }) => kind === "ended-in-hold");
}

/** By its own log, had the lost playback failed before the bot hung up? Then the bot hung up because of that. */
function hadFailedBefore(subject: Subject, hangup: TimedEvent): boolean {
  const { call, facts } = subject;
  return (
    lossesOf(subject).every(({ kind }) => kind === "ended-while-playing" || kind === "ended-in-hold") &&
    facts.own.some(
      (timed) =>
        timed.event.type === "bot-play-finished" &&
        timed.event.state === "failed" &&
        isBefore(timed, hangup, call.events) &&
        timed.atMs !== null &&
        hangup.atMs !== null &&
        hangup.atMs - timed.atMs >= AT_ONCE_MS,
    )
  );
}

/** What a hang-up ends fails within milliseconds. */
const AT_ONCE_MS = 100;

/** A bot that comes back cleans up what it finds, and does not always say so. */
function startedAnewBefore({ call, facts }: Subject, hangup: TimedEvent): boolean {
  const served = facts.own.findLast(
    (timed) => timed.event.side === "bot" && timed !== hangup && isBefore(timed, hangup, call.events),
  );
  if (served === undefined) return false;
  const { event, atMs } = served;
  for (const started of call.surroundings.of("bot-started")) {
    const { event: start, atMs: startMs } = started;
    if (start.sourceIndex === event.sourceIndex && hangup.event.sourceIndex === event.sourceIndex) {
      if (start.line > event.line && start.line < hangup.event.line) return true;
    } else if (atMs !== null && startMs !== null && hangup.atMs !== null && startMs > atMs && startMs < hangup.atMs)
      return true;
  }
  return false;
}

/** After these a bot speaks. */
const ANSWER_COMES: ReadonlySet<EventType> = new Set<EventType>(["bot-model-answered", "bot-tts", "bot-unhold"]);
/** What is ready is played at once. */
const UNPLAYED_MS = 1_000;

/** Had the bot's speech been ready, or its last hold been over, a while before it hung up, with only that hold left open? */
function wasAboutToPlay({ facts }: Subject, hangup: TimedEvent): boolean {
  const last = facts.turns.at(-1);
  if (!last || last.attempt !== null || facts.faults.some(({ kind }) => kind !== "ended-in-hold")) return false;
  return facts.own.some(
    ({ event, atMs }) =>
      ANSWER_COMES.has(event.type) &&
      atMs !== null &&
      hangup.atMs !== null &&
      last.hold.atMs !== null &&
      atMs >= last.hold.atMs &&
      hangup.atMs - atMs >= UNPLAYED_MS,
  );
}
