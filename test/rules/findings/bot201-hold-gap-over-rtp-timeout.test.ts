import { holdGapOverLimit } from "../../../src/rules/findings/bot201-hold-gap-over-rtp-timeout.js";
import { testRule } from "../../support/rule-tester.js";

const call = (id: string, hold: string, play: string) => `
  2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=${id} caller=1 exten=1000
  2026-11-22 ${hold} - bot - INFO - Channel ${id} put on hold
  2026-11-22 ${play} - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel ${id} media=sound:a
  2026-11-22 15:52:50,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
  2026-11-22 15:52:51,000 - bot - INFO - Hanging up channel ${id}
  2026-11-22 15:52:51,001 - bot - INFO - StasisEnd channel=${id}
`;

testRule(holdGapOverLimit, {
  faulty: [
    {
      name: "12 s, with a limit of 10 s: a warning, on a call that survived",
      bot: call("1795362720.1", "15:52:01,000", "15:52:13,000"),
      rtpTimeoutSeconds: 10,
      says: /12 s from hold to playback, over the RTP limit of 10 s/,
    },
    {
      name: "refused in the end: the gap is told all the same",
      bot: `
        {"event": "call_started", "level": "info", "channel_id": "1795362720.2", "timestamp": "2026-11-22T15:52:00.300Z"}
        {"event": "channel_hold", "level": "info", "channel_id": "1795362720.2", "timestamp": "2026-11-22T15:52:01.000Z"}
        {"event": "channel_not_found", "level": "error", "channel_id": "1795362720.2", "timestamp": "2026-11-22T15:52:09.500Z"}
      `,
      rtpTimeoutSeconds: 8,
      says: /8\.5 s/,
    },
  ],
  healthy: [
    {
      name: "within the limit",
      bot: call("1795362720.3", "15:52:01,000", "15:52:10,900"),
      rtpTimeoutSeconds: 10,
      cause: "none",
    },
    {
      name: "the limit is off",
      bot: call("1795362720.4", "15:52:01,000", "15:52:40,000"),
      rtpTimeoutSeconds: 0,
      cause: "none",
    },
    {
      name: "the seed incident: 4 s of a limit of 60 s",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - 🔔 Новый звонок: Channel=1795362720.5, Caller=79160000001
        2026-11-22 15:52:11,000 - bot - INFO - 🔒 Канал 1795362720.5 поставлен на hold
        2026-11-22 15:52:15,000 - bot - WARNING - ⚠️ Канал 1795362720.5 исчез перед воспроизведением chunk 0
      `,
      rtpTimeoutSeconds: 60,
      cause: "undetermined",
    },
    {
      name: "the hold limit does not count for a hold by ARI",
      bot: call("1795362720.6", "15:52:01,000", "15:52:13,000"),
      rtpTimeoutSeconds: 60,
      rtpHoldTimeoutSeconds: 5,
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    { name: "no limit is known", bot: call("1795362720.7", "15:52:01,000", "15:52:40,000"), cause: "none" },
    {
      name: "stamps of whole seconds: 10 s may be less than 10 s",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[83][C-00000008] pbx.c: Executing [1000@from-trunk:2] Stasis("SIP/trunk-00000007", "voicebot") in new stack
        [Nov 22 15:52:01] VERBOSE[83][C-00000008] res_musiconhold.c: Started music on hold, class 'default', on channel 'SIP/trunk-00000007'
        [Nov 22 15:52:11] VERBOSE[83][C-00000008] res_musiconhold.c: Stopped music on hold on SIP/trunk-00000007
        [Nov 22 15:52:11] VERBOSE[83][C-00000008] file.c: <SIP/trunk-00000007> Playing 'a.slin' (language 'en')
        [Nov 22 15:52:51] VERBOSE[1] asterisk.c: Remote UNIX connection
      `,
      rtpTimeoutSeconds: 10,
      cause: "none",
    },
  ],
});
