// A playback started while the channel was still on hold. The sound stops the music, and nothing restarts it afterwards, so the
// channel sends nothing until the next media (docs/asterisk/hold-and-music.md#playing-on-a-held-channel;
// main/channel.c:ast_activate_generator).
import { eventsOf } from "../../calls/call.js";
import { isBefore, isPlay } from "../../calls/facts/deeds.js";
import { defineFinding } from "../rule.js";
import { oneAtATime } from "../shared/snippets.js";

export const playWhileHeld = defineFinding({
  code: "BOT204",
  name: "play-while-held",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "The bot played to a channel that it had put on hold and not taken off hold.",
    impact:
      "After the sound the caller hears nothing: the music does not start again, and the channel is still flagged as held.",
    evidence:
      "Between hold and playback the bot's unhold failed, and none was carried out after it. Or there is no unhold, although this bot logs its unholds, in this call or in others. The playback itself was not refused.",
    excludedBy: "A bot that logs no unhold in any call: it may send them without logging them.",
    fix: "Unhold with DELETE /channels/{id}/hold, wait for its 204, then play.",
    references: ["main/channel.c:ast_activate_generator", "res/stasis/control.c:stasis_app_control_hold"],
  },
  *check({ call, facts }) {
    const unholds = eventsOf(call, "bot-unhold");
    const announced = eventsOf(call, "bot-intention").filter(({ event }) => event.action === "unhold");
    for (const { hold, attempt, outcome } of facts.turns) {
      if (!attempt || !isPlay(attempt.event) || outcome === "refused") continue;
      // if it was only announced, Asterisk must have carried it out
      if (attempt.event.type !== "bot-play" && outcome !== "played") continue;
      if (hold.atMs === null || attempt.atMs === null) continue;
      const within = ({ atMs }: { atMs: number | null }): boolean =>
        atMs !== null && atMs >= (hold.atMs as number) && atMs <= (attempt.atMs as number);
      const unheld = unholds.findLast(within);
      // one that was tried again, and carried out, is none
      const failed = eventsOf(call, "bot-request-failed").find(
        (timed) =>
          timed.event.action === "unhold" && within(timed) && !(unheld && isBefore(timed, unheld, call.events)),
      );
      // a bot that logs no unhold at all, in this call or another, may well do it
      const forgot = (unholds.length > 0 || call.seen.unholds) && !unheld && !announced.some(within);
      if (!failed && !forgot) continue;
      yield {
        message: "The playback started while the channel was still on hold.",
        proof: [hold, ...(failed ? [failed] : []), attempt],
        advice: [
          {
            kind: "bot",
            title: "Unhold, wait for its 204, then play",
            reason:
              "Asterisk carries out a channel's commands in order; a playback on a held channel leaves silence behind.",
            risk: null,
            snippets: oneAtATime,
            apply: [],
            verify: [],
          },
        ],
      };
    }
  },
});
