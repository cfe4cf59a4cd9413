import { channelBlocked } from "../../../src/rules/causes/sys105-channel-blocked.js";
import { asterisk, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

const OUTLIVED =
  "WARNING[9] chan_sip.c: Autodestruct on dialog '7b92bcd013@192.0.2.9' with owner SIP/trunk-00000001 in place (Method: BYE). Rescheduling destruction for 10000 ms";

testRule(channelBlocked, {
  faulty: [
    {
      name: "frames piled up, and the call was lost",
      asterisk: asterisk
        .stasis(0, "voicebot")
        .musicStarts(1)
        .inCall(
          20,
          "channel.c: Exceptionally long voice queue length (96 voice / 96 total) queuing to PJSIP/trunk-00000001",
          "WARNING",
        )
        .inCall(
          31,
          "res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/trunk-00000001' for lack of audio RTP activity in 30 seconds",
          "NOTICE",
        )
        .musicStops(31),
      confidence: "likely",
    },
    {
      name: "just before the silence that the timeout measured: its queue takes seconds to fill",
      asterisk: asterisk
        .stasis(0, "voicebot")
        .musicStarts(1)
        .inCall(
          47,
          "channel.c: Exceptionally long voice queue length (96 voice / 96 total) queuing to PJSIP/trunk-00000001",
          "WARNING",
        )
        .endsForLackOfRtp(80, 30)
        .musicStops(80),
      confidence: "likely",
    },
    {
      name: "no timeout: blocked ten seconds before the end, and chan_sip's alert pipe was full",
      asterisk: chanSip
        .stasis(0, "voicebot")
        .musicStarts(1)
        .inCall(
          20,
          "channel.c: Unable to write to alert pipe on SIP/trunk-00000001 (qlen = 96): Resource temporarily unavailable!",
          "WARNING",
        )
        .musicStops(30)
        .exits(30),
      bot: bot.stasisStart(0.12).hold(1).playRefused(32),
      confidence: "likely",
      says: /frames queued that nobody read/,
    },
    {
      name: "the bot hears the cause 111 that chan_sip queued when the dialog was over and the channel was not",
      asterisk: chanSip.stasis(0, "voicebot").musicStarts(1).logs(33, OUTLIVED).musicStops(33),
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(33.1, 111).stasisEnd(33.101),
      confidence: "likely",
      says: /outlived its SIP dialog/,
    },
    {
      name: "chan_sip's dialog outlived its time with the channel in place, and queued cause 111",
      asterisk: chanSip
        .stasis(0, "voicebot")
        .musicStarts(1)
        .logs(33, OUTLIVED)
        .musicStops(33)
        .inCall(33, 'pbx.c: Executing [h@from-trunk:1] NoOp("SIP/trunk-00000001", "HANGUPCAUSE=111") in new stack'),
      confidence: "likely",
      says: /outlived its SIP dialog/,
    },
  ],
  healthy: [
    {
      name: "frames piled up for a moment, and the call was served",
      asterisk: chanSip
        .stasis(0)
        .inCall(
          1,
          "channel.c: Exceptionally long voice queue length (96 voice / 96 total) queuing to SIP/trunk-00000001",
          "WARNING",
        )
        .plays(3, "a.slin"),
      bot: bot.stasisStart(0.12).answered(0.15).hold(1).unhold(3).served(3.01),
      cause: "none",
    },
    {
      name: "the blocked channel is another one",
      asterisk: asterisk
        .of({ name: "PJSIP/trunk-00000003", logCallId: "C-00000004" })
        .stasis(0, "voicebot")
        .musicStarts(1)
        .logs(
          10,
          "WARNING[9] channel.c: Exceptionally long voice queue length (96 voice / 96 total) queuing to SIP/other-00000009",
        )
        .inCall(
          31,
          "res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/trunk-00000003' for lack of audio RTP activity in 30 seconds",
          "NOTICE",
        )
        .musicStops(31),
      call: "PJSIP/trunk-00000003",
      cause: "rtp-timeout",
    },
    {
      name: "blocked only after the caller had hung up",
      asterisk: chanSip
        .stasis(0, "voicebot")
        .musicStarts(1)
        .musicStops(20)
        .inCall(
          23,
          "channel.c: Exceptionally long voice queue length (96 voice / 96 total) queuing to SIP/trunk-00000001",
          "WARNING",
        ),
      bot: bot.stasisStart(0.12).hold(1).hangupRequest(20.1, 16).stasisEnd(20.101).playRefused(36),
      cause: "caller-hangup",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the dialog was over and the channel was not, and no line has the cause",
      asterisk: chanSip.stasis(0, "voicebot").musicStarts(1).logs(33, OUTLIVED).musicStops(33).consoleOpens(60),
      bot: bot.stasisStart(0.12).hold(1).playRefused(36),
      stands: "open",
    },
    {
      name: "lost, and no line of a blocked channel",
      asterisk: chanSip.stasis(0, "voicebot").musicStarts(1).musicStops(33).consoleOpens(60),
      bot: bot.stasisStart(0.12).hold(1).playRefused(36),
      stands: "absent",
    },
    {
      name: "blocked for a moment, long before the silence that the timeout measured",
      asterisk: asterisk
        .stasis(0, "voicebot")
        .inCall(
          5,
          "channel.c: Exceptionally long voice queue length (96 voice / 96 total) queuing to PJSIP/trunk-00000001",
          "WARNING",
        )
        .musicStarts(121)
        .endsForLackOfRtp(151, 30)
        .musicStops(151),
      cause: "rtp-timeout",
    },
    {
      name: "blocked, and the log ends there",
      asterisk: asterisk
        .stasis(0, "voicebot")
        .inCall(
          20,
          "channel.c: Exceptionally long voice queue length (96 voice / 96 total) queuing to PJSIP/trunk-00000001",
          "WARNING",
        ),
    },
  ],
});
