// The far end answered a re-INVITE with 481: it had lost the call, so Asterisk hangs up. chan_sip says so by SIP Call-ID only.
// Without a trace the line belongs to this call only if it comes at this call's end.
import { firstOf } from "../../calls/call.js";
import { sipMessages } from "../../calls/facts/on-the-wire.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { EventOf } from "../../events/event.js";
import { confirmed, likely, possible } from "../judgement.js";
import { defineCause } from "../rule.js";
import { missingSipTrace, traceSip, watchTheChannel } from "../shared/advice.js";
import { around, fitsOthers } from "../shared/evidence.js";
import { hangupRequest } from "../shared/hangup-evidence.js";

/** AST_CAUSE_INTERWORKING, the cause after a 481 to a re-INVITE (docs/asterisk/sip.md#answers-to-a-re-invite). */
const INTERWORKING = 127;
/** The line and the end of the channel are in the same second, or in neighbouring ones. */
const SAME_END_MS = 1_500;

export const dialogGone = defineCause({
  code: "SIP111",
  name: "dialog-gone",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup"],
  docs: {
    meaning: "The far end no longer knew the call: it answered a re-INVITE with 481, and Asterisk hung up.",
    impact: "The call ends when Asterisk next changes it: a hold, direct media, a session refresh.",
    evidence:
      "Confirmed by a SIP trace with 481 to a re-INVITE of Asterisk's, or by chan_sip's `Re-invite to non-existing call leg` with this call's Call-ID. Likely if the same line comes at this call's end and the hangup request has cause 127. Possible without a request, or if other calls ended the same way at that moment.",
    excludedBy: "A hangup request with a cause other than 127.",
    fix: "Look at the far end: it restarted, failed over, or ended the call with a BYE that got lost on the way.",
    references: ["channels/chan_sip.c:handle_response_invite", "RFC 3261 section 12.2.1.2"],
  },
  judge: (subject) => {
    const { call, facts } = subject;
    const own = firstOf(call, "sip-dialog-gone");
    const answer = sipMessages(call).find(
      ({ event }) => event.direction === "received" && event.status === 481 && event.cseqMethod === "INVITE",
    );
    const proof = own ?? answer;
    if (proof) return confirmed("The far end answered a re-INVITE with 481: it no longer knew the call.", proof);
    const request = hangupRequest(subject);
    if (
      !facts.death ||
      call.driver !== "chan_sip" ||
      (request && request.cause !== INTERWORKING && request.cause !== "not-told")
    )
      return null;
    const lines = [...around(subject, "sip-dialog-gone", facts.death.atMs, SAME_END_MS, SAME_END_MS)];
    const [near] = lines;
    if (!near) return null;
    const isAlike = ({ event }: TimedEvent<EventOf<"call-moment">>): boolean =>
      event.moment === "ended" && event.cause === INTERWORKING;
    return request?.cause === INTERWORKING && !fitsOthers(subject, lines, SAME_END_MS, SAME_END_MS, isAlike)
      ? likely(
          "The far end no longer knew the call (481 to a re-INVITE) when it ended with cause 127.",
          near,
          request.at,
        )
      : possible(0.5, "some far end no longer knew its call (481 to a re-INVITE) when this one ended");
  },
  advise: ({ limits }) => [traceSip(limits), watchTheChannel],
  missing: ({ limits }) => [missingSipTrace(limits)],
});
