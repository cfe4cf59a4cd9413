import { lostWithoutCause } from "../../../src/rules/causes/ari101-channel-lost.js";
import { bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

const held = `
        [2026-11-22 14:05:00] VERBOSE[71][C-00000018] pbx.c: Executing [720@in:1] Stasis("PJSIP/lab-00000017", "desk") in new stack
        [2026-11-22 14:05:02] VERBOSE[71][C-00000018] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/lab-00000017'`;
const stopped = `
        [2026-11-22 14:05:19] VERBOSE[71][C-00000018] res_musiconhold.c: Stopped music on hold on PJSIP/lab-00000017`;

testRule(lostWithoutCause, {
  faulty: [
    { name: "music that stops, and nothing after it", asterisk: held + stopped },
    {
      name: "404 for the call's own channel, in the bot's log alone",
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 caller=5550142")
        .hold(2)
        .says(20, 'POST /ari/channels/1795362720.1/play/x failed: 404 {"message":"Channel not found"}', "ERROR"),
    },
  ],
  healthy: [
    {
      name: "a cause that is named",
      asterisk: `${held}
        [2026-11-22 14:05:19] NOTICE[77] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/lab-00000017' for lack of audio RTP activity in 17 seconds${stopped}`,
      cause: "rtp-timeout",
    },
    {
      name: "the hold ends with the answer, and the bot with a goodbye",
      asterisk: `${held}${stopped}
        [2026-11-22 14:05:19] VERBOSE[71][C-00000018] file.c: <PJSIP/lab-00000017> Playing 'reply.slin' (language 'en')`,
      bot: `
        2026-11-22 14:05:00,120 - bot - INFO - StasisStart channel=1795356300.23 caller=5550142
        2026-11-22 14:05:02,000 - bot - INFO - Channel 1795356300.23 put on hold
        2026-11-22 14:05:19,000 - bot - INFO - Channel 1795356300.23 taken off hold
        2026-11-22 14:05:19,010 - bot - INFO - Playback 4d0c1c2e-93a4-4f0e-8a6f-0a4fd27c9b10 started on channel 1795356300.23 media=sound:reply
        2026-11-22 14:05:24,000 - bot - INFO - PlaybackFinished 4d0c1c2e-93a4-4f0e-8a6f-0a4fd27c9b10 state=done
        2026-11-22 14:05:25,000 - bot - INFO - Hanging up channel 1795356300.23
        2026-11-22 14:05:25,010 - bot - INFO - StasisEnd channel=1795356300.23
      `,
      cause: "none",
    },
  ],
  notEnoughEvidence: [{ name: "the log ends in the hold: nothing says that the call was lost", asterisk: held }],
});
