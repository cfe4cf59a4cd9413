// Asterisk's own session refresh, a re-INVITE at half the interval, got no answer for 64*T1.

import { confirmed, likely, possible } from "../judgement.js";
import { defineCause } from "../rule.js";
import { missingSipTrace } from "../shared/advice.js";
import { judgeTimerEnd, SESSION_CLOCKS, sinceAnswer, timerEnd, untoldEndSeconds } from "../shared/protocol-timers.js";
import { sessionAdvice } from "../shared/session-advice.js";
import { unansweredRefresh } from "../shared/wire-evidence.js";

export const sessionRefreshUnanswered = defineCause({
  code: "SIP105",
  name: "session-refresh-unanswered",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup"],
  docs: {
    meaning: "Asterisk asked the far end to refresh the session and got no answer.",
    impact: "Every call on that trunk ends at the same age; signalling towards the far end is broken.",
    evidence:
      "Confirmed on chan_sip by `Retransmission timeout reached ... (Critical Request)` within 1.5 s of the call's end, if it has the call's SIP Call-ID, if no other chan_sip call can be meant, or if the call is as old as the timer. Likely if the age does not decide it. If several calls fit equally well, it is a candidate for each. chan_pjsip logs nothing: there it is likely if the call ended with cause 18 at half the session's length plus 32 s after the answer: 77 s for 90, 932 s for 1800, and likewise for what the configuration asks for. A candidate if the call was lost at that age and no line gives a cause.",
    excludedBy: "Cause 18 at any other age; a hangup request with any other cause.",
    fix: "Find what drops requests in a running call: a firewall, a NAT binding that ran out, a proxy that left the path. A SIP trace around half the session's length shows our re-INVITE and who does not answer. As a stopgap, set `timers=no` (pjsip.conf, endpoint) or `session-timers=refuse` (sip.conf).",
    references: [
      "RFC 4028 section 7.2",
      "RFC 4028 section 10",
      "channels/chan_sip.c:retrans_pkt",
      "channels/chan_pjsip.c:chan_pjsip_session_end",
    ],
  },
  judge: (subject) => {
    const refresh = unansweredRefresh(subject.call);
    if (refresh)
      return confirmed(
        "Asterisk's session refresh got no answer: on the wire it was sent again and again, and then came Asterisk's BYE.",
        ...refresh,
      );
    const end = timerEnd(
      subject,
      "sip-retransmission-timeout",
      ({ event }) => event.packet === "request",
      (seconds) => SESSION_CLOCKS.refreshUnanswered(seconds, subject),
    );
    if (end) return judgeTimerEnd(end, "Asterisk's session refresh got no answer, so it hung up.");
    const timer = sinceAnswer(subject);
    if (!timer) {
      const untold = untoldEndSeconds(subject);
      if (untold === null || !SESSION_CLOCKS.refreshUnanswered(untold, subject)) return null;
      return possible(
        0.75,
        `it ended ${untold.toFixed(1)} s after the answer, when a session refresh that nobody answers ends the call`,
      );
    }
    if (!SESSION_CLOCKS.refreshUnanswered(timer.seconds, subject)) return null;
    return likely(
      `Asterisk's session refresh got no answer: cause 18, ${timer.seconds.toFixed(1)} s after the answer, which is half the session's time and 64*T1.`,
      timer.at,
    );
  },
  advise: (subject) => sessionAdvice(subject),
  missing: ({ limits }) => [missingSipTrace(limits)],
});
