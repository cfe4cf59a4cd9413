import { otherLegRtpTimeout } from "../../../src/rules/findings/rtp201-other-leg-rtp-timeout.js";
import { testRule } from "../../support/rule-tester.js";

const dialled = `
  [2026-10-21 14:30:11] VERBOSE[911][C-0000005a] pbx.c: Executing [742@in:1] Dial("PJSIP/gate-00000061", "PJSIP/desk7,20") in new stack
  [2026-10-21 14:30:11] VERBOSE[911][C-0000005a] app_dial.c: Called PJSIP/desk7
  [2026-10-21 14:30:15] VERBOSE[911][C-0000005a] app_dial.c: PJSIP/desk7-00000062 answered PJSIP/gate-00000061
  [2026-10-21 14:30:15] VERBOSE[913][C-0000005a] bridge_channel.c: Channel PJSIP/desk7-00000062 joined 'simple_bridge' basic-bridge <b-1>
  [2026-10-21 14:30:15] VERBOSE[911][C-0000005a] bridge_channel.c: Channel PJSIP/gate-00000061 joined 'simple_bridge' basic-bridge <b-1>
`;
const agentTimesOut = `
  [2026-10-21 14:31:15] NOTICE[22] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/desk7-00000062' for lack of audio RTP activity in 25 seconds
`;
const bothLeave = `
  [2026-10-21 14:31:15] VERBOSE[913][C-0000005a] bridge_channel.c: Channel PJSIP/desk7-00000062 left 'simple_bridge' basic-bridge <b-1>
  [2026-10-21 14:31:15] VERBOSE[911][C-0000005a] bridge_channel.c: Channel PJSIP/gate-00000061 left 'simple_bridge' basic-bridge <b-1>
  [2026-10-21 14:31:15] VERBOSE[911][C-0000005a] pbx.c: Spawn extension (in, 742, 1) exited non-zero on 'PJSIP/gate-00000061'
  [2026-10-21 14:31:15] VERBOSE[911][C-0000005a] pbx.c: Executing [h@in:1] NoOp("PJSIP/gate-00000061", "HANGUPCAUSE=44") in new stack
`;
const takenBack = `
  [2026-10-21 14:31:15] VERBOSE[911][C-0000005a] pbx.c: Executing [742@in:2] Playback("PJSIP/gate-00000061", "sorry") in new stack
  [2026-10-21 14:31:15] VERBOSE[911][C-0000005a] file.c: <PJSIP/gate-00000061> Playing 'sorry.slin' (language 'en')
`;
/** The forms of chan_sip in Asterisk 18. */
const inChanSip = (text: string): string =>
  text
    .replaceAll("PJSIP/", "SIP/")
    .replace(
      /NOTICE\[22\].*'(SIP\/[^']*)' .* (\d+) seconds/,
      "NOTICE[22][C-0000005a] chan_sip.c: Disconnecting call '$1' for lack of RTP activity in $2 seconds",
    );
const served = `
  2026-10-21 14:30:11,300 - desk - INFO - StasisStart channel=1792593011.97 caller=3601111
  2026-10-21 14:30:11,400 - desk - INFO - Channel 1792593011.97 answered
  2026-10-21 14:30:11,500 - desk - INFO - POST /ari/channels/1792593011.97/play?media=sound:hi -> 201
  2026-10-21 14:30:13,500 - desk - INFO - PlaybackFinished channel=1792593011.97
  2026-10-21 14:31:15,500 - desk - INFO - ChannelDestroyed channel=1792593011.97 cause=44
`;

testRule(otherLegRtpTimeout, {
  faulty: [
    {
      name: "the agent's leg in Dial(): its cause 44 is handed on to the caller, whose RTP did not stop",
      asterisk: dialled + agentTimesOut + bothLeave,
      says: /PJSIP\/desk7-00000062, .* for 25 s; the caller's call ended with it/,
    },
    { name: "the same in chan_sip", asterisk: inChanSip(dialled + agentTimesOut + bothLeave), says: /SIP\/desk7/ },
    {
      name: "the same with a bot that had served the caller before: no healthy call",
      asterisk: dialled + agentTimesOut + bothLeave,
      bot: served,
      says: /the caller's call ended with it/,
    },
    {
      name: "the caller is taken back: the leg is told, and not that the call ended with it",
      asterisk: dialled + agentTimesOut + bothLeave.split("\n").slice(0, 3).join("\n") + takenBack,
      says: /for lack of RTP from there for 25 s\.$/,
    },
  ],
  healthy: [
    {
      name: "the caller's own leg timed out",
      asterisk: dialled + agentTimesOut.replace("desk7-00000062", "gate-00000061") + bothLeave,
      cause: "rtp-timeout",
    },
    {
      name: "the leg was left behind by a caller who had gone",
      asterisk: dialled + bothLeave + agentTimesOut.replace("14:31:15", "14:31:42"),
    },
  ],
  notEnoughEvidence: [
    {
      name: "the NOTICE is not in the log: a cause that a bridge hands on is no proof of the caller's RTP, nor of an agent's hangup",
      asterisk: dialled + bothLeave,
    },
    {
      name: "the same where only the bot tells the cause",
      asterisk: dialled + bothLeave.split("\n").slice(0, -2).join("\n"),
      bot: served,
    },
  ],
});
