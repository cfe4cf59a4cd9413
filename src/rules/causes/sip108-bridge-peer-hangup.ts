// The other party in the bridge hung up first, and the caller was dropped after it.
import { eventsOf } from "../../calls/call.js";
import { confirmed, likely, possible, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";
import { missingVerbose } from "../shared/advice.js";
import { type Departure, endsCallerAtOnce, firstToLeave, hungUpByItself, killedByAsterisk } from "../shared/bridges.js";
import { hangupCause, hangupRequest } from "../shared/hangup-evidence.js";

/** AST_CAUSE_NO_USER_RESPONSE and AST_CAUSE_REQUESTED_CHAN_UNAVAIL: they come from Asterisk's own timers, not from a BYE. */
const TIMER_CAUSES: ReadonlySet<number> = new Set([18, 44]);

/**
 * A bridge passes the cause of the leg that ended it to the others (main/bridge_channel.c:bridge_channel_dissolve_check). So the
 * caller's cause tells how the other party's leg ended.
 */
function handedOnByAsterisk(subject: Subject, { left }: Departure): boolean {
  const { call } = subject;
  const request = hangupRequest(subject)?.cause;
  const leg = call.legs.find(({ channelName }) => channelName !== null && channelName === left.event.channelName);
  const ids = new Set([call.channelId, leg?.channelId ?? left.event.channelId]);
  const destroyed = eventsOf(call, "bot-channel-destroyed")
    .filter(({ event }) => ids.has(event.channelId))
    .map(({ event }) => event.cause);
  return [hangupCause(subject)?.cause, request, ...destroyed].some(
    (cause) => typeof cause === "number" && TIMER_CAUSES.has(cause),
  );
}

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
      "Likely by the order of Asterisk's lines `Channel … left … bridge`: in the caller's last bridge the agent's leg leaves first, the caller's leg follows at once, and the call ends with it. The same order of the bot's ChannelLeftBridge events also makes it likely. Confirmed if ARI's debug shows a ChannelHangupRequest of the agent's leg that is not soft: the leg's own BYE brings such a request.",
    excludedBy:
      "The caller's leg or a media helper leaves first. Another channel took the leg's place (`swapped with`). The caller left the bridge for another one, or was served further. A line says that Asterisk itself ended the leg (RTP timeout, RTP read error, DTLS, retransmission or session timer), or that somebody hung it up over AMI. A HANGUPCAUSE or ChannelDestroyed with 18 or 44 leaves it a candidate, because a bridge hands these on from a leg that Asterisk ended. A single leave does not say who went first.",
    fix: "Decide what the caller gets when the agent leaves: on the agent's ChannelLeftBridge or ChannelDestroyed, have the bot take the caller back or say goodbye. In the dialplan, Dial() with option `g` continues after the agent has left.",
    references: ["main/bridge_channel.c:bridge_channel_internal_pull", "main/bridge.c:bridge_do_move"],
  },
  judge: (subject) => {
    const departure = firstToLeave(subject);
    if (departure?.role !== "agent" || !endsCallerAtOnce(subject, departure)) return null;
    if (killedByAsterisk(subject, departure)) return null;
    if (handedOnByAsterisk(subject, departure))
      return possible(
        0.5,
        "the other party left the bridge first, with a cause that Asterisk's own timers set: its RTP or signalling may have been lost",
      );
    const { left, callerLeft } = departure;
    const summary = `The other party (${left.event.channelName ?? left.event.channelId}) left the bridge first, and the call ended with it.`;
    const request = hungUpByItself(subject, departure);
    const proof = callerLeft ? [left, callerLeft] : [left];
    return request ? confirmed(summary, request, ...proof) : likely(summary, left, ...(callerLeft ? [callerLeft] : []));
  },
  advise: () => [
    {
      kind: "bot",
      title: "Decide what happens to the caller when the agent leaves",
      reason:
        "On the agent's ChannelLeftBridge or ChannelDestroyed, say something or take the caller back; in the dialplan, Dial option g continues after the agent has left.",
      risk: null,
      apply: [],
      verify: [],
    },
  ],
  missing: () => [missingVerbose("Asterisk's own line that the other party left the bridge")],
});
