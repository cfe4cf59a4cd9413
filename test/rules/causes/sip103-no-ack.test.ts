import { noAck } from "../../../src/rules/causes/sip103-no-ack.js";
import { testRule } from "../../support/rule-tester.js";

const bot = (id: string, caller: string, end: string) => `
  2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=${id} caller=${caller} exten=1000
  2026-11-22 15:52:00,140 - bot - INFO - Channel ${id} answered
  2026-11-22 15:52:01,000 - bot - INFO - Channel ${id} put on hold
  2026-11-22 ${end} - bot - INFO - ChannelHangupRequest channel=${id} cause=18
  2026-11-22 ${end} - bot - INFO - StasisEnd channel=${id}
  2026-11-22 15:54:00,000 - bot - ERROR - POST /ari/channels/${id}/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
`;

testRule(noAck, {
  faulty: [
    {
      name: "chan_pjsip says nothing: cause 18, 32 s after the answer",
      bot: bot("1795362720.1", "79161110001", "15:52:32,142"),
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
      bot: bot("1795362720.3", "79161110003", "15:53:00,142"),
      cause: "session-timer",
    },
    {
      name: "the warning is of another dialog, half a minute before this call's end",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[95][C-00000005] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000004", "voicebot,1000,79161110004") in new stack
        [Nov 22 15:52:01] VERBOSE[95][C-00000005] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000004'
        [Nov 22 15:52:10] WARNING[14] chan_sip.c: Retransmission timeout reached on transmission ffe650cb5ab6@127.0.0.12 for seqno 9 (Critical Response) -- See https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions
        [Nov 22 15:52:40] VERBOSE[95][C-00000005] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000004
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.4 caller=79161110004 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.4 put on hold
        2026-11-22 15:52:40,100 - bot - INFO - ChannelHangupRequest channel=1795362720.4 cause=16
        2026-11-22 15:52:40,100 - bot - INFO - StasisEnd channel=1795362720.4
      `,
      cause: "caller-hangup",
    },
    {
      name: "the warning of another dialog in this call's last second, and this call's own BYE",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[95][C-00000006] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000005", "voicebot,1000,79161110005") in new stack
        [Nov 22 15:52:01] VERBOSE[95][C-00000006] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000005'
        [Nov 22 15:52:40] WARNING[14] chan_sip.c: Retransmission timeout reached on transmission aae650cb5ab6@127.0.0.12 for seqno 9 (Critical Response) -- See https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions
        [Nov 22 15:52:40] VERBOSE[95][C-00000006] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000005
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.5 caller=79161110005 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.5 put on hold
        2026-11-22 15:52:40,100 - bot - INFO - ChannelHangupRequest channel=1795362720.5 cause=16
        2026-11-22 15:52:40,100 - bot - INFO - StasisEnd channel=1795362720.5
      `,
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "cause 18 at an age that no protocol clock has",
      bot: bot("1795362720.6", "79161110006", "15:52:21,000"),
      stands: /ended after 20\.9 s/,
    },
    {
      name: "cause 18, and the answer is not in the log",
      bot: `
        2026-11-22 15:52:31,000 - bot - INFO - Channel 1795362720.7 put on hold
        2026-11-22 15:52:32,140 - bot - INFO - ChannelHangupRequest channel=1795362720.7 cause=18
        2026-11-22 15:52:32,141 - bot - INFO - StasisEnd channel=1795362720.7
      `,
    },
    {
      name: "gone 32 s after the answer, with no cause: a coincidence of age alone names nothing",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - Incoming call 1795362720.8
        2026-11-22 15:52:00,140 - bot - INFO - Channel 1795362720.8 answered
        2026-11-22 15:52:05,000 - bot - INFO - Channel 1795362720.8 put on hold
        2026-11-22 15:52:32,200 - bot - ERROR - POST /ari/channels/1795362720.8/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
    },
    {
      name: "ended 32 s after the answer, with no word of a cause",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - Incoming call 1795362720.9
        2026-11-22 15:52:00,140 - bot - INFO - Channel 1795362720.9 answered
        2026-11-22 15:52:05,000 - bot - INFO - Channel 1795362720.9 put on hold
        2026-11-22 15:52:32,201 - bot - INFO - StasisEnd channel=1795362720.9
        2026-11-22 15:52:33,200 - bot - ERROR - POST /ari/channels/1795362720.9/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      stands: "open",
    },
  ],
});
