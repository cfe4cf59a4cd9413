import { actsAfterEnd } from "../../../src/rules/findings/bot206-acts-after-end.js";
import { testRule } from "../../support/rule-tester.js";

testRule(actsAfterEnd, {
  faulty: [
    {
      name: "2 s after StasisEnd",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.1 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.1 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - ChannelHangupRequest channel=1795362720.1 cause=16
        2026-11-22 15:52:03,001 - bot - INFO - StasisEnd channel=1795362720.1
        2026-11-22 15:52:05,000 - bot - INFO - POST /ari/channels/1795362720.1/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      says: /2\.0 s before/,
    },
  ],
  healthy: [
    {
      name: "what was on its way when the event came",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.2 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.2 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - ChannelHangupRequest channel=1795362720.2 cause=16
        2026-11-22 15:52:03,001 - bot - INFO - StasisEnd channel=1795362720.2
        2026-11-22 15:52:03,051 - bot - INFO - POST /ari/channels/1795362720.2/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
      cause: "caller-hangup",
    },
    {
      name: "served, and nothing after the end",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.3 caller=1 exten=1000
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.3 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.3 put on hold
        2026-11-22 15:52:03,000 - bot - INFO - Channel 1795362720.3 taken off hold
        2026-11-22 15:52:03,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b60876715b1 started on channel 1795362720.3 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715b1 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.3
        2026-11-22 15:52:06,001 - bot - INFO - StasisEnd channel=1795362720.3
      `,
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "404 without any word that the channel had ended",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.4 caller=1 exten=1000
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.4 put on hold
        2026-11-22 15:52:05,000 - bot - INFO - POST /ari/channels/1795362720.4/play/x?media=sound%3Aa failed: 404 {"message":"Channel not found"}
      `,
    },
  ],
});
