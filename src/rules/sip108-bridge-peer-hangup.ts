// The other party of the bridge hung up first, and the caller was dropped after it.
import { missingVerbose } from "./advice.js";
import { endsCallerAtOnce, firstToLeave, hungUpByItself, killedByAsterisk } from "./bridges.js";
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
      "Likely by the order of Asterisk's lines `Channel … left … bridge`: in the caller's last bridge the agent's leg leaves first, the caller's follows at once, and the call ends with it; or by the same order of the bot's ChannelLeftBridge events. Confirmed where ARI's debug shows a ChannelHangupRequest of the agent's leg that is not soft, as its own BYE brings one.",
    excludedBy:
      "The caller's leg or a media helper leaves first. A leg that another took the place of (`swapped with`), a bridge that the caller left for another, a caller who is served on. A line that Asterisk itself ended the leg: RTP timeout, RTP read error, DTLS, retransmission or session timer; or that somebody hung it up over AMI. One leave alone does not say who went first.",
    fix: "Decide what the caller gets when the agent goes: on the agent's ChannelLeftBridge or ChannelDestroyed let the bot take the caller back or say goodbye. In the dialplan, Dial() with option `g` goes on after the agent has left.",
    references: ["main/bridge_channel.c:bridge_channel_internal_pull", "main/bridge.c:bridge_do_move"],
  },
  judge: (subject) => {
    const departure = firstToLeave(subject);
    if (departure?.role !== "agent" || !endsCallerAtOnce(subject, departure)) return null;
    if (killedByAsterisk(subject, departure)) return null;
    const { left, callerLeft } = departure;
    const summary = `The other party (${left.event.channelName ?? left.event.channelId}) left the bridge first, and the call ended with it.`;
    const request = hungUpByItself(subject, departure);
    const proof = callerLeft ? [left, callerLeft] : [left];
    return request ? confirmed(summary, request, ...proof) : likely(summary, left, ...(callerLeft ? [callerLeft] : []));
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
