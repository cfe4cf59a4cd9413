import { holdGapOverLimit } from "../../../src/rules/findings/bot201-hold-gap-over-rtp-timeout.js";
import { type BotLog, bot, chanSip } from "../../support/call-logs.js";
import { testRule } from "../../support/rule-tester.js";

/** A call whose caller waits from one second to another. */
const waits = (from: number, to: number): BotLog =>
  bot.stasisStart(0.12).hold(from).playbackStarted(to).playbackFinished(50).hangsUp(51).stasisEnd(51.001);

testRule(holdGapOverLimit, {
  faulty: [
    {
      name: "12 s, with a limit of 10 s: a warning, on a call that survived",
      bot: waits(1, 13),
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
      bot: waits(1, 10.9),
      rtpTimeoutSeconds: 10,
      cause: "none",
    },
    {
      name: "the limit is off",
      bot: waits(1, 40),
      rtpTimeoutSeconds: 0,
      cause: "none",
    },
    {
      name: "the seed incident: 4 s of a limit of 60 s",
      bot: bot
        .says(0.12, "🔔 Новый звонок: Channel=1795362720.1, Caller=79160000001")
        .says(11, "🔒 Канал 1795362720.1 поставлен на hold")
        .says(15, "⚠️ Канал 1795362720.1 исчез перед воспроизведением chunk 0", "WARNING"),
      rtpTimeoutSeconds: 60,
      cause: "undetermined",
    },
    {
      name: "the hold limit does not count for a hold by ARI",
      bot: waits(1, 13),
      rtpTimeoutSeconds: 60,
      rtpHoldTimeoutSeconds: 5,
      cause: "none",
    },
  ],
  notEnoughEvidence: [
    { name: "no limit is known", bot: waits(1, 40), cause: "none" },
    {
      name: "stamps of whole seconds: 10 s may be less than 10 s",
      asterisk: chanSip.stasis(0, "voicebot").musicStarts(1).musicStops(11).plays(11, "a.slin").consoleOpens(51),
      rtpTimeoutSeconds: 10,
      cause: "none",
    },
  ],
});
