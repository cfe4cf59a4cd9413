import { mediaLegNotBuilt } from "../../../src/rules/findings/ari212-media-leg-not-built.js";
import { testRule } from "../../support/rule-tester.js";

testRule(mediaLegNotBuilt, {
  faulty: [
    {
      name: "a name that is in use says nothing of the channel",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.120 caller=5550100
        2026-11-22 15:52:01,100 - bot - ERROR - [1795362720.120] Aufnahme abgelehnt: 409
        2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.120
      `,
      says: /409/,
    },
    {
      name: "in another language's words",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.121 caller=5550100
        2026-11-22 15:52:01,100 - bot - ERROR - [1795362720.121] 外部媒体通道创建失败: 500
        2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.121
      `,
      says: /500/,
    },
    {
      name: "external media is refused with 500, and the caller waits in silence",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.71 caller=5550100
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.71 answered
        2026-11-22 15:52:00,300 - bot - ERROR - POST /ari/channels/externalMedia?app=desk&external_host=192.0.2.9:9093 failed: 500 {"message":"Allocation failed"}
        2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.71
      `,
      says: /500 \(Allocation failed\)/,
    },
    {
      name: "a channel does not come into its bridge",
      bot: `
        2026-11-22T15:52:00.120Z INFO StasisStart channel=1795362720.72 caller=5550100
        2026-11-22T15:52:00.150Z INFO Channel 1795362720.72 answered
        2026-11-22T15:52:00.300Z ERROR POST /ari/bridges/talk-1/addChannel?channel=1795362720.72 -> 422 {"message":"Channel not in Stasis application"}
        2026-11-22T15:52:20.010Z INFO StasisEnd channel=1795362720.72
      `,
      says: /422/,
    },
    {
      name: "the bot tells it in words alone",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.73 caller=5550100
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.73 answered
        2026-11-22 15:52:00,300 - bot - ERROR - externalMedia for 1795362720.73: HTTP 500
        2026-11-22 15:52:20,010 - bot - INFO - StasisEnd channel=1795362720.73
      `,
    },
  ],
  healthy: [
    {
      name: "the leg is built, and the caller is served",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.74 caller=5550100
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.74 answered
        2026-11-22 15:52:00,300 - bot - INFO - POST /ari/channels/1795362720.74/snoop?app=desk 200
        2026-11-22 15:52:01,000 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b6087671a74 started on channel 1795362720.74 media=sound:a
        2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b6087671a74 state=done
        2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel 1795362720.74
        2026-11-22 15:52:06,010 - bot - INFO - StasisEnd channel=1795362720.74
      `,
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the request came after the end of the channel",
      bot: `
        2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=1795362720.75 caller=5550100
        2026-11-22 15:52:00,150 - bot - INFO - Channel 1795362720.75 answered
        2026-11-22 15:52:01,000 - bot - INFO - Channel 1795362720.75 put on hold
        2026-11-22 15:52:09,010 - bot - INFO - StasisEnd channel=1795362720.75
        2026-11-22 15:52:09,300 - bot - ERROR - POST /ari/bridges/talk-2/addChannel?channel=1795362720.75 -> 400 {"message":"Channel not found"}
      `,
    },
  ],
});
