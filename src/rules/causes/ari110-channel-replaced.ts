// Another channel took the place of the one that the bot knows: a transfer, a pickup, AMI Redirect, a Local channel that was
// optimised away. The old id is dead, while the caller is still on the line under a new one
// (docs/asterisk/how-calls-end.md#the-channel-was-replaced).
import { sipMessages } from "../../calls/facts/on-the-wire.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import { likely, possible, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";

export const channelReplaced = defineCause({
  code: "ARI110",
  name: "channel-replaced",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bridge-peer-hangup"],
  docs: {
    meaning: "A masquerade, transfer or pickup put another channel in the place of the one that the bot plays to.",
    impact: "Asterisk answers 404 for the old id, although the caller is still on the line as another channel.",
    evidence:
      "Likely with a 404 for an id after `Channel … swapped with <its name> into` a bridge, or after a StasisStart whose replace_channel is that id. A REFER from the far end, or a Surrogate/… channel, makes it possible.",
    excludedBy: "Lines that name other channels. Without any of these lines the question does not arise.",
    fix: "Follow replace_channel of StasisStart: from then on the new id belongs to the call. Create Local channels with /n if the bot keeps their id.",
    references: ["main/bridge_channel.c:bridge_channel_internal_push_full", "res/res_stasis.c:replace_channel_store"],
  },
  judge: (subject) => {
    const lost = subject.facts.faults.find(({ kind }) => kind === "refused" || kind === "not-in-stasis")?.at;
    if (!lost) return null;
    const replacement = replacedBy(subject, lost);
    if (replacement)
      return likely("Another channel had taken this one's place before the bot played to it.", replacement, lost);
    const { call } = subject;
    const refer = sipMessages(call).find(({ event }) => event.direction === "received" && event.method === "REFER");
    if (refer)
      return possible(0.6, "the far end asked for a transfer (REFER), which puts another channel in its place");
    return call.legs.some(({ channelName }) => channelName?.startsWith("Surrogate/"))
      ? possible(0.5, "a Surrogate/ channel shows that a channel of this call was replaced")
      : null;
  },
  advise: () => [
    {
      kind: "bot",
      title: "Follow replace_channel",
      reason:
        "A StasisStart with replace_channel says that its channel replaces the old one: move the call's state to the new id, and ignore the old one's StasisEnd.",
      risk: null,
      apply: [],
      verify: [],
    },
    {
      kind: "config",
      title: "Keep Local channels from being optimised away",
      reason: "With /n a Local channel stays in the call, and its id valid.",
      risk: "Two more channels for each call.",
      file: "/etc/asterisk/extensions.conf",
      option: "Dial(Local/…)",
      current: null,
      proposed: "Local/…@…/n",
      appliesTo: "all versions",
      apply: ['asterisk -rx "dialplan reload"'],
      verify: ['asterisk -rx "core show channels concise"'],
    },
  ],
  missing: () => [
    {
      what: "Whether another channel replaced it: the replace_channel of each StasisStart",
      how: "In the bot, log replace_channel.id of every StasisStart",
    },
  ],
});

/** The line, before the refusal, by which another channel took the place of the bot's. */
function replacedBy({ call }: Subject, lost: TimedEvent): TimedEvent | undefined {
  return call.events
    .slice(0, call.events.indexOf(lost))
    .find(
      ({ event }) =>
        (event.type === "bridge-swapped" && event.replaced === call.channelName) ||
        (event.type === "ari-event" && event.replaces !== null && event.replaces === call.channelId),
    );
}
