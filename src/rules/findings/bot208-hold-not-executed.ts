// ARI accepted the hold (204), and Asterisk never started music. 204 only means that the command is queued
// (docs/asterisk/hold-and-music.md#requests-are-queued).
import { eventsOf } from "../../calls/call.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import { defineFinding } from "../rule.js";
import { holdsByReinvite } from "../shared/rtp-evidence.js";
import { oneAtATime } from "../shared/snippets.js";

const SETTLED_MS = 3_000;

export const holdNotExecuted = defineFinding({
  code: "BOT208",
  name: "hold-not-executed",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "The bot put the channel on hold, but no music started although this log records music.",
    impact: "The caller hears nothing instead of music.",
    evidence:
      "A hold in the bot's log that lasted 3 s or longer, and no music for this call in Asterisk's log from 3 s before the hold to its end, although that log has music for other calls.",
    excludedBy:
      "No Asterisk log, one in which no music starts on any call, or one that discarded messages; a hold for which Asterisk says that there is no music (silent-hold), or that `moh_passthrough` leaves to the far end.",
    fix: "Hold after PlaybackFinished: commands of a channel wait for a running playback, and a hold behind one starts late or never. 204 only says that the command is queued.",
    references: ["res/stasis/control.c:app_control_hold", "res/res_musiconhold.c:moh_post_start"],
  },
  *check(subject) {
    const { call, facts } = subject;
    if (holdsByReinvite(subject)) return; // no music of Asterisk's comes with it
    if (!call.sides.asterisk || !call.seen.moh || call.seen.lossy) return;
    const music: readonly TimedEvent[] = [
      ...eventsOf(call, "moh-started"),
      ...eventsOf(call, "moh-unavailable"),
      ...eventsOf(call, "moh-without-files"),
    ];
    for (const { hold, attempt } of facts.turns) {
      const untilMs = attempt?.atMs ?? facts.death?.atMs ?? null;
      if (hold.event.type !== "bot-hold" || hold.atMs === null || untilMs === null || untilMs - hold.atMs < SETTLED_MS)
        continue;
      const holdMs = hold.atMs;
      if (music.some(({ atMs }) => atMs !== null && atMs >= holdMs - SETTLED_MS && atMs <= untilMs)) continue;
      const playing = eventsOf(call, "bot-play").findLast(({ atMs }) => atMs !== null && atMs <= holdMs);
      yield {
        message: "The hold was accepted, but no music started before it was over.",
        proof: [hold, ...(playing ? [playing] : [])],
        advice: [
          {
            kind: "bot",
            title: "Hold after the playback has ended",
            reason: "Commands wait for a running playback; a hold queued behind one starts late or never.",
            risk: null,
            snippets: oneAtATime,
            apply: [],
            verify: [],
          },
        ],
      };
      return;
    }
  },
});
