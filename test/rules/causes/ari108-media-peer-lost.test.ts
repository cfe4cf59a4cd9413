import { mediaPeerLost } from "../../../src/rules/causes/ari108-media-peer-lost.js";
import { asterisk, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(mediaPeerLost, {
  faulty: [
    {
      name: "Asterisk cannot write to the websocket that was dialled, and the Dial() ends",
      asterisk: `
        [Nov 22 20:20:00] VERBOSE[41][C-00000042] pbx.c: Executing [8@lab:1] Dial("PJSIP/31-00000042", "WebSocket/ears/c(ulaw)") in new stack
        [Nov 22 20:20:00] VERBOSE[41][C-00000042] app_dial.c: WebSocket/ears/0x7f90ab answered PJSIP/31-00000042
        [Nov 22 20:20:09] ERROR[44] chan_websocket.c: WebSocket/ears/0x7f90ab: Unable to send event MEDIA_XOFF
        [Nov 22 20:20:09] VERBOSE[41][C-00000042] pbx.c: Spawn extension (lab, 8, 1) exited non-zero on 'PJSIP/31-00000042'
      `,
      confidence: "confirmed",
      says: /Unable to send event/,
    },
    {
      name: "AudioSocket() gave up on a silent server",
      asterisk: `
        [2026-11-22 15:52:00.000] VERBOSE[41][C-00000073] pbx.c: Executing [1000@from-trunk:1] AudioSocket("PJSIP/trunk-00000072", "40325ec2-5efd-4bd3-805f-53576e581d13,192.0.2.9:9092") in new stack
        [2026-11-22 15:52:09.000] ERROR[41][C-00000073] app_audiosocket.c: Reached timeout after 2000 ms of no activity on AudioSocket connection between 'PJSIP/trunk-00000072' and '192.0.2.9:9092'
      `,
      confidence: "confirmed",
      says: /2000 ms/,
    },
    {
      name: "AudioSocket() returned although the channel was up",
      asterisk: asterisk
        .runs(2, "Answer")
        .runs(2, "AudioSocket", "f4af1f13-fdd5-419f-a9d4-0a9acc248225,127.0.0.1:9092")
        .runs(6, "Hangup")
        .exits(6),
      confidence: "likely",
    },
    {
      name: "external media: the helper is the first to leave the bridge",
      asterisk: chanSip
        .stasis(13)
        .inCall(
          13,
          "bridge_channel.c: Channel SIP/trunk-00000001 joined 'simple_bridge' stasis-bridge <2b2efa40-d12e-41b6-a78c-73e4ae2af3e9>",
        )
        .logs(
          14,
          "VERBOSE[47] bridge_channel.c: Channel UnicastRTP/10.0.0.5:9000-0x7f00 joined 'simple_bridge' stasis-bridge <2b2efa40-d12e-41b6-a78c-73e4ae2af3e9>",
        )
        .logs(
          17,
          "VERBOSE[47] bridge_channel.c: Channel UnicastRTP/10.0.0.5:9000-0x7f00 left 'simple_bridge' stasis-bridge <2b2efa40-d12e-41b6-a78c-73e4ae2af3e9>",
        )
        .inCall(
          18,
          "bridge_channel.c: Channel SIP/trunk-00000001 left 'simple_bridge' stasis-bridge <2b2efa40-d12e-41b6-a78c-73e4ae2af3e9>",
        ),
      confidence: "likely",
    },
    {
      name: "Asterisk itself gives the websocket up",
      asterisk: asterisk
        .of({ name: "PJSIP/gw-00000028", logCallId: "C-00000029" })
        .runs(0, "Dial", "WebSocket/tts/c(ulaw)")
        .inCall(1, "app_dial.c: WebSocket/tts/0x7f21700a8230 answered PJSIP/gw-00000028")
        .joins(1, "WebSocket/tts/0x7f21700a8230")
        .joins(1)
        .inCall(19, "res_http_websocket.c: Websocket seems unresponsive, disconnecting ...", "WARNING")
        .leaves(19, "WebSocket/tts/0x7f21700a8230")
        .leaves(19)
        .exits(19),
      call: "PJSIP/gw-00000028",
      confidence: "confirmed",
      says: /^Asterisk itself/,
    },
    {
      name: "AudioSocket() meets a reset: that is the far end's doing",
      asterisk: asterisk
        .runs(0, "Answer")
        .runs(0, "AudioSocket", "0f0e0d0c-1b2a-4938-8a7b-6c5d4e3f2a1b,192.0.2.40:9092")
        .inCall(
          9,
          "res_audiosocket.c: Failed to read header from AudioSocket because: Connection reset by peer",
          "ERROR",
        )
        .inCall(
          9,
          "app_audiosocket.c: Failed to receive frame from AudioSocket server '192.0.2.40:9092' connected to channel 'PJSIP/trunk-00000001'",
          "WARNING",
        )
        .exits(9),
      confidence: "confirmed",
      says: /Connection reset by peer/,
    },
  ],
  healthy: [
    {
      name: "an event could not be written to a websocket, and the dialled phone spoke on",
      asterisk: `
        [Nov 22 20:20:00] VERBOSE[41][C-00000041] pbx.c: Executing [8@lab:1] Dial("PJSIP/31-00000041", "WebSocket/ears/c(ulaw)") in new stack
        [Nov 22 20:20:00] VERBOSE[41][C-00000041] app_dial.c: WebSocket/ears/0x7f90aa answered PJSIP/31-00000041
        [Nov 22 20:20:09] ERROR[41][C-00000041] chan_websocket.c: WebSocket/ears/0x7f90aa: Unable to send event MEDIA_XOFF
        [Nov 22 20:21:02] VERBOSE[41][C-00000041] pbx.c: Spawn extension (lab, 8, 1) exited non-zero on 'PJSIP/31-00000041'
      `,
    },
    {
      name: "one frame could not be taken, and the leg stayed",
      asterisk: asterisk
        .of({ name: "PJSIP/gw-0000002a", logCallId: "C-0000002b" })
        .runs(0, "Dial", "WebSocket/tts/c(ulaw)")
        .inCall(1, "app_dial.c: WebSocket/tts/0x7f21700a8240 answered PJSIP/gw-0000002a")
        .joins(1, "WebSocket/tts/0x7f21700a8240")
        .joins(1)
        .inCall(
          5,
          "chan_websocket.c: WebSocket/tts/0x7f21700a8240: This WebSocket channel only supports AST_FRAME_VOICE frames",
          "WARNING",
        )
        .leaves(29)
        .leaves(29, "WebSocket/tts/0x7f21700a8240")
        .exits(29),
      call: "PJSIP/gw-0000002a",
    },
    {
      name: "the caller leaves the bridge first, the helper after it",
      asterisk: asterisk
        .stasis(13)
        .inCall(
          13,
          "bridge_channel.c: Channel PJSIP/trunk-00000001 joined 'simple_bridge' stasis-bridge <3b2efa40-d12e-41b6-a78c-73e4ae2af3e9>",
        )
        .logs(
          14,
          "VERBOSE[47] bridge_channel.c: Channel AudioSocket/127.0.0.1:9093-e0d4 joined 'simple_bridge' stasis-bridge <3b2efa40-d12e-41b6-a78c-73e4ae2af3e9>",
        )
        .inCall(
          17,
          "bridge_channel.c: Channel PJSIP/trunk-00000001 left 'simple_bridge' stasis-bridge <3b2efa40-d12e-41b6-a78c-73e4ae2af3e9>",
        )
        .logs(
          18,
          "VERBOSE[47] bridge_channel.c: Channel AudioSocket/127.0.0.1:9093-e0d4 left 'simple_bridge' stasis-bridge <3b2efa40-d12e-41b6-a78c-73e4ae2af3e9>",
        )
        .consoleOpens(78),
    },
    {
      name: "the caller hung up in AudioSocket(): the h extension is no next step",
      asterisk: asterisk
        .runs(0, "Answer")
        .runs(0, "AudioSocket", "81ceb7f7-4c75-476c-8fae-53b10cb87bd0,127.0.0.1:9092")
        .exits(6)
        .inCall(6, 'pbx.c: Executing [h@from-trunk:1] NoOp("PJSIP/trunk-00000001", "cause 16") in new stack')
        .consoleOpens(66),
    },
  ],
  notEnoughEvidence: [
    {
      name: "the media socket of some call closed, and two calls use one",
      bot: `
        2026-11-22 15:52:00,100 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:00,200 - bot - INFO - StasisStart channel=1795362720.2 caller=2 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - External media channel ext-1795362720.1 created -> 127.0.0.1:9093
        2026-11-22 15:52:01,500 - bot - INFO - External media channel ext-1795362720.2 created -> 127.0.0.1:9093
        2026-11-22 15:52:04,000 - bot - ERROR - Media socket to Asterisk closed: reset by worker
        2026-11-22 15:52:40,000 - bot - INFO - StasisEnd channel=1795362720.1
        2026-11-22 15:52:50,000 - bot - INFO - StasisEnd channel=1795362720.2
      `,
      call: "1795362720.1",
    },
  ],
});
