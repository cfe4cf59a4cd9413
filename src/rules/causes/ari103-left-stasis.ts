// The bot had sent the channel back to the dialplan and then acted on it: 409. The channel is alive, but no longer the bot's
// (docs/asterisk/stasis-and-ari.md#404-and-409).
import { type Call, eventsOf, firstOf } from "../../calls/call.js";
import { isOwn } from "../../calls/facts/own-lines.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import { confirmed, likely, possible } from "../judgement.js";
import { defineCause } from "../rule.js";
import { missingRequests } from "../shared/advice.js";

export const leftStasis = defineCause({
  code: "ARI103",
  name: "left-stasis",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup", "sound-missing", "dialplan-hangup"],
  docs: {
    meaning: "The channel had left the Stasis application, by the bot's own continue, when the bot wanted to play.",
    impact: "Asterisk answers 409; the call goes on in the dialplan without the bot.",
    evidence:
      "Confirmed by Asterisk's 409 `Channel not in Stasis application`, or by a 404 for the call's channel once the dialplan had gone on elsewhere after Stasis(). Likely, without the bot's log, where the dialplan went on while the call was held for an answer and nobody was dialled. Look for the bot's continue: Asterisk answers 409 as well where the bot used the channel's name for its id, and while a call that was hung up runs its h extension.",
    excludedBy:
      "No 409, and no step of the dialplan elsewhere after Stasis(); a 404 that came before that step; a hangup before the 409. A StasisEnd of the channel that came only seconds after the 409: till then it was the bot's, and the request meant another; then it is a candidate.",
    fix: "Play first, then continue: wait for PlaybackFinished before POST /channels/{id}/continue, and drop what is still in work for that channel. Use channel.id, for a channel's name meets 409 too.",
    references: [
      "res/ari/resource_channels.c:find_control",
      "res/ari/resource_channels.c:ast_ari_channels_continue_in_dialplan",
    ],
  },
  judge: ({ call, facts }) => {
    const refused = facts.faults.find(({ kind }) => kind === "not-in-stasis")?.at;
    const sent = firstOf(call, "bot-left-dialplan-bound");
    const back = facts.leftStasis ?? undefined;
    if (refused && !sent && !back && leftLater(call, refused))
      return possible(
        0.5,
        "a request met 409, and the channel's StasisEnd came only later: perhaps the request bore another id, or the channel's name",
      );
    if (refused)
      return confirmed(
        sent || back
          ? "The bot had given the channel back to the dialplan, then tried to use it (409)."
          : "The channel was not in the bot's application when the bot wanted to use it (409); no line says who took it out.",
        refused,
        ...[sent, back].filter((timed) => timed !== undefined),
      );
    const late = facts.faults.find(
      ({ kind, at }) =>
        kind === "refused" && back && back.atMs !== null && at.atMs !== null && at.atMs >= back.atMs - 1_000,
    )?.at;
    if (late && back) return confirmed("The channel was back in the dialplan when the bot wanted to play.", back, late);
    const waiting = facts.turns.at(-1);
    const transferred = firstOf(call, "dial") !== undefined;
    if (back && !call.botUnderstood && waiting && waiting.attempt === null && !transferred) {
      return likely(
        "The call was sent back to the dialplan while it was on hold for the bot's answer.",
        back,
        waiting.hold,
      );
    }
    return null;
  },
  advise: () => [
    {
      kind: "bot",
      title: "Play first, then continue",
      reason:
        "After POST /channels/{id}/continue the channel is not the bot's. Wait for PlaybackFinished before it, and drop what is still in work for that channel.",
      risk: null,
      apply: [],
      verify: [],
    },
  ],
  missing: () => [missingRequests],
});

/** StasisEnd comes at once when a channel leaves (res/res_stasis.c:stasis_app_exec). Bots may log it a moment later. */
const LEAVES_WITHIN_MS = 2_000;

/** Was the channel still in the application when the request was refused? */
const leftLater = (call: Call, refused: TimedEvent): boolean =>
  eventsOf(call, "bot-stasis-end").some(
    ({ event, atMs }) =>
      isOwn(call, event) && atMs !== null && refused.atMs !== null && atMs - refused.atMs > LEAVES_WITHIN_MS,
  );
