// The bot played to an id that was never a channel, while its own channel was up. It got 404, and nothing is wrong with the
// call.
import { firstOf } from "../../calls/call.js";
import { isOwn } from "../../calls/facts/own-lines.js";
import { confirmed, likely } from "../judgement.js";
import { defineCause } from "../rule.js";

export const wrongChannelId = defineCause({
  code: "BOT102",
  name: "wrong-channel-id",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup"],
  docs: {
    meaning: "The bot used a channel id that Asterisk never gave it, or that belonged to an earlier call.",
    impact: "Asterisk refuses the playback with 404, although the caller is on the line.",
    evidence:
      "Confirmed if Asterisk answered 404 for an id that was never a channel of this call, and the bot went on using the call's own channel afterwards. Likely if nothing shows that it did.",
    excludedBy: "A 404 for the call's own channel as well: then the channel was gone.",
    fix: "Use channel.id of this call's StasisStart. Keep it with the call's own state, not in a global or a cache that outlives the call, and follow replace_channel of later StasisStart events.",
    references: ["res/ari/resource_channels.c:find_control"],
  },
  judge: ({ call, facts }) => {
    const stray = facts.faults.find(({ kind }) => kind === "stray-id")?.at;
    if (!stray || facts.faults.some(({ kind }) => kind === "refused")) return null;
    const alive = call.events.find(
      ({ event, atMs }) =>
        isOwn(call, event) &&
        event.type.startsWith("bot-") &&
        event.type !== "bot-request-failed" &&
        event.type !== "bot-channel-gone" &&
        atMs !== null &&
        stray.atMs !== null &&
        atMs > stray.atMs,
    );
    const started = firstOf(call, "bot-stasis-start") ?? firstOf(call, "bot-hold");
    const summary = `The bot played to ${call.strayIds[0] ?? "an id"}, which was never a channel of this call.`;
    return alive
      ? confirmed(`${summary} Its own channel was up.`, stray, alive)
      : likely(summary, stray, ...(started ? [started] : []));
  },
  advise: () => [
    {
      kind: "bot",
      title: "Use channel.id of this call's StasisStart",
      reason:
        "Keep the id with the call's own state, not in a global or a cache that outlives the call, and follow replace_channel of later StasisStart events.",
      risk: null,
      apply: [],
      verify: [],
    },
  ],
  missing: () => [
    {
      what: "Whether the call's own channel was up when the bot played to the wrong id",
      how: "In the bot, on 404 ask GET /channels/{channel.id of StasisStart} and log its status; log StasisEnd and ChannelDestroyed with channel.id",
    },
  ],
});
