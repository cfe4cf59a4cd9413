import { mediaLegNotBuilt } from "../../../src/rules/findings/ari212-media-leg-not-built.js";
import { bot } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

testRule(mediaLegNotBuilt, {
  faulty: [
    {
      name: "a name that is in use says nothing of the channel",
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 caller=5550100")
        .says(1.1, "[1795362720.1] Aufnahme abgelehnt: 409", "ERROR")
        .stasisEnd(20.01),
      says: /409/,
    },
    {
      name: "in another language's words",
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 caller=5550100")
        .says(1.1, "[1795362720.1] 外部媒体通道创建失败: 500", "ERROR")
        .stasisEnd(20.01),
      says: /500/,
    },
    {
      name: "external media is refused with 500, and the caller waits in silence",
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 caller=5550100")
        .answered(0.15)
        .says(
          0.3,
          'POST /ari/channels/externalMedia?app=desk&external_host=192.0.2.9:9093 failed: 500 {"message":"Allocation failed"}',
          "ERROR",
        )
        .stasisEnd(20.01),
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
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 caller=5550100")
        .answered(0.15)
        .says(0.3, "externalMedia for 1795362720.1: HTTP 500", "ERROR")
        .stasisEnd(20.01),
    },
  ],
  healthy: [
    {
      name: "the leg is built, and the caller is served",
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 caller=5550100")
        .answered(0.15)
        .says(0.3, "POST /ari/channels/1795362720.1/snoop?app=desk 200")
        .playbackStarted(1)
        .playbackFinished(5)
        .hangsUp(6)
        .stasisEnd(6.01),
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    {
      name: "the request came after the end of the channel",
      bot: bot
        .says(0.12, "StasisStart channel=1795362720.1 caller=5550100")
        .answered(0.15)
        .hold(1)
        .stasisEnd(9.01)
        .says(
          9.3,
          'POST /ari/bridges/talk-2/addChannel?channel=1795362720.1 -> 400 {"message":"Channel not found"}',
          "ERROR",
        ),
    },
  ],
});
