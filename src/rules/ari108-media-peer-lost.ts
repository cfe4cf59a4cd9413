// The media server closed its connection while the caller was on the line. An orderly close leaves no line of its own: the
// helper channel is the first to leave the bridge, or the dialplan goes on after AudioSocket() (facts F.21).
import { firstOf, type TimedEvent } from "../calls/call.js";
import { firstToLeave } from "./bridges.js";
import { confirmed, defineCause, likely, type Subject } from "./rule.js";

export const mediaPeerLost = defineCause({
  code: "ARI108",
  name: "media-peer-lost",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup", "dialplan-hangup"],
  docs: {
    meaning: "The connection to the media server (AudioSocket, external media, websocket) ended before the call did.",
    impact: "The caller is on the line and hears nothing more.",
    evidence:
      "Confirmed by `Reached timeout after … ms of no activity on AudioSocket connection`. Likely: the helper channel left the bridge before the caller, or the dialplan went on after AudioSocket() with the channel up. An orderly close leaves no line of its own.",
    excludedBy: "The caller left the bridge first; the connection was never made (ARI106).",
    fix: "Send audio, silence too, at least every second, and end or mend the call when the connection is gone.",
    references: [
      "apps/app_audiosocket.c:audiosocket_run",
      "channels/chan_audiosocket.c:audiosocket_read",
      "main/bridge_channel.c:bridge_channel_internal_pull",
    ],
  },
  judge: (subject) => {
    const idle = firstOf(subject.call, "audiosocket-idle");
    if (idle)
      return confirmed(`The media server sent nothing for ${idle.event.idleMs} ms, and AudioSocket() gave up.`, idle);
    const departure = firstToLeave(subject);
    const lost = departure?.role === "media" ? departure.left : backFromAudioSocket(subject);
    if (!lost) return null;
    const closed = firstOf(subject.call, "bot-media-closed");
    return likely(
      "The media server's connection ended first, while the caller was on the line.",
      lost,
      ...(closed ? [closed] : []),
    );
  },
  advise: () => [
    {
      kind: "bot",
      title: "Keep the media connection up, and end the call when it is gone",
      reason:
        "Send audio (silence too) at least every second: AudioSocket() gives up after 2 s without. When the connection drops, reconnect or say goodbye on the caller's channel.",
      risk: null,
      apply: [],
      verify: [],
    },
  ],
  missing: () => [
    {
      what: "Which side closed the media connection, and why",
      how: "In the media server, log each connection's start, end and error with its UUID; in the bot, ChannelDestroyed of the media channel with cause",
    },
  ],
});

/** The step after AudioSocket(): it returned although the channel was up (a hangup would have left the dialplan). */
function backFromAudioSocket({ story: { steps } }: Subject): TimedEvent | null {
  const socket = steps.findIndex(({ event }) => event.app === "AudioSocket");
  return socket < 0 ? null : (steps[socket + 1] ?? null);
}
