import { absoluteTimeout } from "../../../src/rules/causes/sip107-absolute-timeout.js";
import { bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(absoluteTimeout, {
  faulty: [
    {
      name: "the call ends at the very second that the dialplan had set",
      asterisk: chanSip
        .runs(0, "Set", "TIMEOUT(absolute)=15")
        .inCall(0, "func_timeout.c: Channel will hangup at 2026-11-22 15:52:15.731 UTC.")
        .runs(0, "Stasis", "voicebot,1100")
        .musicStarts(7)
        .musicStops(15),
      confidence: "likely",
      says: /15 s.*Only the music/,
    },
    {
      name: "chan_pjsip: the bot sees StasisEnd without a hangup request, and 404",
      asterisk: `
        [2026-11-22 18:52:00.100] VERBOSE[96][C-0000000d] pbx.c: Executing [1100@from-trunk:1] Set("PJSIP/trunk-0000000c", "TIMEOUT(absolute)=20") in new stack
        [2026-11-22 18:52:00.101] VERBOSE[96][C-0000000d] func_timeout.c: Channel will hangup at 2026-11-22 18:52:20.100 MSK.
        [2026-11-22 18:52:00.102] VERBOSE[96][C-0000000d] pbx.c: Executing [1100@from-trunk:2] Stasis("PJSIP/trunk-0000000c", "voicebot,1100,79161110012") in new stack
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.12 caller=79161110012 exten=1100
        2026-11-22 15:52:15,000 - bot - INFO - Channel 1795362720.12 put on hold
        2026-11-22 15:52:20,150 - bot - INFO - StasisEnd channel=1795362720.12
        2026-11-22 15:52:22,000 - bot - ERROR - POST /ari/channels/1795362720.12/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      confidence: "confirmed",
    },
  ],
  healthy: [
    {
      name: "a limit was set, and what ended the call came long before it",
      asterisk: chanSip.runs(0, "Set", "TIMEOUT(absolute)=60").stasis(0).musicStarts(2).musicStops(12),
      cause: "undetermined",
    },
    {
      name: "a limit was set, and the caller left long before it",
      asterisk: chanSip.runs(0, "Set", "TIMEOUT(absolute)=600").stasis(0).musicStarts(7).musicStops(15),
      bot: bot.stasisStart(0.12).hold(7).hangupRequest(15.15, 16).stasisEnd(15.151),
      cause: "caller-hangup",
    },
    {
      name: "the caller's BYE in the very second of the limit: a timeout brings no hangup request",
      asterisk: chanSip.runs(0, "Set", "TIMEOUT(absolute)=15").stasis(0).musicStarts(7).musicStops(15),
      bot: bot.stasisStart(0.12).hold(7).hangupRequest(15.15, 16).stasisEnd(15.151),
      cause: "caller-hangup",
    },
    {
      name: "the limit was taken back (0) before the end",
      asterisk: chanSip
        .runs(0, "Set", "TIMEOUT(absolute)=15")
        .inCall(0, "func_timeout.c: Channel will hangup at 2026-11-22 15:52:15.731 UTC.")
        .runs(1, "Set", "TIMEOUT(absolute)=0")
        .runs(1, "Stasis", "voicebot,1100")
        .musicStarts(7)
        .musicStops(15),
      cause: "undetermined",
    },
  ],
  notEnoughEvidence: [
    {
      name: "404 at about the time, but no line shows when the channel went",
      asterisk: chanSip.runs(0, "Set", "TIMEOUT(absolute)=15").stasis(0),
      bot: bot.says(0.12, "Incoming call 1795362720.1 caller=79160000001").hold(7).playRefused(20.15),
    },
  ],
});
