// The order in which legs leave a bridge: the first to go ended it. bridge_channel.c logs each leave under the bridge's lock,
// so the order of the lines is the order of events, within a second too.
import { type Call, eventsOf, type LegRole, type TimedEvent } from "../calls/call.js";
import type { Subject } from "./rule.js";

/** The leave of the leg that left first a bridge which the caller left later; null unless that leg has the given role. */
export function firstToLeave({ call }: Subject, role: LegRole): TimedEvent | null {
  const roleOf = (name: string | null): LegRole =>
    name === call.channelName ? "caller" : (call.legs.find((leg) => leg.channelName === name)?.role ?? "other");
  const leaves = eventsOf(call, "bridge-left");
  // one leave alone does not say who went first: the other may be from before the log, or after it
  if (new Set(leaves.map(({ event }) => event.channelName)).size < 2) return firstToLeaveByBot(call, role);
  for (const leave of leaves) {
    const sameBridge = leaves.filter(({ event }) => event.bridgeId === leave.event.bridgeId);
    const [first] = sameBridge;
    if (!first || first !== leave || !sameBridge.some(({ event }) => roleOf(event.channelName) === "caller")) continue;
    if (roleOf(first.event.channelName) === role) return first;
  }
  return null;
}

/** The same from the bot's ChannelLeftBridge events: the other leg goes, and the caller's only after it or not at all. */
function firstToLeaveByBot(call: Call, role: LegRole): TimedEvent | null {
  const [first] = eventsOf(call, "bot-leg-left-bridge");
  if (!first || first.event.channelId === null || first.event.channelId === call.channelId) return null;
  return call.legs.find((leg) => leg.channelId === first.event.channelId)?.role === role ? first : null;
}
