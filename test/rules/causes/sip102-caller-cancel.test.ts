import { callerCancel } from "../../../src/rules/causes/sip102-caller-cancel.js";
import { testRule } from "../../support/rule-tester.js";

testRule(callerCancel, {
  faulty: [
    {
      name: "ringing in the dialplan, then gone",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[95][C-00000004] pbx.c: Executing [1200@from-trunk:1] Ringing("PJSIP/trunk-00000003", "") in new stack
        [Nov 22 15:52:00] VERBOSE[95][C-00000004] pbx.c: Executing [1200@from-trunk:2] Wait("PJSIP/trunk-00000003", "8") in new stack
        [Nov 22 15:52:02] VERBOSE[95][C-00000004] pbx.c: Spawn extension (from-trunk, 1200, 2) exited non-zero on 'PJSIP/trunk-00000003'
      `,
      confidence: "likely",
    },
    {
      name: "chan_pjsip gives cause 127 before the bot has answered",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[95][C-00000005] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000004", "voicebot,1000,79165253125") in new stack
      `,
      bot: `
        {"level": 30, "time": 1795362720111, "pid": 3, "hostname": "b", "name": "call", "channelId": "1795362720.4", "msg": "StasisStart channel=1795362720.4 caller=79165253125 exten=1000"}
        {"level": 30, "time": 1795362722413, "pid": 3, "hostname": "b", "name": "ari", "channelId": "1795362720.4", "cause": 127, "msg": "ChannelHangupRequest channel=1795362720.4 cause=127"}
        {"level": 30, "time": 1795362722414, "pid": 3, "hostname": "b", "name": "ari", "channelId": "1795362720.4", "msg": "StasisEnd channel=1795362720.4"}
        {"level": 50, "time": 1795362724913, "pid": 3, "hostname": "b", "name": "ari", "channelId": "1795362720.4", "statusCode": 404, "msg": "POST /ari/channels/1795362720.4/answer failed: 404 {\\"message\\":\\"Channel not found\\"}"}
      `,
      confidence: "likely",
    },
    {
      name: "its CANCEL is in chan_sip's trace",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[50] chan_sip.c: 
        <--- SIP read from UDP:127.0.0.11:46208 --->
        INVITE sip:1000@127.0.0.1:5060 SIP/2.0
        Call-ID: 069f1819d336@127.0.0.11
        CSeq: 145 INVITE
        [Nov 22 15:52:00] VERBOSE[95][C-00000006] pbx.c: Executing [1200@from-trunk:1] Ringing("SIP/trunk-00000005", "") in new stack
        [Nov 22 15:52:02] VERBOSE[50] chan_sip.c: 
        <--- SIP read from UDP:127.0.0.11:46208 --->
        CANCEL sip:1000@127.0.0.1:5060 SIP/2.0
        Call-ID: 069f1819d336@127.0.0.11
        CSeq: 145 CANCEL
      `,
      call: "069f1819d336@127.0.0.11",
      confidence: "confirmed",
      says: /CANCEL/,
    },
  ],
  healthy: [
    {
      name: "a line of the bot in words that are not known may be its answer: nothing shows that the call still rang",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.61
        2026-11-22 15:52:00,310 - bot - INFO - linea aperta 1795362720.61
        2026-11-22 15:52:19,000 - bot - INFO - ChannelHangupRequest channel=1795362720.61
        2026-11-22 15:52:19,100 - bot - INFO - StasisEnd channel=1795362720.61
      `,
    },
    {
      name: "a leg that the bot bridged with its media was up, though no line says that it was answered",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.7
        2026-11-22 15:52:00,220 - bot - INFO - ChannelEnteredBridge channel=1795362720.7
        2026-11-22 15:52:30,000 - bot - INFO - ChannelHangupRequest channel=1795362720.7
        2026-11-22 15:52:30,001 - bot - INFO - ChannelLeftBridge channel=1795362720.7
        2026-11-22 15:52:30,002 - bot - INFO - StasisEnd channel=1795362720.7
      `,
    },
    {
      name: "the call was answered: Spawn extension is its ordinary end",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[95][C-00000007] pbx.c: Executing [1300@from-trunk:1] Answer("PJSIP/trunk-00000006", "") in new stack
        [Nov 22 15:52:00] VERBOSE[95][C-00000007] pbx.c: Executing [1300@from-trunk:2] Wait("PJSIP/trunk-00000006", "8") in new stack
        [Nov 22 15:52:05] VERBOSE[95][C-00000007] pbx.c: Spawn extension (from-trunk, 1300, 2) exited non-zero on 'PJSIP/trunk-00000006'
      `,
    },
    {
      name: "an agent answered the Dial",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-00000016] pbx.c: Executing [1500@from-trunk:1] Dial("SIP/trunk-00000015", "SIP/1001,30") in new stack
        [Nov 22 15:52:00] VERBOSE[10][C-00000016] app_dial.c: Called SIP/1001
        [Nov 22 15:52:02] VERBOSE[10][C-00000016] app_dial.c: SIP/1001-00000016 answered SIP/trunk-00000015
        [Nov 22 15:52:09] VERBOSE[10][C-00000016] pbx.c: Spawn extension (from-trunk, 1500, 1) exited non-zero on 'SIP/trunk-00000015'
      `,
    },
    {
      name: "no app was there for the call",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-00000017] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000016", "salesbot") in new stack
        [Nov 22 15:52:00] ERROR[10][C-00000017] app_stasis.c: SIP/trunk-00000016: Stasis app 'salesbot' doesn't exist
        [Nov 22 15:52:00] VERBOSE[10][C-00000017] pbx.c: Executing [1000@from-trunk:2] Hangup("SIP/trunk-00000016", "") in new stack
        [Nov 22 15:52:00] VERBOSE[10][C-00000017] pbx.c: Spawn extension (from-trunk, 1000, 2) exited non-zero on 'SIP/trunk-00000016'
      `,
      cause: "stasis-app-missing",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the bot's answer met 404, and no event says why",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.7 caller=79161110007 exten=1000
        2026-11-22 15:52:03,000 - bot - ERROR - POST /ari/channels/1795362720.7/answer failed: 404 {"message":"Channel not found"}
      `,
      stands: "open",
    },
    {
      name: "an AGI script was last: it returns an error of its own, too",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[95][C-00000018] pbx.c: Executing [1200@from-trunk:1] AGI("PJSIP/trunk-00000017", "route.py") in new stack
        [Nov 22 15:52:02] VERBOSE[95][C-00000018] pbx.c: Spawn extension (from-trunk, 1200, 1) exited non-zero on 'PJSIP/trunk-00000017'
      `,
      stands: "open",
    },
    {
      name: "the log begins in the middle of a call: its last line alone is no CANCEL",
      asterisk: `
        [Nov 22 15:52:05] VERBOSE[95][C-00000008] pbx.c: Spawn extension (from-trunk, 1300, 2) exited non-zero on 'PJSIP/trunk-00000007'
        [Nov 22 15:53:05] VERBOSE[1] asterisk.c: Remote UNIX connection
      `,
    },
  ],
});
