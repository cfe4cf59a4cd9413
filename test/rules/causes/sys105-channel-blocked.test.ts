import { channelBlocked } from "../../../src/rules/causes/sys105-channel-blocked.js";
import { testRule } from "../../support/rule-tester.js";

testRule(channelBlocked, {
  faulty: [
    {
      name: "frames piled up, and the call was lost",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000001", "voicebot") in new stack
        [Nov 22 15:52:01] VERBOSE[41][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000001'
        [Nov 22 15:52:20] WARNING[41][C-00000002] channel.c: Exceptionally long voice queue length (96 voice / 96 total) queuing to PJSIP/trunk-00000001
        [Nov 22 15:52:31] NOTICE[41][C-00000002] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/trunk-00000001' for lack of audio RTP activity in 30 seconds
        [Nov 22 15:52:31] VERBOSE[41][C-00000002] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000001
      `,
      confidence: "likely",
    },
    {
      name: "chan_sip's dialog outlived its time with the channel in place, and queued cause 111",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000006] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000005", "voicebot") in new stack
        [Nov 22 15:52:01] VERBOSE[41][C-00000006] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000005'
        [Nov 22 15:52:33] WARNING[9] chan_sip.c: Autodestruct on dialog '7b92bcd013@192.0.2.9' with owner SIP/trunk-00000005 in place (Method: BYE). Rescheduling destruction for 10000 ms
        [Nov 22 15:52:33] VERBOSE[41][C-00000006] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000005
        [Nov 22 15:52:33] VERBOSE[41][C-00000006] pbx.c: Executing [h@from-trunk:1] NoOp("SIP/trunk-00000005", "HANGUPCAUSE=111") in new stack
      `,
      confidence: "likely",
      says: /outlived its SIP dialog/,
    },
  ],
  healthy: [
    {
      name: "frames piled up for a moment, and the call was served",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000003] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000002", "voicebot,1000,1") in new stack
        [Nov 22 15:52:01] WARNING[41][C-00000003] channel.c: Exceptionally long voice queue length (96 voice / 96 total) queuing to SIP/trunk-00000002
        [Nov 22 15:52:03] VERBOSE[41][C-00000003] file.c: <SIP/trunk-00000002> Playing 'a.slin' (language 'en')
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.2 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.2 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.2 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Channel 1795362720.2 taken off hold
        2026-11-22 15:52:03,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.2 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.2
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.2
      `,
      cause: "none",
    },
    {
      name: "the blocked channel is another one",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000004] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000003", "voicebot") in new stack
        [Nov 22 15:52:01] VERBOSE[41][C-00000004] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000003'
        [Nov 22 15:52:10] WARNING[9] channel.c: Exceptionally long voice queue length (96 voice / 96 total) queuing to SIP/other-00000009
        [Nov 22 15:52:31] NOTICE[41][C-00000004] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/trunk-00000003' for lack of audio RTP activity in 30 seconds
        [Nov 22 15:52:31] VERBOSE[41][C-00000004] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000003
      `,
      call: "PJSIP/trunk-00000003",
      cause: "rtp-timeout",
    },
  ],
  notEnoughEvidence: [
    {
      name: "blocked for a moment, long before the silence that the timeout measured",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000007] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000006", "voicebot") in new stack
        [Nov 22 15:52:05] WARNING[41][C-00000007] channel.c: Exceptionally long voice queue length (96 voice / 96 total) queuing to PJSIP/trunk-00000006
        [Nov 22 15:54:01] VERBOSE[41][C-00000007] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000006'
        [Nov 22 15:54:31] NOTICE[12] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/trunk-00000006' for lack of audio RTP activity in 30 seconds
        [Nov 22 15:54:31] VERBOSE[41][C-00000007] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000006
      `,
      cause: "rtp-timeout",
    },
    {
      name: "blocked, and the log ends there",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[41][C-00000005] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000004", "voicebot") in new stack
        [Nov 22 15:52:20] WARNING[41][C-00000005] channel.c: Exceptionally long voice queue length (96 voice / 96 total) queuing to PJSIP/trunk-00000004
      `,
    },
  ],
});
