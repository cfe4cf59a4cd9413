// Asterisk's own session refresh (a re-INVITE at half the session's time) met no answer for 64*T1.
import { missingSipTrace } from "./advice.js";
import { SESSION_CLOCKS, sinceAnswer, timerEnd } from "./protocol-timers.js";
import { confirmed, defineCause, likely } from "./rule.js";
import { sessionAdvice } from "./sip104-session-timer.js";

export const sessionRefreshUnanswered = defineCause({
  code: "SIP105",
  name: "session-refresh-unanswered",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup"],
  docs: {
    meaning: "Asterisk asked the far end to refresh the session and got no answer.",
    impact: "Every call of that trunk ends at the same age; signalling towards the far end is broken.",
    references: ["RFC 4028 section 7.2", "channels/chan_sip.c:retrans_pkt"],
  },
  judge: (subject) => {
    const end = timerEnd(subject, "sip-retransmission-timeout", ({ event }) => event.packet === "request");
    if (end) return confirmed("Asterisk's session refresh met no answer, so it hung up.", end.warning, end.death);
    const timer = sinceAnswer(subject);
    if (!timer || !SESSION_CLOCKS.refreshUnanswered(timer.seconds, subject)) return null;
    return likely(
      `Asterisk's session refresh met no answer: cause 18, ${timer.seconds.toFixed(1)} s after the answer, which is half the session's time and 64*T1.`,
      timer.at,
    );
  },
  advise: (subject) => sessionAdvice(subject),
  missing: ({ limits }) => [missingSipTrace(limits)],
});
