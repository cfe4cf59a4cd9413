// Whether a channel was answered, as far as the logs show. Most dialplan applications answer by themselves (main/pbx.c and
// apps/: ast_answer, ast_auto_answer). After one of those, silence about an answer means nothing.

import { answerOf } from "../../calls/facts/own-lines.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { Subject } from "../judgement.js";

/** Applications that leave an unanswered channel unanswered. */
const LEAVE_UNANSWERED =
  /^(?:AbsoluteTimeout|CallingPres|CELGenUserEvent|DumpChan|Exec|ExecIf|Gosub|GosubIf|Goto|GotoIf|GotoIfTime|Incomplete|Log|Macro|MacroExit|MixMonitor|MSet|NoOp|PJSIPHangup|Proceeding|Progress|Return|Ringing|Set|SetAMAFlags|SIPAddHeader|SIPRemoveHeader|StackPop|Stasis|System|TrySystem|UserEvent|Verbose|Wait|While|EndWhile)$/;

/** Did the dialplan run an application that may have answered the channel without logging it? */
export function mayHaveAnswered({ facts }: Subject): boolean {
  return facts.steps.some(({ event }) => !LEAVE_UNANSWERED.test(event.app));
}

/** The line that proves that the channel was never answered. Null if there is none, or if it was answered. */
export function neverAnswered(subject: Subject): TimedEvent | null {
  const { own } = subject.facts;
  if (answerOf(own) || mayHaveAnswered(subject)) return null;
  return refusedInvite(own) ?? stillRinging(subject, own);
}

/**
 * Our final answer to the INVITE was a refusal. An INVITE has one final response (RFC 3261 section 13.3.1). 401 and 407 only ask
 * for credentials. If the call has no line before the INVITE, it may be a re-INVITE.
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
 * ARI's debug output shows the channel ringing at StasisStart, then a request for a playback or hold, but neither a request to
 * answer nor the channel up. Once debug is on, every request is printed, and the request for the playback shows that it is on.
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
