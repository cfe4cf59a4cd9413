// The order in which legs leave a bridge: the first to go ended it. bridge_channel.c logs each leave under the bridge's lock,
// so the order of the lines is the order of events, within a second too.
import { eventsOf, type LegRole, type TimedEvent } from "../calls/call.js";
import type { EventOf } from "../events/event.js";
import type { Subject } from "./rule.js";

/** The leave of the leg that left first a bridge which the caller left later; null unless that leg has the given role. */
export function firstToLeave({ call }: Subject, role: LegRole): TimedEvent<EventOf<"bridge-left">> | null {
  const roleOf = (name: string | null): LegRole => (name === call.channelName ? "caller" : (call.legs.find((leg) => leg.channelName === name)?.role ?? "other"));
  const leaves = eventsOf(call, "bridge-left");
  for (const leave of leaves) {
    const sameBridge = leaves.filter(({ event }) => event.bridgeId === leave.event.bridgeId);
    const [first] = sameBridge;
    if (!first || first !== leave || !sameBridge.some(({ event }) => roleOf(event.channelName) === "caller")) continue;
    if (roleOf(first.event.channelName) === role) return first;
  }
  return null;
}
