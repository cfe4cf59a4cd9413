import { legLeftBehind } from "../../../src/rules/findings/bot219-leg-left-behind.js";
import { testRule } from "../../support/rule-tester.js";

const bridged = `
  [2026-11-22 16:00:00.000] VERBOSE[61][C-00000009] pbx.c: Executing [7@in:1] Stasis("PJSIP/line-00000008", "desk") in new stack
  [2026-11-22 16:00:02.000] VERBOSE[62] dial.c: Called PJSIP/desk2/7
  [2026-11-22 16:00:04.000] VERBOSE[62] resource_channels.c: Launching Stasis(desk,agent) on PJSIP/desk2-00000009
  [2026-11-22 16:00:04.100] VERBOSE[61][C-00000009] bridge_channel.c: Channel PJSIP/line-00000008 joined 'simple_bridge' stasis-bridge <b-77>
  [2026-11-22 16:00:04.200] VERBOSE[62] bridge_channel.c: Channel PJSIP/desk2-00000009 joined 'simple_bridge' stasis-bridge <b-77>
`;
const callerLeft = `
  [2026-11-22 16:00:20.000] VERBOSE[61][C-00000009] bridge_channel.c: Channel PJSIP/line-00000008 left 'simple_bridge' stasis-bridge <b-77>
`;
const notice = (name: string, second: number) => `
  [2026-11-22 16:00:${second}.000] NOTICE[9] res_pjsip_sdp_rtp.c: Disconnecting channel '${name}' for lack of audio RTP activity in 30 seconds
`;
const call = "PJSIP/line-00000008";

testRule(legLeftBehind, {
  faulty: [
    {
      name: "the agent's leg times out half a minute after the caller left the bridge",
      asterisk: bridged + callerLeft + notice("PJSIP/desk2-00000009", 51),
      call,
      says: /PJSIP\/desk2-00000009 was left alone .* 31 s later/,
    },
    {
      name: "the same where the bot tells the caller's end, which is the caller's hangup and no RTP timeout",
      asterisk: bridged + callerLeft + notice("PJSIP/desk2-00000009", 51),
      bot: `
        2026-11-22 16:00:00,200 - bot - INFO - StasisStart channel=1795363200.8 caller=79160000008
        2026-11-22 16:00:20,000 - bot - INFO - ChannelHangupRequest channel=1795363200.8 cause=-
        2026-11-22 16:00:20,050 - bot - INFO - StasisEnd channel=1795363200.8
      `,
      call: "1795363200.8",
      says: /31 s later/,
    },
  ],
  healthy: [
    {
      name: "the caller's own channel timed out, and the agent's with it",
      asterisk: bridged + notice("PJSIP/line-00000008", 50) + notice("PJSIP/desk2-00000009", 51),
      call,
      cause: "rtp-timeout",
    },
    { name: "nothing timed out", asterisk: bridged + callerLeft, call },
  ],
  notEnoughEvidence: [
    {
      name: "the agent's leg timed out, and no line tells that the caller had gone",
      asterisk: bridged + notice("PJSIP/desk2-00000009", 51),
      call,
    },
  ],
});
