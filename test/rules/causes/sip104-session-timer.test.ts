import { sessionTimer } from "../../../src/rules/causes/sip104-session-timer.js";
import { testRule } from "../../support/rule-tester.js";

testRule(sessionTimer, {
  faulty: [
    {
      name: "chan_sip: its warning comes at this call's end",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[35][C-00000001] pbx.c: Executing [1010@from-trunk:1] Answer("SIP/trunk-00000000", "") in new stack
        [Nov 22 15:52:00] VERBOSE[35][C-00000001] pbx.c: Executing [1010@from-trunk:2] Stasis("SIP/trunk-00000000", "voicebot") in new stack
        [Nov 22 15:52:02] VERBOSE[35][C-00000001] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000000'
        [Nov 22 15:53:00] WARNING[14] chan_sip.c: Session-Timer expired - 2b92bcd013e7@127.0.0.11
        [Nov 22 15:53:00] VERBOSE[35][C-00000001] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000000
      `,
      confidence: "confirmed",
    },
    {
      name: "chan_pjsip, Session-Expires 90: cause 18 at 60 s; a Russian bot",
      bot: `
        2026-11-22 15:52:00,120 - бот - INFO - 🔔 Новый звонок: Channel=1795362720.1, Caller=79160000001
        2026-11-22 15:52:00,140 - бот - INFO - ✅ Канал 1795362720.1 успешно отвечен
        2026-11-22 15:52:10,000 - бот - INFO - 🔒 Канал 1795362720.1 поставлен на hold
        2026-11-22 15:53:00,150 - бот - INFO - 📞 ChannelHangupRequest для 1795362720.1, cause=18
        2026-11-22 15:53:00,151 - бот - INFO - 🔚 StasisEnd: канал 1795362720.1 покинул приложение
      `,
      confidence: "likely",
      says: /60\.0 s/,
    },
    {
      name: "Session-Expires 1800: cause 18 at 1768 s",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.2 caller=1 exten=1000
        2026-11-22 15:52:00,140 - bot - INFO - Channel 1795362720.2 answered
        2026-11-22 16:21:20,000 - bot - INFO - Channel 1795362720.2 put on hold
        2026-11-22 16:21:28,150 - bot - INFO - ChannelHangupRequest channel=1795362720.2 cause=18
        2026-11-22 16:21:28,151 - bot - INFO - StasisEnd channel=1795362720.2
      `,
      confidence: "likely",
    },
  ],
  healthy: [
    {
      name: "cause 18 at 32 s is a missing ACK",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.3 caller=1 exten=1000
        2026-11-22 15:52:00,140 - bot - INFO - Channel 1795362720.3 answered
        2026-11-22 15:52:20,000 - bot - INFO - Channel 1795362720.3 put on hold
        2026-11-22 15:52:32,150 - bot - INFO - ChannelHangupRequest channel=1795362720.3 cause=18
        2026-11-22 15:52:32,151 - bot - INFO - StasisEnd channel=1795362720.3
      `,
      cause: "no-ack",
    },
    {
      name: "60 s after the answer, but the request carries no cause: the caller's BYE",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.4 caller=1 exten=1000
        2026-11-22 15:52:00,140 - bot - INFO - Channel 1795362720.4 answered
        2026-11-22 15:52:50,000 - bot - INFO - Channel 1795362720.4 put on hold
        2026-11-22 15:53:00,150 - bot - INFO - ChannelHangupRequest channel=1795362720.4 cause=16
        2026-11-22 15:53:00,151 - bot - INFO - StasisEnd channel=1795362720.4
      `,
      cause: "caller-hangup",
    },
    {
      name: "another dialog's session expired in the second in which this caller said BYE",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[35][C-00000006] pbx.c: Executing [1010@from-trunk:1] Stasis("SIP/trunk-00000005", "voicebot,1010,79160000005") in new stack
        [Nov 22 15:52:02] VERBOSE[35][C-00000006] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000005'
        [Nov 22 15:53:00] WARNING[14] chan_sip.c: Session-Timer expired - 9992bcd013e7@127.0.0.12
        [Nov 22 15:53:00] VERBOSE[35][C-00000006] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000005
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.5 caller=79160000005 exten=1010
        2026-11-22 15:52:02,000 - bot - INFO - Channel 1795362720.5 put on hold
        2026-11-22 15:53:00,150 - bot - INFO - ChannelHangupRequest channel=1795362720.5 cause=16
        2026-11-22 15:53:00,151 - bot - INFO - StasisEnd channel=1795362720.5
      `,
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "cause 18 at 45 s fits no session that is common",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.6 caller=1 exten=1000
        2026-11-22 15:52:00,140 - bot - INFO - Channel 1795362720.6 answered
        2026-11-22 15:52:40,000 - bot - INFO - Channel 1795362720.6 put on hold
        2026-11-22 15:52:45,150 - bot - INFO - ChannelHangupRequest channel=1795362720.6 cause=18
        2026-11-22 15:52:45,151 - bot - INFO - StasisEnd channel=1795362720.6
      `,
    },
  ],
});
