import { channelBlocked } from "../../../src/rules/causes/sys105-channel-blocked.js";
import { asterisk, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

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
      name: "chan_sip's dialog outlived its time with the channel in place, and queued cause 111",
      asterisk: chanSip
        .stasis(0, "voicebot")
        .musicStarts(1)
        .logs(
          33,
          "WARNING[9] chan_sip.c: Autodestruct on dialog '7b92bcd013@192.0.2.9' with owner SIP/trunk-00000001 in place (Method: BYE). Rescheduling destruction for 10000 ms",
        )
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
  ],
  notEnoughEvidence: [
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
