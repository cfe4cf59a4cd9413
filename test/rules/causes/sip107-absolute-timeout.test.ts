import { absoluteTimeout } from "../../../src/rules/causes/sip107-absolute-timeout.js";
import { testRule } from "../../support/rule-tester.js";

testRule(absoluteTimeout, {
  faulty: [
    {
      name: "the call ends at the very second that the dialplan had set",
      asterisk: `
        [2026-11-22 15:52:00] VERBOSE[96][C-0000000c] pbx.c: Executing [1100@from-trunk:1] Set("SIP/trunk-0000000b", "TIMEOUT(absolute)=15") in new stack
        [2026-11-22 15:52:00] VERBOSE[96][C-0000000c] func_timeout.c: Channel will hangup at 2026-11-22 15:52:15.731 UTC.
        [2026-11-22 15:52:00] VERBOSE[96][C-0000000c] pbx.c: Executing [1100@from-trunk:2] Stasis("SIP/trunk-0000000b", "voicebot,1100") in new stack
        [2026-11-22 15:52:07] VERBOSE[96][C-0000000c] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-0000000b'
        [2026-11-22 15:52:15] VERBOSE[96][C-0000000c] res_musiconhold.c: Stopped music on hold on SIP/trunk-0000000b
      `,
      confidence: "likely",
      says: /15 s.*music alone/,
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
      name: "a limit was set, and the caller left long before it",
      asterisk: `
        [2026-11-22 15:52:00] VERBOSE[96][C-0000000e] pbx.c: Executing [1100@from-trunk:1] Set("SIP/trunk-0000000d", "TIMEOUT(absolute)=600") in new stack
        [2026-11-22 15:52:00] VERBOSE[96][C-0000000e] pbx.c: Executing [1100@from-trunk:2] Stasis("SIP/trunk-0000000d", "voicebot,1100,79161110013") in new stack
        [2026-11-22 15:52:07] VERBOSE[96][C-0000000e] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-0000000d'
        [2026-11-22 15:52:15] VERBOSE[96][C-0000000e] res_musiconhold.c: Stopped music on hold on SIP/trunk-0000000d
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.13 caller=79161110013 exten=1100
        2026-11-22 15:52:07,000 - bot - INFO - Channel 1795362720.13 put on hold
        2026-11-22 15:52:15,150 - bot - INFO - ChannelHangupRequest channel=1795362720.13 cause=16
        2026-11-22 15:52:15,151 - bot - INFO - StasisEnd channel=1795362720.13
      `,
      cause: "caller-hangup",
    },
    {
      name: "the caller's BYE in the very second of the limit: a timeout brings no hangup request",
      asterisk: `
        [2026-11-22 15:52:00] VERBOSE[96][C-0000000f] pbx.c: Executing [1100@from-trunk:1] Set("SIP/trunk-0000000e", "TIMEOUT(absolute)=15") in new stack
        [2026-11-22 15:52:00] VERBOSE[96][C-0000000f] pbx.c: Executing [1100@from-trunk:2] Stasis("SIP/trunk-0000000e", "voicebot,1100,79161110014") in new stack
        [2026-11-22 15:52:07] VERBOSE[96][C-0000000f] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-0000000e'
        [2026-11-22 15:52:15] VERBOSE[96][C-0000000f] res_musiconhold.c: Stopped music on hold on SIP/trunk-0000000e
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.14 caller=79161110014 exten=1100
        2026-11-22 15:52:07,000 - bot - INFO - Channel 1795362720.14 put on hold
        2026-11-22 15:52:15,150 - bot - INFO - ChannelHangupRequest channel=1795362720.14 cause=16
        2026-11-22 15:52:15,151 - bot - INFO - StasisEnd channel=1795362720.14
      `,
      cause: "caller-hangup",
    },
    {
      name: "the limit was taken back (0) before the end",
      asterisk: `
        [2026-11-22 15:52:00] VERBOSE[96][C-00000010] pbx.c: Executing [1100@from-trunk:1] Set("SIP/trunk-0000000f", "TIMEOUT(absolute)=15") in new stack
        [2026-11-22 15:52:00] VERBOSE[96][C-00000010] func_timeout.c: Channel will hangup at 2026-11-22 15:52:15.731 UTC.
        [2026-11-22 15:52:01] VERBOSE[96][C-00000010] pbx.c: Executing [1100@from-trunk:2] Set("SIP/trunk-0000000f", "TIMEOUT(absolute)=0") in new stack
        [2026-11-22 15:52:01] VERBOSE[96][C-00000010] pbx.c: Executing [1100@from-trunk:3] Stasis("SIP/trunk-0000000f", "voicebot,1100") in new stack
        [2026-11-22 15:52:07] VERBOSE[96][C-00000010] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-0000000f'
        [2026-11-22 15:52:15] VERBOSE[96][C-00000010] res_musiconhold.c: Stopped music on hold on SIP/trunk-0000000f
      `,
      cause: "undetermined",
    },
  ],
  notEnoughEvidence: [
    {
      name: "404 at about the time, but no line shows when the channel went",
      asterisk: `
        [2026-11-22 15:52:00] VERBOSE[96][C-00000011] pbx.c: Executing [1100@from-trunk:1] Set("SIP/trunk-00000010", "TIMEOUT(absolute)=15") in new stack
        [2026-11-22 15:52:00] VERBOSE[96][C-00000011] pbx.c: Executing [1100@from-trunk:2] Stasis("SIP/trunk-00000010", "voicebot,1100,79161110016") in new stack
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - Incoming call 1795362720.16 caller=79161110016
        2026-11-22 15:52:07,000 - bot - INFO - Channel 1795362720.16 put on hold
        2026-11-22 15:52:20,150 - bot - ERROR - POST /ari/channels/1795362720.16/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
    },
  ],
});
