import { callerCancel } from "../../../src/rules/causes/sip102-caller-cancel.js";
import { asterisk, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(callerCancel, {
  faulty: [
    {
      name: "ringing in the dialplan, then gone",
      asterisk: asterisk.runs(0, "Ringing").runs(0, "Wait", "8").exits(2),
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
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1")
        .says(0.31, "linea aperta 1795362720.1")
        .says(19, "ChannelHangupRequest channel=1795362720.1")
        .stasisEnd(19.1),
    },
    {
      name: "a leg that the bot bridged with its media was up, though no line says that it was answered",
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1")
        .says(0.22, "ChannelEnteredBridge channel=1795362720.1")
        .says(30, "ChannelHangupRequest channel=1795362720.1")
        .says(30.001, "ChannelLeftBridge channel=1795362720.1")
        .stasisEnd(30.002),
    },
    {
      name: "the call was answered: Spawn extension is its ordinary end",
      asterisk: asterisk.runs(0, "Answer").runs(0, "Wait", "8").exits(5),
    },
    {
      name: "an agent answered the Dial",
      asterisk: chanSip
        .runs(0, "Dial", "SIP/1001,30")
        .inCall(0, "app_dial.c: Called SIP/1001")
        .inCall(2, "app_dial.c: SIP/1001-00000016 answered SIP/trunk-00000001")
        .exits(9),
    },
    {
      name: "no app was there for the call",
      asterisk: chanSip
        .runs(0, "Stasis", "salesbot")
        .inCall(0, "app_stasis.c: SIP/trunk-00000001: Stasis app 'salesbot' doesn't exist", "ERROR")
        .runs(0, "Hangup")
        .exits(0),
      cause: "stasis-app-missing",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the bot's answer met 404, and no event says why",
      bot: bot
        .stasisStart(0.12)
        .says(3, 'POST /ari/channels/1795362720.1/answer failed: 404 {"message":"Channel not found"}', "ERROR"),
      stands: "open",
    },
    {
      name: "an AGI script was last: it returns an error of its own, too",
      asterisk: asterisk.runs(0, "AGI", "route.py").exits(2),
      stands: "open",
    },
    {
      name: "the log begins in the middle of a call: its last line alone is no CANCEL",
      asterisk: asterisk.exits(5).consoleOpens(65),
    },
  ],
});
