import { noAck } from "../../../src/rules/causes/sip103-no-ack.js";
import { type BotLog, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

const held = bot.stasisStart(0.12).answered(0.14).hold(1);
/** It is told only when it wants to play. */
const endsWith18 = (at: number): BotLog => held.hangupRequest(at, 18).stasisEnd(at).playRefused(120);

testRule(noAck, {
  faulty: [
    {
      name: "chan_pjsip says nothing: cause 18, 32 s after the answer",
      bot: endsWith18(32.142),
      confidence: "likely",
      says: /32\.0 s after the answer/,
    },
    {
      name: "chan_sip says it, by SIP Call-ID only",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[95][C-00000003] pbx.c: Executing [1000@from-trunk:1] Answer("SIP/trunk-00000002", "") in new stack
        [Nov 22 15:52:00] VERBOSE[95][C-00000003] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/trunk-00000002", "voicebot,1000,79161110002") in new stack
        [Nov 22 15:52:01] VERBOSE[95][C-00000003] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000002'
        [Nov 22 15:52:32] WARNING[14] chan_sip.c: Retransmission timeout reached on transmission 03e650cb5ab6@127.0.0.11 for seqno 157 (Critical Response) -- See https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions
        Packet timed out after 32000ms with no response
        [Nov 22 15:52:32] WARNING[14] chan_sip.c: Hanging up call 03e650cb5ab6@127.0.0.11 - no reply to our critical packet (see https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions).
        [Nov 22 15:52:32] VERBOSE[95][C-00000003] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000002
      `,
      confidence: "confirmed",
    },
  ],
  healthy: [
    {
      name: "cause 18 at the age of a session timer",
      bot: endsWith18(60.142),
      cause: "session-timer",
    },
    {
      name: "the warning is of another dialog, half a minute before this call's end",
      asterisk: chanSip
        .stasis(0)
        .musicStarts(1)
        .logs(
          10,
          "WARNING[14] chan_sip.c: Retransmission timeout reached on transmission ffe650cb5ab6@127.0.0.12 for seqno 9 (Critical Response) -- See https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions",
        )
        .musicStops(40),
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(40.1, 16).stasisEnd(40.1),
      cause: "caller-hangup",
    },
    {
      name: "the warning of another dialog in this call's last second, and this call's own BYE",
      asterisk: chanSip
        .stasis(0)
        .musicStarts(1)
        .logs(
          40,
          "WARNING[14] chan_sip.c: Retransmission timeout reached on transmission aae650cb5ab6@127.0.0.12 for seqno 9 (Critical Response) -- See https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions",
        )
        .musicStops(40),
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(40.1, 16).stasisEnd(40.1),
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "cause 18 at an age that no protocol clock has",
      bot: endsWith18(21),
      stands: /ended after 20\.9 s/,
    },
    {
      name: "cause 18, and the answer is not in the log",
      bot: bot.hold(31).hangupRequest(32.14, 18).stasisEnd(32.141),
    },
    {
      name: "gone 32 s after the answer, with no cause: a coincidence of age alone names nothing",
      bot: bot.says(0.12, "Incoming call 1795362720.1").answered(0.14).hold(5).playRefused(32.2),
    },
    {
      name: "ended 32 s after the answer, with no word of a cause",
      bot: bot.says(0.12, "Incoming call 1795362720.1").answered(0.14).hold(5).stasisEnd(32.201).playRefused(33.2),
      stands: "open",
    },
    {
      name: "ended 21 s after the answer, with no word of a cause",
      bot: bot.says(0.12, "Incoming call 1795362720.1").answered(0.14).hold(5).stasisEnd(21.2).playRefused(22.2),
      stands: "absent",
    },
  ],
});
