import { bridgePeerHangup } from "../../../src/rules/causes/sip108-bridge-peer-hangup.js";
import { asterisk, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

const talking = chanSip
  .runs(0, "Dial", "SIP/1001,30")
  .inCall(2, "app_dial.c: SIP/1001-00000016 answered SIP/trunk-00000001")
  .joins(2, "SIP/1001-00000016")
  .joins(2);

testRule(bridgePeerHangup, {
  faulty: [
    {
      name: "Dial: the agent's leg leaves the bridge first",
      asterisk: chanSip
        .runs(0, "Dial", "SIP/1001,30")
        .inCall(2, "app_dial.c: SIP/1001-00000016 answered SIP/trunk-00000001")
        .joins(2, "SIP/1001-00000016")
        .joins(2)
        .inCall(
          5,
          "bridge_channel.c: Channel SIP/1001-00000016 left 'native_rtp' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def9d>",
        )
        .inCall(
          5,
          "bridge_channel.c: Channel SIP/trunk-00000001 left 'native_rtp' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def9d>",
        )
        .exits(5),
      confidence: "likely",
      says: /SIP\/1001-00000016/,
    },
    {
      name: "the bot's events alone: the agent's leg leaves, the bot hangs the caller up",
      bot: `
        [2026-11-22T15:52:00.120Z] info: StasisStart channel=1795362720.1 caller=79161110001 exten=1010
        [2026-11-22T15:52:00.820Z] info: Playback 1e31d936-3b2e-4c67-babb-2694b46e42f2 started on channel 1795362720.1 media=sound:hi
        [2026-11-22T15:52:01.820Z] info: PlaybackFinished 1e31d936-3b2e-4c67-babb-2694b46e42f2 state=done
        [2026-11-22T15:52:02.000Z] info: Dialing PJSIP/1001, new channel agent-1795362720.1
        [2026-11-22T15:52:04.000Z] info: Bridge d6f14a41-12cc-4056-8b95-366b9ca224d6 created, adding 1795362720.1
        [2026-11-22T15:52:09.000Z] info: ChannelLeftBridge d6f14a41-12cc-4056-8b95-366b9ca224d6 channel=agent-1795362720.1
        [2026-11-22T15:52:09.001Z] info: ChannelDestroyed channel=agent-1795362720.1 cause=16 (Normal Clearing)
        [2026-11-22T15:52:09.401Z] info: Hanging up channel 1795362720.1
        [2026-11-22T15:52:09.403Z] info: ChannelLeftBridge d6f14a41-12cc-4056-8b95-366b9ca224d6 channel=1795362720.1
        [2026-11-22T15:52:09.404Z] info: StasisEnd channel=1795362720.1
      `,
      confidence: "likely",
      says: /agent-1795362720\.1/,
    },
    {
      name: "ARI's debug has the hangup request that the agent's BYE brings",
      asterisk: talking
        .logs(
          5,
          `VERBOSE[38] ari/ari_websockets.c: <--- Sending ARI event to 127.0.0.1:57106 --->\n${JSON.stringify({
            type: "ChannelHangupRequest",
            cause: 16,
            channel: { id: "1795362722.9", name: "SIP/1001-00000016" },
          })}`,
        )
        .leaves(5, "SIP/1001-00000016")
        .leaves(5)
        .exits(5),
      confidence: "confirmed",
    },
    {
      name: "the caller was moved to the agent's bridge in the place of a Local channel, and the agent hangs up there later",
      asterisk: asterisk
        .of({ name: "SIP/isp-00000025", logCallId: "C-00000026" })
        .inCall(0, 'pbx.c: Executing [600@shop:1] Dial("SIP/isp-00000025", "Local/a@team,30") in new stack')
        .inCall(0, 'pbx.c: Executing [a@team:1] Dial("Local/a@team-00000001;2", "SIP/31,30") in new stack')
        .inCall(3, "app_dial.c: SIP/31-00000026 answered Local/a@team-00000001;2")
        .joins(3, "SIP/31-00000026")
        .joins(3, "Local/a@team-00000001;2")
        .inCall(3, "app_dial.c: Local/a@team-00000001;1 answered SIP/isp-00000025")
        .joins(3, "Local/a@team-00000001;1")
        .joins(3)
        .leaves(3)
        .inCall(
          3,
          "bridge_channel.c: Channel SIP/isp-00000025 swapped with Local/a@team-00000001;2 into 'simple_bridge' basic-bridge <a1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>",
        )
        .leaves(3, "Local/a@team-00000001;2")
        .leaves(3, "Local/a@team-00000001;1")
        .inCall(3, "pbx.c: Spawn extension (team, a, 1) exited non-zero on 'Local/a@team-00000001;2'")
        .leaves(21, "SIP/31-00000026")
        .leaves(21)
        .inCall(21, "pbx.c: Spawn extension (shop, 600, 1) exited non-zero on 'SIP/isp-00000025'"),
      call: "SIP/isp-00000025",
      confidence: "likely",
      says: /SIP\/31-00000026/,
    },
  ],
  healthy: [
    {
      name: "the agent's leg was replaced in its bridge by a transfer, and the caller left later",
      asterisk: asterisk
        .of({ name: "PJSIP/isp-00000026", logCallId: "C-00000027" })
        .inCall(0, 'pbx.c: Executing [600@shop:1] Dial("PJSIP/isp-00000026", "PJSIP/31,30") in new stack')
        .inCall(3, "app_dial.c: PJSIP/31-00000027 answered PJSIP/isp-00000026")
        .joins(3, "PJSIP/31-00000027")
        .joins(3)
        .inCall(
          9,
          "bridge_channel.c: Channel PJSIP/31-00000027 left 'native_rtp' basic-bridge <c1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>",
        )
        .inCall(
          9,
          "bridge_channel.c: Channel PJSIP/32-00000028 swapped with PJSIP/31-00000027 into 'native_rtp' basic-bridge <c1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>",
        )
        .inCall(
          10,
          "bridge_channel.c: Channel PJSIP/isp-00000026 left 'native_rtp' basic-bridge <c1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>",
        )
        .inCall(
          10,
          "bridge_channel.c: Channel PJSIP/32-00000028 left 'native_rtp' basic-bridge <c1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>",
        )
        .inCall(10, "pbx.c: Spawn extension (shop, 600, 1) exited non-zero on 'PJSIP/isp-00000026'"),
      call: "PJSIP/isp-00000026",
    },
    {
      name: "the agent sends the caller on to a bot, and the caller talks to that",
      asterisk: asterisk
        .of({ name: "PJSIP/isp-00000028", logCallId: "C-00000028" })
        .inCall(0, 'pbx.c: Executing [600@shop:1] Dial("PJSIP/isp-00000028", "PJSIP/31,30") in new stack')
        .inCall(3, "app_dial.c: PJSIP/31-00000029 answered PJSIP/isp-00000028")
        .joins(3, "PJSIP/31-00000029")
        .joins(3)
        .leaves(9, "PJSIP/31-00000029")
        .leaves(9)
        .inCall(9, "pbx.c: Spawn extension (shop, 600, 1) exited non-zero on 'PJSIP/isp-00000028'")
        .inCall(9, 'pbx.c: Executing [700@shop:1] Stasis("PJSIP/isp-00000028", "night") in new stack')
        .plays(9, "hi.slin")
        .consoleOpens(39),
      call: "PJSIP/isp-00000028",
    },
    {
      name: "reading its RTP socket failed: Asterisk ended the leg, not the agent",
      asterisk: chanSip
        .inCall(0, 'pbx.c: Executing [600@shop:1] Dial("SIP/trunk-00000001", "SIP/31,30") in new stack')
        .inCall(3, "app_dial.c: SIP/31-0000002b answered SIP/trunk-00000001")
        .joins(3, "SIP/31-0000002b")
        .joins(3)
        .inCall(9, "res_rtp_asterisk.c: RTP Read error: Connection refused.  Hanging up.", "WARNING")
        .leaves(9, "SIP/31-0000002b")
        .leaves(9)
        .inCall(9, "pbx.c: Spawn extension (shop, 600, 1) exited non-zero on 'SIP/trunk-00000001'"),
      cause: "media-socket-failed",
    },
    {
      name: "the caller leaves the bridge first",
      asterisk: asterisk
        .runs(0, "Dial", "PJSIP/1001,30")
        .inCall(2, "app_dial.c: PJSIP/1001-00000017 answered PJSIP/trunk-00000001")
        .joins(2, "PJSIP/1001-00000017")
        .joins(2)
        .inCall(
          15,
          "bridge_channel.c: Channel PJSIP/trunk-00000001 left 'native_rtp' basic-bridge <46428f62-31ef-4ea2-8cdb-c9ad3a8def9d>",
        )
        .inCall(
          15,
          "bridge_channel.c: Channel PJSIP/1001-00000017 left 'native_rtp' basic-bridge <46428f62-31ef-4ea2-8cdb-c9ad3a8def9d>",
        )
        .exits(15)
        .consoleOpens(45),
    },
    {
      name: "the bot's own bridge with the caller alone in it",
      asterisk: asterisk
        .stasis(0)
        .inCall(
          1,
          "bridge_channel.c: Channel PJSIP/trunk-00000001 joined 'simple_bridge' stasis-bridge <56428f62-31ef-4ea2-8cdb-c9ad3a8def9d>",
        )
        .inCall(
          5,
          "bridge_channel.c: Channel PJSIP/trunk-00000001 left 'simple_bridge' stasis-bridge <56428f62-31ef-4ea2-8cdb-c9ad3a8def9d>",
        )
        .consoleOpens(45),
    },
    {
      name: "a media helper leaves first: that is no party",
      asterisk: asterisk
        .stasis(0)
        .inCall(
          1,
          "bridge_channel.c: Channel PJSIP/trunk-00000001 joined 'simple_bridge' stasis-bridge <66428f62-31ef-4ea2-8cdb-c9ad3a8def9d>",
        )
        .logs(
          2,
          "VERBOSE[12] bridge_channel.c: Channel AudioSocket/127.0.0.1:9093-e0d42535-1a8b-46a6-945b-73a004e4fe43 joined 'simple_bridge' stasis-bridge <66428f62-31ef-4ea2-8cdb-c9ad3a8def9d>",
        )
        .logs(
          5,
          "VERBOSE[12] bridge_channel.c: Channel AudioSocket/127.0.0.1:9093-e0d42535-1a8b-46a6-945b-73a004e4fe43 left 'simple_bridge' stasis-bridge <66428f62-31ef-4ea2-8cdb-c9ad3a8def9d>",
        )
        .inCall(
          6,
          "bridge_channel.c: Channel PJSIP/trunk-00000001 left 'simple_bridge' stasis-bridge <66428f62-31ef-4ea2-8cdb-c9ad3a8def9d>",
        ),
      cause: "media-peer-lost",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the log stops while both are talking",
      asterisk: chanSip
        .runs(0, "Dial", "SIP/1001,30")
        .inCall(2, "app_dial.c: SIP/1001-0000001a answered SIP/trunk-00000001")
        .joins(2, "SIP/1001-0000001a")
        .joins(2),
    },
    {
      name: "the log begins when the caller leaves: who went first is not in it",
      asterisk: chanSip
        .inCall(
          5,
          "bridge_channel.c: Channel SIP/trunk-00000001 left 'native_rtp' basic-bridge <86428f62-31ef-4ea2-8cdb-c9ad3a8def9d>",
        )
        .exits(5)
        .consoleOpens(45),
    },
    {
      name: "the agent's leg goes first, with cause 18: Asterisk's timer may have ended it",
      asterisk: talking
        .leaves(40, "SIP/1001-00000016")
        .leaves(40)
        .exits(40)
        .inCall(40, 'pbx.c: Executing [h@from-trunk:1] NoOp("SIP/trunk-00000001", "HANGUPCAUSE=18") in new stack'),
      stands: "open",
    },
    {
      name: "the bot alone: the agent's leg goes first, destroyed with cause 44",
      bot: bot
        .stasisStart(0.12)
        .says(2, "Dialing PJSIP/1001, new channel agent-1795362720.1")
        .says(4, "Bridge d6f14a41-12cc-4056-8b95-366b9ca224d6 created, adding 1795362720.1")
        .says(9, "ChannelLeftBridge d6f14a41-12cc-4056-8b95-366b9ca224d6 channel=agent-1795362720.1")
        .says(9.001, "ChannelDestroyed channel=agent-1795362720.1 cause=44 (Requested channel not available)")
        .hangsUp(9.4)
        .stasisEnd(9.404),
      stands: "open",
    },
    {
      name: "the agent's leg goes first, because its RTP timed out",
      asterisk: talking
        .logs(
          40,
          "NOTICE[77] chan_sip.c: Disconnecting call 'SIP/1001-00000016' for lack of RTP activity in 31 seconds",
        )
        .leaves(40, "SIP/1001-00000016")
        .leaves(40)
        .exits(40),
      stands: "absent",
    },
  ],
});
