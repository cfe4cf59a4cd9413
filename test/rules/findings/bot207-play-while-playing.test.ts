import { playWhilePlaying } from "../../../src/rules/findings/bot207-play-while-playing.js";
import { testRule } from "../../support/rule-tester.js";

testRule(playWhilePlaying, {
  faulty: [
    {
      name: "the second playback is asked for a second before the first has ended",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.1 answered
        2026-11-22 15:52:01,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.1 media=sound:a
        2026-11-22 15:52:03,000 - bot - INFO - Playback 9789be8d-0248-4f24-9d70-7b60876715b2 started on channel 1795362720.1 media=sound:b
        2026-11-22 15:52:04,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - PlaybackFinished 9789be8d-0248-4f24-9d70-7b60876715b2 state=done
        2026-11-22 15:52:07,000 - bot - INFO - Hanging up channel 1795362720.1
        2026-11-22 15:52:07,001 - bot - INFO - StasisEnd channel=1795362720.1
      `,
      says: /1\.0 s before/,
    },
  ],
  healthy: [
    {
      name: "one after the other",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.2 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.2 answered
        2026-11-22 15:52:01,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.2 media=sound:a
        2026-11-22 15:52:03,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:03,100 - bot - INFO - Playback 9789be8d-0248-4f24-9d70-7b60876715b2 started on channel 1795362720.2 media=sound:b
        2026-11-22 15:52:06,000 - bot - INFO - PlaybackFinished 9789be8d-0248-4f24-9d70-7b60876715b2 state=done
        2026-11-22 15:52:07,000 - bot - INFO - Hanging up channel 1795362720.2
        2026-11-22 15:52:07,001 - bot - INFO - StasisEnd channel=1795362720.2
      `,
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the end of the first is not in the log",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.3 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.3 answered
        2026-11-22 15:52:01,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.3 media=sound:a
        2026-11-22 15:52:03,100 - bot - INFO - Playback 9789be8d-0248-4f24-9d70-7b60876715b2 started on channel 1795362720.3 media=sound:b
        2026-11-22 15:52:06,000 - bot - INFO - PlaybackFinished 9789be8d-0248-4f24-9d70-7b60876715b2 state=done
        2026-11-22 15:52:07,000 - bot - INFO - Hanging up channel 1795362720.3
        2026-11-22 15:52:07,001 - bot - INFO - StasisEnd channel=1795362720.3
      `,
      cause: "none",
    },
  ],
});
