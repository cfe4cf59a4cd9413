// The far end never confirmed our 200 OK. After 64*T1 chan_sip says so, by SIP Call-ID only. chan_pjsip says nothing; there it
// shows as cause 18 exactly 64*T1 after the answer (docs/asterisk/sip.md#no-ack-to-the-answer).

import { confirmed, likely, possible, ruledOut } from "../judgement.js";
import { defineCause } from "../rule.js";
import { missingSipTrace, RESTART_FOR_TRANSPORTS, traceSip } from "../shared/advice.js";
import { judgeTimerEnd, SESSION_CLOCKS, sinceAnswer, timerEnd, untoldEndSeconds } from "../shared/protocol-timers.js";
import { ackOnWire, unacknowledgedOnWire } from "../shared/wire-evidence.js";

export const noAck = defineCause({
  code: "SIP103",
  name: "no-ack",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup"],
  docs: {
    meaning: "The caller's side never acknowledged the answer; Asterisk gave up on the call after 64*T1 (32 s).",
    impact: "The call dies half a minute after the answer, whatever the bot does.",
    evidence:
      "Confirmed on chan_sip by `Retransmission timeout reached ... (Critical Response)` within 1.5 s of the call's end, if it has the call's SIP Call-ID, if no other chan_sip call can be meant, or if the call is as old as the timer. Likely if the age does not decide it. If several calls fit equally well, it is a candidate for each. Confirmed as well by a capture of packets in which Asterisk sends its 200 OK again and again, no ACK comes, and Asterisk hangs up. chan_pjsip logs nothing: there it is likely if the call ended with cause 18 (hangup request or HANGUPCAUSE) 32 s after the answer, give or take 1.2 s. A candidate if the call was lost at that age and no line gives a cause.",
    excludedBy: "The ACK in a capture of packets. Cause 18 at any other age; a hangup request with any other cause.",
    fix: "Tell Asterisk the address that the far end can reach, because the ACK goes to the Contact of our answer: `external_signaling_address`, `external_media_address` and `local_net` of the PJSIP transport (then restart), `externaddr` and `localnet` in sip.conf. Turn SIP ALG off in routers. No timeout option helps.",
    references: [
      "RFC 3261 section 13.3.1.4",
      "channels/chan_sip.c:retrans_pkt",
      "res/res_pjsip_session.c:session_inv_on_state_changed",
      "channels/chan_pjsip.c:chan_pjsip_session_end",
    ],
  },
  judge: (subject) => {
    const onWire = unacknowledgedOnWire(subject.call);
    if (onWire)
      return confirmed(
        `No ACK to the 200 OK: on the wire Asterisk sent it ${onWire.timesSent} times in ${onWire.seconds.toFixed(1)} s, no ACK came, and it hung up.`,
        ...onWire.proof,
      );
    const ack = ackOnWire(subject.call);
    if (ack) return ruledOut("The caller's ACK is on the wire.", ack);
    const end = timerEnd(
      subject,
      "sip-retransmission-timeout",
      ({ event }) => event.packet === "response",
      SESSION_CLOCKS.noAck,
      true,
    );
    if (end) return judgeTimerEnd(end, "No ACK to the 200 OK: Asterisk gave up and hung up.");
    const timer = sinceAnswer(subject);
    if (!timer) {
      const untold = untoldEndSeconds(subject);
      if (untold === null || !SESSION_CLOCKS.noAck(untold)) return null;
      return possible(
        0.75,
        `it ended ${untold.toFixed(1)} s after the answer, which is how long Asterisk waits for an ACK`,
      );
    }
    const { seconds, at } = timer;
    return SESSION_CLOCKS.noAck(seconds)
      ? likely(`No ACK to the 200 OK: cause 18, ${seconds.toFixed(1)} s after the answer, which is 64*T1.`, at)
      : ruledOut(
          `Asterisk gives up on a missing ACK 32 s after the answer; this call ended after ${seconds.toFixed(1)} s.`,
          at,
        );
  },
  advise: ({ limits }) => [
    {
      kind: "config",
      title: "Tell Asterisk the address that the far end can reach",
      reason:
        "The ACK goes to the Contact of the 200 OK. Behind NAT that is a private address unless Asterisk knows its public one; a SIP ALG on the router breaks it as well.",
      risk: "A wrong address stops all calls of that transport.",
      file: limits.driver === "chan_sip" ? "/etc/asterisk/sip.conf" : "/etc/asterisk/pjsip.conf",
      section: limits.driver === "chan_sip" ? "general" : "the transport",
      option:
        limits.driver === "chan_sip"
          ? "externaddr, localnet"
          : "external_signaling_address, external_media_address, local_net",
      current: null,
      proposed: "the public address, and your local network",
      appliesTo: limits.driver === "chan_sip" ? "chan_sip, Asterisk up to 20" : "chan_pjsip",
      apply: [limits.driver === "chan_sip" ? 'asterisk -rx "sip reload"' : RESTART_FOR_TRANSPORTS],
      verify: [
        limits.driver === "chan_sip" ? 'asterisk -rx "sip show settings"' : 'asterisk -rx "pjsip show transports"',
      ],
    },
    traceSip(limits),
  ],
  missing: ({ limits }) => [missingSipTrace(limits)],
});
