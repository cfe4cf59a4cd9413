import { operatorHangup } from "../../../src/rules/causes/sys101-operator-hangup.js";
import { asterisk, bot, chanSip } from "../../support/call-logs.js";
import { ami } from "../../support/captured-events.js";
import { testRule } from "../../support/rule-tester.js";

const flag32 = (id: string, caller: string, more = "") => `
  [2026-11-22T15:52:00.120Z] info: StasisStart channel=${id} caller=${caller} exten=1000
  [2026-11-22T15:52:01.010Z] info: Channel ${id} put on hold${more}
  [2026-11-22T15:52:06.020Z] info: ChannelHangupRequest channel=${id} cause=32
  [2026-11-22T15:52:06.021Z] info: StasisEnd channel=${id}
  [2026-11-22T15:52:08.400Z] error: POST /ari/channels/${id}/play/p-1?media=sound%3Aanswer failed: 404 {"message":"Channel not found"}
`;

testRule(operatorHangup, {
  faulty: [
    {
      name: "captured events show flag 32, and an end with cause 0",
      bot: bot.stasisStart(0.2).answered(0.3).hold(1).playRefused(12),
      events: ami.created(0).answered(0.3).hangupRequest(5, { cause: 32, soft: true }).ended(5.01, 0),
      confidence: "likely",
      says: /DELETE by the bot sets a cause/,
    },
    {
      name: "AMI names the channel",
      asterisk: asterisk
        .stasis(0)
        .musicStarts(1)
        .logs(2, "VERBOSE[19] manager.c: Manager 'monitor' from 127.0.0.1, hanging up channel: PJSIP/trunk-00000001")
        .musicStops(2),
      confidence: "confirmed",
      says: /'monitor'/,
    },
    {
      name: "flag 32 at the moment of a CLI connection, and the bot logs no DELETE",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[11][C-00000013] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/trunk-00000012", "voicebot,1000,79167615497") in new stack
        [Nov 22 15:52:01] VERBOSE[11][C-00000013] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000012'
        [Nov 22 15:52:06] VERBOSE[75] asterisk.c: Remote UNIX connection
        [Nov 22 15:52:06] VERBOSE[98] asterisk.c: Remote UNIX connection disconnected
        [Nov 22 15:52:06] VERBOSE[11][C-00000013] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000012
      `,
      bot: flag32("1795362720.18", "79167615497"),
      confidence: "likely",
    },
  ],
  healthy: [
    {
      name: "AMI hangs another channel up",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[11][C-00000014] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/trunk-00000013", "voicebot,1000,79167615498") in new stack
        [Nov 22 15:52:00] VERBOSE[12][C-00000015] pbx.c: Executing [1000@from-trunk:2] Stasis("PJSIP/trunk-00000014", "voicebot,1000,79167615499") in new stack
        [Nov 22 15:52:01] VERBOSE[11][C-00000014] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000013'
        [Nov 22 15:52:01] VERBOSE[12][C-00000015] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000014'
        [Nov 22 15:52:06] VERBOSE[19] manager.c: Manager 'monitor' from 127.0.0.1, hanging up channel: PJSIP/trunk-00000014
        [Nov 22 15:52:06] VERBOSE[12][C-00000015] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000014
        [Nov 22 15:52:06] VERBOSE[11][C-00000014] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000013
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.19 caller=79167615498 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.19 put on hold
        2026-11-22 15:52:06,100 - bot - INFO - ChannelHangupRequest channel=1795362720.19 cause=16
        2026-11-22 15:52:06,101 - bot - INFO - StasisEnd channel=1795362720.19
      `,
      call: "1795362720.19",
      others: { "PJSIP/trunk-00000014": "operator-hangup" },
      cause: "caller-hangup",
    },
    {
      name: "a CLI session at that moment, but the bot logs its own DELETE",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[11][C-00000016] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/trunk-00000015", "voicebot,1000,79167615500") in new stack
        [Nov 22 15:52:06] VERBOSE[75] asterisk.c: Remote UNIX connection
        [Nov 22 15:52:06] VERBOSE[98] asterisk.c: Remote UNIX connection disconnected
      `,
      bot: flag32(
        "1795362720.21",
        "79167615500",
        "\n  [2026-11-22T15:52:06.010Z] warn: Watchdog timeout on 1795362720.21, hanging up",
      ),
      cause: "bot-hangup",
    },
    {
      name: "a CLI session at the moment of the caller's BYE",
      asterisk: chanSip
        .stasis(0)
        .consoleOpens(6)
        .logs(6, "VERBOSE[98] asterisk.c: Remote UNIX connection disconnected"),
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(6.1, 16).stasisEnd(6.101),
      cause: "caller-hangup",
    },
    {
      name: "AMI closed a call that had been served",
      asterisk: chanSip
        .stasis(0)
        .logs(30, "VERBOSE[19] manager.c: Manager 'monitor' from 127.0.0.1, hanging up channel: SIP/trunk-00000099"),
      bot: bot
        .of({ channelId: "1795362720.23" })
        .stasisStart(0.12)
        .hold(1)
        .playbackStarted(3.1)
        .playbackFinished(5)
        .stasisEnd(30.1),
      call: "1795362720.23",
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the CLI was in use, and the bot's events do not tell the cause",
      asterisk: chanSip
        .stasis(0)
        .musicStarts(1)
        .consoleOpens(6)
        .logs(6, "VERBOSE[98] asterisk.c: Remote UNIX connection disconnected")
        .musicStops(6),
      stands: "open",
    },
    {
      name: "nobody used the CLI or AMI, in a log that records both",
      asterisk: asterisk.stasis(0).musicStarts(1).musicStops(6),
      stands: /records both/,
    },
  ],
});
