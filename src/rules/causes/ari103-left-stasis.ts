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
    meaning:
      "The bot's own continue had taken the channel out of the Stasis application before the bot wanted to play.",
    impact: "Asterisk answers 409; the call continues in the dialplan without the bot.",
    evidence:
      "Confirmed by Asterisk's 409 `Channel not in Stasis application`, or by a 404 for the call's channel once the dialplan had moved on after Stasis(). Without the bot's log, likely if the dialplan moved on while the call was held for an answer and nobody was dialled. Look for the bot's continue: Asterisk also answers 409 if the bot used the channel's name as its id, and while a hung-up call runs its h extension.",
    excludedBy:
      "No 409, and no dialplan step elsewhere after Stasis(). A 404 that came before that step. A hangup before the 409. If the channel's StasisEnd came only seconds after the 409, the channel was still the bot's until then and the request meant another one; this is then only a candidate.",
    fix: "Play first, then continue: wait for PlaybackFinished before POST /channels/{id}/continue, and drop any work still pending for that channel. Use channel.id: a channel's name also gets 409.",
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
        "a request got 409, and the channel's StasisEnd came only later: the request may have used another id, or the channel's name",
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
        "After POST /channels/{id}/continue the channel no longer belongs to the bot. Wait for PlaybackFinished before it, and drop any work still pending for that channel.",
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
