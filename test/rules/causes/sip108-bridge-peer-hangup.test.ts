import { bridgePeerHangup } from "../../../src/rules/causes/sip108-bridge-peer-hangup.js";
import { testRule } from "../../support/rule-tester.js";

testRule(bridgePeerHangup, {
  faulty: [
    {
      name: "Dial: the agent's leg leaves the bridge first",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-00000016] pbx.c: Executing [1500@from-trunk:1] Dial("SIP/trunk-00000015", "SIP/1001,30") in new stack
        [Nov 22 15:52:02] VERBOSE[10][C-00000016] app_dial.c: SIP/1001-00000016 answered SIP/trunk-00000015
        [Nov 22 15:52:02] VERBOSE[25][C-00000016] bridge_channel.c: Channel SIP/1001-00000016 joined 'simple_bridge' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:02] VERBOSE[10][C-00000016] bridge_channel.c: Channel SIP/trunk-00000015 joined 'simple_bridge' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:05] VERBOSE[25][C-00000016] bridge_channel.c: Channel SIP/1001-00000016 left 'native_rtp' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:05] VERBOSE[10][C-00000016] bridge_channel.c: Channel SIP/trunk-00000015 left 'native_rtp' basic-bridge <36428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:05] VERBOSE[10][C-00000016] pbx.c: Spawn extension (from-trunk, 1500, 1) exited non-zero on 'SIP/trunk-00000015'
      `,
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
    },
    {
      name: "the caller was moved to the agent's bridge in the place of a Local channel, and the agent hangs up there later",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-00000026] pbx.c: Executing [600@shop:1] Dial("SIP/isp-00000025", "Local/a@team,30") in new stack
        [Nov 22 15:52:00] VERBOSE[11][C-00000026] pbx.c: Executing [a@team:1] Dial("Local/a@team-00000001;2", "SIP/31,30") in new stack
        [Nov 22 15:52:03] VERBOSE[11][C-00000026] app_dial.c: SIP/31-00000026 answered Local/a@team-00000001;2
        [Nov 22 15:52:03] VERBOSE[12][C-00000026] bridge_channel.c: Channel SIP/31-00000026 joined 'simple_bridge' basic-bridge <a1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:03] VERBOSE[11][C-00000026] bridge_channel.c: Channel Local/a@team-00000001;2 joined 'simple_bridge' basic-bridge <a1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:03] VERBOSE[10][C-00000026] app_dial.c: Local/a@team-00000001;1 answered SIP/isp-00000025
        [Nov 22 15:52:03] VERBOSE[13][C-00000026] bridge_channel.c: Channel Local/a@team-00000001;1 joined 'simple_bridge' basic-bridge <b1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:03] VERBOSE[10][C-00000026] bridge_channel.c: Channel SIP/isp-00000025 joined 'simple_bridge' basic-bridge <b1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:03] VERBOSE[10][C-00000026] bridge_channel.c: Channel SIP/isp-00000025 left 'simple_bridge' basic-bridge <b1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:03] VERBOSE[10][C-00000026] bridge_channel.c: Channel SIP/isp-00000025 swapped with Local/a@team-00000001;2 into 'simple_bridge' basic-bridge <a1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:03] VERBOSE[11][C-00000026] bridge_channel.c: Channel Local/a@team-00000001;2 left 'simple_bridge' basic-bridge <a1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:03] VERBOSE[13][C-00000026] bridge_channel.c: Channel Local/a@team-00000001;1 left 'simple_bridge' basic-bridge <b1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:03] VERBOSE[11][C-00000026] pbx.c: Spawn extension (team, a, 1) exited non-zero on 'Local/a@team-00000001;2'
        [Nov 22 15:52:21] VERBOSE[12][C-00000026] bridge_channel.c: Channel SIP/31-00000026 left 'simple_bridge' basic-bridge <a1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:21] VERBOSE[10][C-00000026] bridge_channel.c: Channel SIP/isp-00000025 left 'simple_bridge' basic-bridge <a1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:21] VERBOSE[10][C-00000026] pbx.c: Spawn extension (shop, 600, 1) exited non-zero on 'SIP/isp-00000025'
      `,
      call: "SIP/isp-00000025",
      confidence: "likely",
      says: /SIP\/31-00000026/,
    },
  ],
  healthy: [
    {
      name: "the agent's leg was replaced in its bridge by a transfer, and the caller left later",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-00000027] pbx.c: Executing [600@shop:1] Dial("PJSIP/isp-00000026", "PJSIP/31,30") in new stack
        [Nov 22 15:52:03] VERBOSE[10][C-00000027] app_dial.c: PJSIP/31-00000027 answered PJSIP/isp-00000026
        [Nov 22 15:52:03] VERBOSE[12][C-00000027] bridge_channel.c: Channel PJSIP/31-00000027 joined 'simple_bridge' basic-bridge <c1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:03] VERBOSE[10][C-00000027] bridge_channel.c: Channel PJSIP/isp-00000026 joined 'simple_bridge' basic-bridge <c1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:09] VERBOSE[14][C-00000027] bridge_channel.c: Channel PJSIP/31-00000027 left 'native_rtp' basic-bridge <c1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:09] VERBOSE[14][C-00000027] bridge_channel.c: Channel PJSIP/32-00000028 swapped with PJSIP/31-00000027 into 'native_rtp' basic-bridge <c1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:10] VERBOSE[10][C-00000027] bridge_channel.c: Channel PJSIP/isp-00000026 left 'native_rtp' basic-bridge <c1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:10] VERBOSE[14][C-00000027] bridge_channel.c: Channel PJSIP/32-00000028 left 'native_rtp' basic-bridge <c1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:10] VERBOSE[10][C-00000027] pbx.c: Spawn extension (shop, 600, 1) exited non-zero on 'PJSIP/isp-00000026'
      `,
      call: "PJSIP/isp-00000026",
    },
    {
      name: "the agent sends the caller on to a bot, and the caller talks to that",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-00000028] pbx.c: Executing [600@shop:1] Dial("PJSIP/isp-00000028", "PJSIP/31,30") in new stack
        [Nov 22 15:52:03] VERBOSE[10][C-00000028] app_dial.c: PJSIP/31-00000029 answered PJSIP/isp-00000028
        [Nov 22 15:52:03] VERBOSE[12][C-00000028] bridge_channel.c: Channel PJSIP/31-00000029 joined 'simple_bridge' basic-bridge <d1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:03] VERBOSE[10][C-00000028] bridge_channel.c: Channel PJSIP/isp-00000028 joined 'simple_bridge' basic-bridge <d1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:09] VERBOSE[12][C-00000028] bridge_channel.c: Channel PJSIP/31-00000029 left 'simple_bridge' basic-bridge <d1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:09] VERBOSE[10][C-00000028] bridge_channel.c: Channel PJSIP/isp-00000028 left 'simple_bridge' basic-bridge <d1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:09] VERBOSE[10][C-00000028] pbx.c: Spawn extension (shop, 600, 1) exited non-zero on 'PJSIP/isp-00000028'
        [Nov 22 15:52:09] VERBOSE[10][C-00000028] pbx.c: Executing [700@shop:1] Stasis("PJSIP/isp-00000028", "night") in new stack
        [Nov 22 15:52:09] VERBOSE[10][C-00000028] file.c: <PJSIP/isp-00000028> Playing 'hi.slin' (language 'en')
        [Nov 22 15:52:39] VERBOSE[1] asterisk.c: Remote UNIX connection
      `,
      call: "PJSIP/isp-00000028",
    },
    {
      name: "reading its RTP socket failed: Asterisk ended the leg, not the agent",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-00000029] pbx.c: Executing [600@shop:1] Dial("SIP/isp-0000002a", "SIP/31,30") in new stack
        [Nov 22 15:52:03] VERBOSE[10][C-00000029] app_dial.c: SIP/31-0000002b answered SIP/isp-0000002a
        [Nov 22 15:52:03] VERBOSE[12][C-00000029] bridge_channel.c: Channel SIP/31-0000002b joined 'simple_bridge' basic-bridge <e1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:03] VERBOSE[10][C-00000029] bridge_channel.c: Channel SIP/isp-0000002a joined 'simple_bridge' basic-bridge <e1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:09] WARNING[12][C-00000029] res_rtp_asterisk.c: RTP Read error: Connection refused.  Hanging up.
        [Nov 22 15:52:09] VERBOSE[12][C-00000029] bridge_channel.c: Channel SIP/31-0000002b left 'simple_bridge' basic-bridge <e1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:09] VERBOSE[10][C-00000029] bridge_channel.c: Channel SIP/isp-0000002a left 'simple_bridge' basic-bridge <e1428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:09] VERBOSE[10][C-00000029] pbx.c: Spawn extension (shop, 600, 1) exited non-zero on 'SIP/isp-0000002a'
      `,
      cause: "media-socket-failed",
    },
    {
      name: "the caller leaves the bridge first",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-00000017] pbx.c: Executing [1500@from-trunk:1] Dial("PJSIP/trunk-00000016", "PJSIP/1001,30") in new stack
        [Nov 22 15:52:02] VERBOSE[10][C-00000017] app_dial.c: PJSIP/1001-00000017 answered PJSIP/trunk-00000016
        [Nov 22 15:52:02] VERBOSE[25][C-00000017] bridge_channel.c: Channel PJSIP/1001-00000017 joined 'simple_bridge' basic-bridge <46428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:02] VERBOSE[10][C-00000017] bridge_channel.c: Channel PJSIP/trunk-00000016 joined 'simple_bridge' basic-bridge <46428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:15] VERBOSE[10][C-00000017] bridge_channel.c: Channel PJSIP/trunk-00000016 left 'native_rtp' basic-bridge <46428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:15] VERBOSE[25][C-00000017] bridge_channel.c: Channel PJSIP/1001-00000017 left 'native_rtp' basic-bridge <46428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:15] VERBOSE[10][C-00000017] pbx.c: Spawn extension (from-trunk, 1500, 1) exited non-zero on 'PJSIP/trunk-00000016'
        [Nov 22 15:52:45] VERBOSE[1] asterisk.c: Remote UNIX connection
      `,
    },
    {
      name: "the bot's own bridge with the caller alone in it",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-00000018] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000017", "voicebot,1000,79161110017") in new stack
        [Nov 22 15:52:01] VERBOSE[11][C-00000018] bridge_channel.c: Channel PJSIP/trunk-00000017 joined 'simple_bridge' stasis-bridge <56428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:05] VERBOSE[11][C-00000018] bridge_channel.c: Channel PJSIP/trunk-00000017 left 'simple_bridge' stasis-bridge <56428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:45] VERBOSE[1] asterisk.c: Remote UNIX connection
      `,
    },
    {
      name: "a media helper leaves first: that is no party",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-00000019] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000018", "voicebot,1000,79161110018") in new stack
        [Nov 22 15:52:01] VERBOSE[11][C-00000019] bridge_channel.c: Channel PJSIP/trunk-00000018 joined 'simple_bridge' stasis-bridge <66428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:02] VERBOSE[12] bridge_channel.c: Channel AudioSocket/127.0.0.1:9093-e0d42535-1a8b-46a6-945b-73a004e4fe43 joined 'simple_bridge' stasis-bridge <66428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:05] VERBOSE[12] bridge_channel.c: Channel AudioSocket/127.0.0.1:9093-e0d42535-1a8b-46a6-945b-73a004e4fe43 left 'simple_bridge' stasis-bridge <66428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:06] VERBOSE[11][C-00000019] bridge_channel.c: Channel PJSIP/trunk-00000018 left 'simple_bridge' stasis-bridge <66428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
      `,
      cause: "media-peer-lost",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the log stops while both are talking",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[10][C-0000001a] pbx.c: Executing [1500@from-trunk:1] Dial("SIP/trunk-00000019", "SIP/1001,30") in new stack
        [Nov 22 15:52:02] VERBOSE[10][C-0000001a] app_dial.c: SIP/1001-0000001a answered SIP/trunk-00000019
        [Nov 22 15:52:02] VERBOSE[25][C-0000001a] bridge_channel.c: Channel SIP/1001-0000001a joined 'simple_bridge' basic-bridge <76428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:02] VERBOSE[10][C-0000001a] bridge_channel.c: Channel SIP/trunk-00000019 joined 'simple_bridge' basic-bridge <76428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
      `,
    },
    {
      name: "the log begins when the caller leaves: who went first is not in it",
      asterisk: `
        [Nov 22 15:52:05] VERBOSE[10][C-0000001b] bridge_channel.c: Channel SIP/trunk-0000001a left 'native_rtp' basic-bridge <86428f62-31ef-4ea2-8cdb-c9ad3a8def9d>
        [Nov 22 15:52:05] VERBOSE[10][C-0000001b] pbx.c: Spawn extension (from-trunk, 1500, 1) exited non-zero on 'SIP/trunk-0000001a'
        [Nov 22 15:52:45] VERBOSE[1] asterisk.c: Remote UNIX connection
      `,
    },
  ],
});
