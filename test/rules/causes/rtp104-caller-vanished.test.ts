import { callerVanished } from "../../../src/rules/causes/rtp104-caller-vanished.js";
import { testRule } from "../../support/rule-tester.js";

const served = (id: string, caller: string) => `
  2026-11-22 15:52:00,200 - bot - INFO - StasisStart channel=${id} caller=${caller} exten=1000
  2026-11-22 15:52:02,000 - bot - INFO - Channel ${id} put on hold
  2026-11-22 15:52:12,000 - bot - INFO - Channel ${id} taken off hold
  2026-11-22 15:52:12,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715bd started on channel ${id} media=sound:a
  2026-11-22 15:52:15,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715bd state=done
  2026-11-22 15:52:16,000 - bot - INFO - Hanging up channel ${id}
  2026-11-22 15:52:16,010 - bot - INFO - ChannelHangupRequest channel=${id} cause=32
  2026-11-22 15:52:16,011 - bot - INFO - StasisEnd channel=${id}
`;
/** Another call whose strict RTP locks: so the log shows that it would say so. */
const locking = `
  [Nov 22 15:51:00] VERBOSE[8][C-00000001] pbx.c: Executing [1000@from-trunk:1] Playback("PJSIP/trunk-00000000", "demo") in new stack
  [Nov 22 15:51:00] VERBOSE[8][C-00000001] res_rtp_asterisk.c: 0x7f60c4028350 -- Strict RTP switching to RTP target address 127.0.0.11:41021 as source
  [Nov 22 15:51:05] VERBOSE[8][C-00000001] res_rtp_asterisk.c: 0x7f60c4028350 -- Strict RTP learning complete - Locking on source address 127.0.0.11:41021`;

testRule(callerVanished, {
  faulty: [
    {
      name: "strict RTP took the source and never locked; no timeout is set; the bot talks on",
      asterisk: `${locking}
  [Nov 22 15:52:00] VERBOSE[9][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000001", "voicebot,1000,79161110001") in new stack
  [Nov 22 15:52:00] VERBOSE[9][C-00000002] res_rtp_asterisk.c: 0x7f60c4116920 -- Strict RTP switching to RTP target address 127.0.0.11:48938 as source
  [Nov 22 15:52:02] VERBOSE[9][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000001'
  [Nov 22 15:52:12] VERBOSE[9][C-00000002] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000001
  [Nov 22 15:52:12] VERBOSE[9][C-00000002] file.c: <PJSIP/trunk-00000001> Playing 'a.slin' (language 'en')
`,
      bot: served("1795362720.1", "79161110001"),
      rtpTimeoutSeconds: 0,
      call: "1795362720.1",
      confidence: "likely",
    },
  ],
  healthy: [
    {
      name: "a timeout is set and did not end a call that outlasted it: the caller's RTCP went on",
      asterisk: `${locking}
  [Nov 22 15:51:59] NOTICE[7] chan_sip.c: Peer 'desk' is now Reachable. (12ms / 2000ms)
  [Nov 22 15:52:00] VERBOSE[9][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000001", "voicebot,1000,79161110001") in new stack
  [Nov 22 15:52:00] VERBOSE[9][C-00000002] res_rtp_asterisk.c: 0x7f60c4116920 -- Strict RTP switching to RTP target address 127.0.0.11:48938 as source
  [Nov 22 15:52:02] VERBOSE[9][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000001'
  [Nov 22 15:52:12] VERBOSE[9][C-00000002] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000001
  [Nov 22 15:52:12] VERBOSE[9][C-00000002] file.c: <PJSIP/trunk-00000001> Playing 'a.slin' (language 'en')
  [Nov 22 15:52:30] VERBOSE[1] asterisk.c: Remote UNIX connection
`,
      bot: served("1795362720.1", "79161110001"),
      rtpTimeoutSeconds: 5,
      call: "1795362720.1",
      cause: "none",
    },
    {
      name: "strict RTP locked after its five seconds",
      asterisk: `
  [Nov 22 15:52:00] VERBOSE[9][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000001", "voicebot,1000,79161110001") in new stack
  [Nov 22 15:52:00] VERBOSE[9][C-00000002] res_rtp_asterisk.c: 0x7f60c4116920 -- Strict RTP switching to RTP target address 127.0.0.11:48938 as source
  [Nov 22 15:52:02] VERBOSE[9][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/trunk-00000001'
  [Nov 22 15:52:05] VERBOSE[9][C-00000002] res_rtp_asterisk.c: 0x7f60c4116920 -- Strict RTP learning complete - Locking on source address 127.0.0.11:48938
  [Nov 22 15:52:12] VERBOSE[9][C-00000002] res_musiconhold.c: Stopped music on hold on PJSIP/trunk-00000001
  [Nov 22 15:52:12] VERBOSE[9][C-00000002] file.c: <PJSIP/trunk-00000001> Playing 'a.slin' (language 'en')
`,
      bot: served("1795362720.1", "79161110001"),
      rtpTimeoutSeconds: 0,
      cause: "none",
    },
    {
      name: "at verbosity 3 no call locks: that says nothing",
      asterisk: `
  [Nov 22 15:52:00] VERBOSE[9][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000001", "voicebot,1000,79161110001") in new stack
  [Nov 22 15:52:02] VERBOSE[9][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000001'
  [Nov 22 15:52:12] VERBOSE[9][C-00000002] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000001
  [Nov 22 15:52:12] VERBOSE[9][C-00000002] file.c: <SIP/trunk-00000001> Playing 'a.slin' (language 'en')
`,
      bot: served("1795362720.1", "79161110001"),
      rtpTimeoutSeconds: 0,
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the same without knowing whether a timeout is set",
      asterisk: `${locking}
  [Nov 22 15:52:00] VERBOSE[9][C-00000002] pbx.c: Executing [1000@from-trunk:1] Stasis("PJSIP/trunk-00000001", "voicebot,1000,79161110001") in new stack
  [Nov 22 15:52:00] VERBOSE[9][C-00000002] res_rtp_asterisk.c: 0x7f60c4116920 -- Strict RTP switching to RTP target address 127.0.0.11:48938 as source
  [Nov 22 15:52:12] VERBOSE[9][C-00000002] file.c: <PJSIP/trunk-00000001> Playing 'a.slin' (language 'en')
`,
      bot: served("1795362720.1", "79161110001"),
      call: "1795362720.1",
      stands: "open",
    },
  ],
});
