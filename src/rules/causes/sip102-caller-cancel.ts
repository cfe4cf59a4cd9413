// The caller gave up before the answer. The bot's attempt to answer then gets 404. In a plain dialplan, an unanswered channel is
// hung up while an application waits (main/pbx.c: Spawn extension … exited non-zero).
import { eventsOf, firstOf } from "../../calls/call.js";
import { sipMessages, whereRead } from "../../calls/facts/on-the-wire.js";
import { confirmed, likely, possible, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";
import { missingHangupEvent, missingSipTrace, traceSip } from "../shared/advice.js";
import { dialplanEnd } from "../shared/dialplan-end.js";
import { gotFurther } from "../shared/evidence.js";
import { botLogReaches, hangupRequest, SOFT } from "../shared/hangup-evidence.js";

export const callerCancel = defineCause({
  code: "SIP102",
  name: "caller-cancel",
  severity: "warning",
  since: "0.1.0",
  explains: ["caller-hangup"],
  docs: {
    meaning: "The caller gave up before the call was answered.",
    impact: "There was no call yet. If the bot answers afterwards, it gets 404.",
    evidence:
      "Confirmed by the caller's CANCEL in a SIP trace or a capture of packets. Likely by a hangup request while the call was still ringing, or by `Spawn extension ... exited non-zero` at a step that only a hangup ends (Wait, Dial, Playback), in a dialplan that had neither answered the call nor sent it to Stasis(). Both count only if the log shows how the call began. A candidate if the bot's answer gets 404.",
    excludedBy:
      "Any sign that the call had been answered or had got further: an answer, a hold, music, a playback, speech, a bridge, a media leg, Stasis() without its app, a media server that refused. With only the bot's log, also a line of the call in words that this tool does not know. A last step that ends the call itself (Hangup, Busy, Congestion: SYS110) or failed (Answer, AudioSocket: SYS111). A hangup request with cause 32 or 4 is not the caller's.",
    fix: "Answer at once, in the dialplan before Stasis() or in the bot on StasisStart, and greet: callers do not wait in silence. Treat 404 on answer as the end of the call.",
    references: ["RFC 3261 section 9", "main/pbx.c:__ast_pbx_run"],
  },
  judge: (subject) => {
    const { call } = subject;
    if (gotFurther(subject)) return null;
    const cancel = sipMessages(call).find(({ event }) => event.method === "CANCEL" && event.direction === "received");
    if (cancel) return confirmed(`The caller gave up before the answer: its CANCEL is ${whereRead(cancel)}.`, cancel);
    const refused = eventsOf(call, "bot-request-failed").find(
      ({ event }) => event.action === "answer" && event.status === 404,
    );
    const request = hangupRequest(subject);
    if (
      request &&
      // an answer that found no channel was meant for one that was ringing
      (refused !== undefined || showsTheRing(subject, request.at.atMs)) &&
      request.cause !== SOFT.explicit &&
      request.cause !== SOFT.shutdown
    ) {
      return likely(
        "The caller gave up before the answer: the channel was hung up while it was still ringing.",
        request.at,
        ...(refused ? [refused] : []),
      );
    }
    if (refused) return possible(0.9, "the bot's answer got 404: the channel went away while it was still ringing");
    const end = dialplanEnd(subject);
    if (!end || !fromItsBeginning(subject) || usedStasis(subject) || dialled(subject)) return null;
    if (end.by === "hangup")
      return likely(
        `The caller gave up before the answer: the channel was hung up in ${end.step.event.app}(), and nothing had answered it.`,
        end.step,
        end.line,
      );
    return end.by === "unknown"
      ? possible(0.5, "the dialplan ended at a step that a hangup ends, but an error in the step would end it as well")
      : null;
  },
  advise: ({ limits }) => [
    {
      kind: "bot",
      title: "Answer at once",
      reason: "Answer the channel on StasisStart and play a greeting; callers do not wait in silence.",
      risk: null,
      apply: [],
      verify: [],
    },
    traceSip(limits),
  ],
  missing: ({ limits }) => [missingSipTrace(limits), missingHangupEvent],
});

const usedStasis = ({ call }: Subject): boolean =>
  eventsOf(call, "dialplan").some(({ event }) => event.app === "Stasis");
const dialled = ({ call }: Subject): boolean => eventsOf(call, "dial").some(({ event }) => event.state === "answered");

/** A bot log that begins in the middle of a call, or stops before its end, does not show whether the bot had answered it. */
const showsTheRing = (subject: Subject, endMs: number | null): boolean =>
  subject.call.sides.bot
    ? firstOf(subject.call, "bot-stasis-start") !== undefined &&
      botLogReaches(subject, endMs) &&
      (subject.call.sides.asterisk || !saysMore(subject, endMs))
    : subject.facts.begun;

/** Any line of the bot in unknown words, before the end, may be its answer or a playback. */
const saysMore = ({ call }: Subject, endMs: number | null): boolean =>
  eventsOf(call, "bot-line").some(({ atMs }) => endMs === null || atMs === null || atMs < endMs);

/** A log that begins in the middle of a call does not show whether it had been answered. */
const fromItsBeginning = ({ call }: Subject): boolean => firstOf(call, "dialplan")?.event.priority === 1;
