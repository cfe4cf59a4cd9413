// Whether a channel was answered, as far as the logs show it. Most applications of the dialplan answer by themselves
// (main/pbx.c and apps/: ast_answer, ast_auto_answer): after one of them silence about an answer means nothing.

import { answerOf } from "../../calls/story/own-lines.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { Subject } from "../judgement.js";

/** Applications that leave an unanswered channel as it is. */
const LEAVE_UNANSWERED =
  /^(?:AbsoluteTimeout|CallingPres|CELGenUserEvent|DumpChan|Exec|ExecIf|Gosub|GosubIf|Goto|GotoIf|GotoIfTime|Incomplete|Log|Macro|MacroExit|MixMonitor|MSet|NoOp|PJSIPHangup|Proceeding|Progress|Return|Ringing|Set|SetAMAFlags|SIPAddHeader|SIPRemoveHeader|StackPop|Stasis|System|TrySystem|UserEvent|Verbose|Wait|While|EndWhile)$/;

/** Did the dialplan run an application that may have answered the channel, with no line that says so? */
export function mayHaveAnswered({ story }: Subject): boolean {
  return story.steps.some(({ event }) => !LEAVE_UNANSWERED.test(event.app));
}

/** The line that proves that the channel was never answered; null where none does, or where it was. */
export function neverAnswered(subject: Subject): TimedEvent | null {
  const { own } = subject.story;
  if (answerOf(own) || mayHaveAnswered(subject)) return null;
  return refusedInvite(own) ?? stillRinging(subject, own);
}

/**
 * Our final answer to the INVITE was a refusal: RFC 3261 section 13.3.1, an INVITE has one final response. 401 and 407 only ask
 * for credentials; without a line of the call before the INVITE it may be one within the call.
 */
function refusedInvite(own: readonly TimedEvent[]): TimedEvent | null {
  const first = own.findIndex(({ event }) => event.type !== "strict-rtp");
  const invite = own.findIndex(
    ({ event }) => event.type === "sip-message" && event.direction === "received" && event.method === "INVITE",
  );
  if (invite < 0 || invite > first) return null;
  return (
    own.find(
      ({ event }) =>
        event.type === "sip-message" &&
        event.direction === "sent" &&
        event.cseqMethod === "INVITE" &&
        event.status !== null &&
        event.status >= 300 &&
        event.status !== 401 &&
        event.status !== 407,
    ) ?? null
  );
}

/**
 * ARI's debug shows the channel ringing at StasisStart, a playback or hold asked for, and neither an answer asked for nor the
 * channel up. It prints every request once it is on, and the request for the playback shows that it is.
 */
function stillRinging({ call }: Subject, own: readonly TimedEvent[]): TimedEvent | null {
  if (call.seen.lossy) return null;
  const start = own.findIndex(
    ({ event }) => event.type === "ari-event" && event.event === "StasisStart" && event.state === "Ring",
  );
  if (start < 0) return null;
  const after = own.slice(start + 1);
  const asked = after.some(
    ({ event }) => event.type === "ari-request" && event.method === "POST" && /\/(?:play|hold)\b/.test(event.path),
  );
  const up = after.some(
    ({ event }) =>
      (event.type === "ari-event" && event.state === "Up") ||
      (event.type === "ari-request" && /\/answer$/.test(event.path)),
  );
  return asked && !up ? (own[start] ?? null) : null;
}
