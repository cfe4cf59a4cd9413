// The other party of the bridge hung up first, and the caller was dropped after it.
import { missingVerbose } from "./advice.js";
import { firstToLeave } from "./bridges.js";
import { confirmed, defineCause, likely } from "./rule.js";

export const bridgePeerHangup = defineCause({
  code: "SIP108",
  name: "bridge-peer-hangup",
  severity: "warning",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup", "left-stasis", "dialplan-hangup"],
  docs: {
    meaning: "The agent's leg left the bridge first; the caller's call ended because of it.",
    impact: "The caller is cut off when the agent hangs up.",
    evidence:
      "Confirmed by Asterisk's lines `Channel ... left ... bridge`: the agent's leg leaves a bridge first, and the caller's is in the same bridge and leaves later. Likely by the bot's ChannelLeftBridge events, if the agent's is the first.",
    excludedBy: "The caller's leg or a media helper leaves first. One leave alone does not say who went first.",
    fix: "Decide what the caller gets when the agent goes: on the agent's ChannelLeftBridge or ChannelDestroyed let the bot take the caller back or say goodbye. In the dialplan, Dial() with option `g` goes on after the agent has left.",
    references: ["main/bridge_channel.c:bridge_channel_internal_pull"],
  },
  judge: (subject) => {
    const left = firstToLeave(subject, "agent");
    if (!left) return null;
    const summary = `The other party (${left.event.channelName ?? left.event.channelId}) left the bridge first.`;
    return left.event.side === "asterisk" ? confirmed(summary, left) : likely(summary, left);
  },
  advise: () => [
    {
      kind: "bot",
      title: "Decide what happens to the caller when the agent goes",
      reason:
        "On the agent's ChannelLeftBridge or ChannelDestroyed, say something or take the caller back; in the dialplan, Dial option g goes on after the agent has left.",
      risk: null,
      apply: [],
      verify: [],
    },
  ],
  missing: () => [missingVerbose("Asterisk's own line that the other party left the bridge")],
});
