import { playbackEndedAtOnce } from "../../../src/rules/findings/bot210-playback-ended-at-once.js";
import { testRule } from "../../support/rule-tester.js";

testRule(playbackEndedAtOnce, {
  faulty: [
    {
      name: "done 9 ms after the unhold",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.1 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.1 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Channel 1795362720.1 taken off hold
        2026-11-22 15:52:03,004 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.1 media=sound:tts/41
        2026-11-22 15:52:03,009 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:08,000 - bot - INFO - ChannelHangupRequest channel=1795362720.1 cause=-
        2026-11-22 15:52:08,001 - bot - INFO - StasisEnd channel=1795362720.1
      `,
      says: /within 9 ms/,
    },
    {
      name: "the event overtakes the response",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.2 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - TTS chunk 0 of 1795362720.2 ready in 0.40s
        2026-11-22 15:52:01,011 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b2 state=done
        2026-11-22 15:52:01,012 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b2 started on channel 1795362720.2 media=sound:tts/42
        2026-11-22 15:52:08,001 - bot - INFO - StasisEnd channel=1795362720.2
      `,
    },
  ],
  healthy: [
    {
      name: "600 ms",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.3 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.3 answered
        2026-11-22 15:52:00,152 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b3 started on channel 1795362720.3 media=sound:hm
        2026-11-22 15:52:00,752 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b3 state=done
        2026-11-22 15:52:08,001 - bot - INFO - StasisEnd channel=1795362720.3
      `,
      cause: "none",
    },
    {
      name: "the sound is missing, which is said already",
      asterisk: `
        [Nov 22 15:52:00] VERBOSE[72][C-00000004] pbx.c: Executing [1000@from-trunk:1] Stasis("SIP/trunk-00000003", "voicebot") in new stack
        [Nov 22 15:52:02] WARNING[72][C-00000004] file.c: File tts/43 does not exist in any format
        [Nov 22 15:52:02] WARNING[72][C-00000004] res_stasis_playback.c: 1795362720.4: Playback failed for sound:tts/43
      `,
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.4 caller=1 exten=1000
        2026-11-22 15:52:02,000 - bot - INFO - Channel 1795362720.4 taken off hold
        2026-11-22 15:52:02,004 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b4 started on channel 1795362720.4 media=sound:tts/43
        2026-11-22 15:52:02,009 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b4
        2026-11-22 15:52:08,001 - bot - INFO - StasisEnd channel=1795362720.4
      `,
      cause: "sound-missing",
    },
    {
      name: "cut off by the end of its channel",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.5 caller=1 exten=1000
        2026-11-22 15:52:02,000 - bot - INFO - Channel 1795362720.5 taken off hold
        2026-11-22 15:52:02,004 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b5 started on channel 1795362720.5 media=sound:a
        2026-11-22 15:52:02,050 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b5
        2026-11-22 15:52:02,051 - bot - INFO - StasisEnd channel=1795362720.5
      `,
    },
  ],
  notEnoughEvidence: [
    {
      name: "a busy bot reads the 201 and the end together: when it asked is not known",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.6 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.6 answered
        2026-11-22 15:52:04,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b6 started on channel 1795362720.6 media=sound:a
        2026-11-22 15:52:04,001 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b6 state=done
        2026-11-22 15:52:08,001 - bot - INFO - StasisEnd channel=1795362720.6
      `,
      cause: "none",
    },
    {
      name: "stamps of whole seconds",
      bot: `
        2026-11-22 15:52:00 - bot - INFO - StasisStart channel=1795362720.7 caller=1 exten=1000
        2026-11-22 15:52:01 - bot - INFO - Channel 1795362720.7 answered
        2026-11-22 15:52:01 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b7 started on channel 1795362720.7 media=sound:a
        2026-11-22 15:52:01 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b7 state=done
        2026-11-22 15:52:08 - bot - INFO - StasisEnd channel=1795362720.7
      `,
      cause: "none",
    },
  ],
});
