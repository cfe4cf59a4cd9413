// The far end had promised to refresh the session and did not (RFC 4028). chan_sip says so by SIP Call-ID. chan_pjsip, whose
// timer is inside pjproject, ends the call with cause 18 at SE - min(32, SE/3) and says nothing
// (docs/asterisk/sip.md#session-timers).

import { likely, possible } from "../judgement.js";
import { defineCause } from "../rule.js";
import { missingSipTrace } from "../shared/advice.js";
import { judgeTimerEnd, SESSION_CLOCKS, sinceAnswer, timerEnd, untoldEndSeconds } from "../shared/protocol-timers.js";
import { sessionAdvice } from "../shared/session-advice.js";

export const sessionTimer = defineCause({
  code: "SIP104",
  name: "session-timer",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup"],
  docs: {
    meaning: "The SIP session expired: the far end should have refreshed it and did not.",
    impact: "Every call on that trunk ends at the same age.",
    evidence:
      "Confirmed on chan_sip by `Session-Timer expired` within 1.5 s of the call's end, if it has the call's SIP Call-ID, if no other chan_sip call can be meant, or if the call is as old as the timer. Likely if the age does not decide it. If several calls fit equally well, it is a candidate for each. chan_pjsip logs nothing: there it is likely if the call ended with cause 18 at the age at which RFC 4028 ends a session that nobody refreshed. Counted from the answer, that is SE - min(32, SE/3) for a session of length SE: 60 s for 90, 1768 s for 1800, and likewise for what the configuration asks for. A candidate if the call was lost at that age and no line gives a cause.",
    excludedBy: "Cause 18 at any other age; a hangup request with any other cause.",
    fix: "Get the far end's refresh fixed: its re-INVITE or UPDATE must reach Asterisk before the session ends. Only if that is impossible, turn off session timers on this trunk: `timers=no` (pjsip.conf, endpoint) or `session-timers=refuse` (sip.conf).",
    references: [
      "RFC 4028 section 10",
      "channels/chan_sip.c:proc_session_timer",
      "channels/chan_pjsip.c:chan_pjsip_session_end",
    ],
  },
  judge: (subject) => {
    const end = timerEnd(
      subject,
      "session-timer-expired",
      () => true,
      (seconds) => SESSION_CLOCKS.expired(seconds, subject),
    );
    if (end) return judgeTimerEnd(end, "The SIP session expired: the far end did not refresh it.");
    const timer = sinceAnswer(subject);
    if (!timer) {
      const untold = untoldEndSeconds(subject);
      if (untold === null || !SESSION_CLOCKS.expired(untold, subject)) return null;
      return possible(
        0.75,
        `it ended ${untold.toFixed(1)} s after the answer, when a session that is not refreshed expires`,
      );
    }
    if (!SESSION_CLOCKS.expired(timer.seconds, subject)) return null;
    return likely(
      `The SIP session expired: cause 18, ${timer.seconds.toFixed(1)} s after the answer, where RFC 4028 ends a session that is not refreshed.`,
      timer.at,
    );
  },
  advise: (subject) => sessionAdvice(subject),
  missing: ({ limits }) => [missingSipTrace(limits)],
});
