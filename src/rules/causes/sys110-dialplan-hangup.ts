// The dialplan itself ended the call: by Hangup(), Busy() or Congestion(), or because it had no further step. That is reported
// only if the caller had got nothing yet, or was waiting, since a call usually ends this way.

import { eventsOf, firstOf, has } from "../../calls/call.js";
import type { Step } from "../../calls/facts/death.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { EventOf } from "../../events/event.js";
import { confirmed, possible, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";
import { type DialplanEnd, dialplanEnd, placeOf } from "../shared/dialplan-end.js";
import { gotFurther, wasLost } from "../shared/evidence.js";

export const dialplanHangup = defineCause({
  code: "SYS110",
  name: "dialplan-hangup",
  severity: "warning",
  since: "0.1.0",
  explains: ["caller-cancel", "caller-hangup"],
  docs: {
    meaning: "The dialplan ended the call before anybody had answered it, or while the caller was waiting.",
    impact:
      "The caller is turned away. That may be intended (closed, busy, barred), or it may be a branch that nobody expected to be taken.",
    evidence:
      "Confirmed by the channel's last `Executing` line, if it runs `Hangup()`, `Busy()` or `Congestion()` and one of two lines follows: `Spawn extension … exited non-zero` at that place, or the first step of extension `h`. These applications never return, so `Spawn extension` may also name the place of the Macro() around them. Also confirmed by `Auto fallthrough`: there was no next step. `Busy()` and `Congestion()` also turn away an answered call. So does `Hangup()` after a `Dial()` that reached nobody (`Everyone is busy/congested at this time`), unless something had served the call: Stasis(), AudioSocket(), AGI(), a queue, a conference, a mailbox that is there, another party.",
    excludedBy:
      "A later step. Steps from the `h` extension on, which belong to the hang-up. A last step that only a hangup ends (Wait, Playback, Dial). A log in which the step itself is missing. It is only a candidate if the log begins during the call, or if steps in between are missing: a Stasis() or Dial() that failed is also followed by a Hangup(). `Hangup()` is not raised if the call had been answered or served and nobody was waiting.",
    fix: "Look at the step that the report names, and at what led to it: GotoIf, time conditions, `DIALSTATUS` after Dial(). If the call was meant for the bot, the branch to Stasis() was not taken.",
    references: [
      "main/pbx_builtins.c:pbx_builtin_hangup",
      "main/pbx.c:__ast_pbx_run",
      "apps/app_dial.c:wait_for_answer",
    ],
  },
  judge: (subject) => {
    const end = dialplanEnd(subject);
    if (end === null || (end.by !== "step" && end.by !== "no-more-steps")) return null;
    const failed = failedDial(subject);
    const isTurnedAway = end.by === "step" && (end.app !== "Hangup" || failed.length > 0) && !wasServed(subject);
    if (!isTurnedAway && !wasLost(subject) && (gotFurther(subject) || usedStasis(subject))) return null;
    const busy = lastDial(subject);
    const mailbox = firstOf(subject.call, "mailbox-missing");
    const why = `${
      busy
        ? `, after ${busy.event.peer} was ${busy.event.state}`
        : failed[0]
          ? `, after Dial() reached nobody (${failed[0].event.why})`
          : ""
    }${mailbox ? `, and there was no mailbox ${mailbox.event.mailbox}` : ""}`;
    const proof: TimedEvent[] = [
      ...("step" in end ? [end.step] : []),
      end.line,
      ...(busy ? [busy] : failed),
      ...(mailbox ? [mailbox] : []),
    ];
    // a log that begins within the call does not show what led here: a Stasis() without a bot, a peer that was gone
    if (!subject.facts.begun)
      return possible(0.8, `${summaryOf(end)}${why}; what led to it happened before the log begins`);
    if (!isWhole(subject.facts.steps))
      return possible(0.8, `${summaryOf(end)}${why}; the log does not have all the steps that led to it`);
    return confirmed(`${summaryOf(end)}${why}.`, ...(proof as [TimedEvent, ...TimedEvent[]]));
  },
  advise: (subject) => {
    const end = dialplanEnd(subject);
    return [
      {
        kind: "config",
        title: "Check whether the call was meant to take this branch of the dialplan",
        reason:
          "The dialplan did what it says. Follow the Executing lines of this call to the condition that led to it: a time condition, a pattern, DIALSTATUS.",
        risk: null,
        file: "/etc/asterisk/extensions.conf",
        section: end && "step" in end ? end.step.event.context : "the context of this call",
        proposed: "the branch that this call should have taken",
        apply: ['asterisk -rx "dialplan reload"'],
        verify: [
          end && "step" in end
            ? `asterisk -rx "dialplan show ${end.step.event.exten}@${end.step.event.context}"`
            : 'asterisk -rx "dialplan show CONTEXT"',
        ],
      },
    ];
  },
  missing: () => [],
});

function summaryOf(end: Extract<DialplanEnd, { readonly by: "step" | "no-more-steps" }>): string {
  if (end.by === "no-more-steps")
    return `The dialplan had no further step for the call and ended it (DIALSTATUS ${end.line.event.detail})`;
  const what = end.app === "Hangup" ? "ended the call" : "turned the call away";
  return `The dialplan ${what} with ${end.app}() at ${placeOf(end.step)}`;
}

/** Only the bot knows whether a channel that was in Stasis() was answered there. */
const usedStasis = ({ facts }: Subject): boolean => facts.steps.some(({ event }) => event.app === "Stasis");

/** Applications that connect the caller with somebody or something. */
const SERVES =
  /^(?:Stasis|AudioSocket|(?:Dead|E|Async)?AGI|Queue|VoiceMail(?:Main)?|ConfBridge|MeetMe|Directory|ExternalIVR)$/;

/** Did the call reach anybody? Tones or an announcement alone do not count. */
const wasServed = ({ call, facts }: Subject): boolean =>
  call.sides.bot ||
  facts.steps.some(
    ({ event }) => SERVES.test(event.app) && !(event.app === "VoiceMail" && has(call, "mailbox-missing")),
  ) ||
  eventsOf(call, "bridge-joined").length > 0 ||
  eventsOf(call, "dial").some(({ event }) => event.state === "answered");

/**
 * Why the dialplan's last Dial() reached nobody, the most telling line first. Empty if somebody was reached, or may have been.
 */
function failedDial({ call, facts: { steps } }: Subject): readonly TimedEvent<EventOf<"dial-failed">>[] {
  const dial = steps.findLast(({ event }) => event.app === "Dial");
  if (dial === undefined) return [];
  const from = call.events.indexOf(dial);
  const failed = eventsOf(call, "dial-failed").filter((timed) => call.events.indexOf(timed) > from);
  return failed.some(({ event }) => event.isWhole) ? failed : [];
}

const lastDial = ({ call }: Subject) => eventsOf(call, "dial").findLast(({ event }) => event.state === "busy");

/** Applications that go on elsewhere, or skip steps. */
const JUMPS =
  /^(?:Goto|GotoIf|GotoIfTime|Gosub|GosubIf|Macro|MacroIf|Return|While|EndWhile|ExitWhile|ContinueWhile|AGI|DeadAGI|EAGI|FastAGI|Lua|Switch|Park|Page|Queue|Dial|RetryDial|Stasis|Read|BackGround|WaitExten|Exec|TryExec|ExecIf|ChannelRedirect|Transfer|VoiceMail|VoiceMailMain|DISA|Directory)$/;

/** Are all steps there? A step whose line was lost leaves a hole in the priorities. */
function isWhole(steps: readonly Step[]): boolean {
  return steps.every(({ event }, i) => {
    const before = steps[i - 1]?.event;
    if (before === undefined || before.exten !== event.exten || before.context !== event.context) return true;
    return event.priority <= before.priority + 1 || JUMPS.test(before.app);
  });
}
